import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright';

/** What playwright's `launch` needs to start one particular Chromium. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const require = createRequire(import.meta.url);
const SYSTEM_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** CHROMIUM_PATH if set (a wrong path is an error, not a reason to look further), else one that the system has, else null. */
function systemChromium(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file`);
  return named ?? SYSTEM_PLACES.find((place) => existsSync(place)) ?? null;
}

/**
 * A fontconfig folder that shows Chinese from the font package on a system that has no Chinese font, ahead of what the system has,
 * so that a picture looks the same everywhere.
 */
function writeFontSettings(folder: string, bundledFonts: string): string {
  const settings = path.join(folder, 'fontconfig');
  mkdirSync(settings, { recursive: true });
  const folders = [path.dirname(require.resolve(FONT)), bundledFonts, '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  writeFileSync(
    path.join(settings, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${settings}/cache</cachedir></fontconfig>`,
  );
  return settings;
}

/**
 * The folder with the browser that @sparticuz/chromium carries, unpacked once per version and user. The package unpacks below the
 * temporary folder, takes a half-written file for a whole one, and adds its own NSS libraries only when it believes to run on Lambda:
 * so it gets a temporary folder of its own, which takes its final name when it is complete.
 */
async function unpackedChromium(): Promise<string> {
  const about = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'package.json');
  const { version } = JSON.parse(readFileSync(about, 'utf8')) as { version: string };
  const folder = path.join(os.tmpdir(), `fugai-chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (existsSync(folder)) return folder;
  const making = mkdtempSync(`${folder}-`);
  const names = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const before = names.map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, { TMPDIR: making, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const packaged = await import('@sparticuz/chromium');
    await packaged.default.executablePath();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
  try {
    renameSync(making, folder);
  } catch {
    // Another process was first: its folder is as good.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

async function packagedLaunch(): Promise<ChromiumLaunch> {
  const folder = await unpackedChromium();
  return {
    executablePath: path.join(folder, 'chromium'),
    args: [...QUIET, '--no-zygote', '--font-render-hinting=none'],
    env: {
      ...environment(),
      FONTCONFIG_PATH: writeFontSettings(folder, path.join(folder, 'fonts')),
      LD_LIBRARY_PATH: [path.join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
    },
  };
}

/**
 * Which Chromium the browser tests use: CHROMIUM_PATH, the system's, or the one inside a registry package.
 * @throws Error that says what to install when none of the three is there; a browser test is never skipped.
 */
export async function chromiumLaunch(): Promise<ChromiumLaunch> {
  const system = systemChromium();
  if (system) return { executablePath: system, args: QUIET, env: environment() };
  try {
    return await packagedLaunch();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`no Chromium for the browser tests (${reason}): install chromium, or set CHROMIUM_PATH to one`, { cause: error });
  }
}

/** A headless browser. The caller closes it. Root cannot use Chromium's own sandbox, and the pages are ours. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({ ...(await chromiumLaunch()), headless: true, chromiumSandbox: false });
}
