/**
 * What has to be true before a line of the program can run: dependencies as the lock file says, a Node that the SQLite binding accepts,
 * and compiled output that matches the sources. Node's own modules only: this file runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const began = performance.now();

/** Progress goes to standard error: standard output belongs to the answer of a command. */
export const say = (words) => console.error(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${words}`);

const versionAtLeast = (major, minor) => {
  const [ours, below] = process.versions.node.split('.').map(Number);
  return ours > major || (ours === major && below >= minor);
};

const at = (...parts) => path.join(root, ...parts);
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Ends the start with the tool's own exit code: what the tool printed on standard error is the explanation. */
function runTool(file, args, env = {}) {
  const ended = spawnSync(file, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
  if (ended.status === 0) return;
  say(`stopped: ${path.basename(file)} ${args.join(' ')}${ended.error ? ` (${ended.error.message})` : ''}`);
  process.exit(ended.status ?? 1);
}

/** What the installed packages answer to: the lock file and the platform its optional binaries were chosen for. */
export const lockStamp = () =>
  `${createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')} ${process.platform}-${process.arch}`;

/** Installs when `node_modules` was made by another lock file or on another platform. Does nothing otherwise. */
export function install() {
  const stamp = at('node_modules', '.install-stamp');
  if (textOf(stamp) === lockStamp()) return;
  say('installing what package-lock.json says (npm ci)');
  // NODE_ENV=production or omit=dev in somebody's settings would leave out the compiler and the bundler.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  // The Node that runs npm, not this one: this one may be the file inside node_modules that npm is about to replace.
  if (npm?.endsWith('npm-cli.js')) runTool(process.env.npm_node_execpath ?? process.execPath, [npm, ...args]);
  else runTool(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
  writeFileSync(stamp, lockStamp());
}

/** The Node inside the registry package that the lock file pins; null where the registry has none for this platform. */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = at('node_modules', `node-${platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : null;
}

const parent = process.ppid;

/**
 * Calls `end` once when the process that started us is gone. npm runs a script through a shell, and a shell that is ended does not tell its
 * child: without this, ending `npm start` from another program would leave the server running. Outside npm it does nothing.
 */
export function followParent(end) {
  if (!process.env.npm_lifecycle_event) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 300).unref();
}

/** Answers whether one of the signals that end a program has come since the call. A program takes a second one as «do not wait». */
export function watchSignals() {
  let came = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => (came = true));
  return () => came;
}

/** Starts `script` again on the pinned Node and ends with its exit code. Signals reach the child; the promise never settles. */
function restartOn(node, script) {
  const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  const isEnding = watchSignals();
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to the whole group, so the child has it already; sent to this process alone it must be handed on.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  followParent(() => {
    if (!isEnding()) child.kill('SIGTERM');
  });
  child.on('error', (error) => {
    say(`stopped: the pinned Node does not start: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
  return new Promise(() => {});
}

/** Installs, then goes on in a Node that is new enough: this process where it is, otherwise the pinned one. */
export async function installed(script) {
  if (!versionAtLeast(20, 19)) {
    console.error(`fugai needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  install();
  if (versionAtLeast(22, 14)) return;
  const pinned = pinnedNode();
  if (pinned) return restartOn(pinned, script);
  console.error(
    `fugai runs on Node 22.14 or newer; this is ${process.versions.node}, and there is no packaged Node for ${process.platform}-${process.arch}.`,
  );
  process.exit(1);
}

/** SHA-256 over names and bytes of the files below `inputs` that `counts` accepts, in a fixed order. */
function contentHash(inputs, counts) {
  const hash = createHash('sha256');
  const walk = (name) => {
    const found = statSync(at(name), { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const child of readdirSync(at(name)).sort()) walk(path.join(name, child));
    else if (found && counts(name))
      hash
        .update(name)
        .update('\0')
        .update(readFileSync(at(name)))
        .update('\0');
  };
  inputs.forEach(walk);
  return hash.digest('hex');
}

const generated = path.join('web', 'src', 'api', 'gql');
const compile = (project) => runTool(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', project]);

const PARTS = {
  server: {
    // The pure rooms of the web belong to it: documents read an address and draw a chart exactly as the page does.
    inputs: ['server', 'seed', 'tsconfig.json', 'schema.graphql', 'web/codegen.mjs', 'web/src/charts', 'web/src/state', 'web/src/theme'],
    counts: (name) => /\.(ts|json|graphql|mjs)$/.test(name),
    build() {
      // A module that was renamed would otherwise live on in the output and be imported.
      for (const folder of ['server', 'seed', 'web']) rmSync(at('dist', folder), { recursive: true, force: true });
      runTool(process.execPath, [at('web', 'codegen.mjs'), '--enums']);
      compile('server');
    },
  },
  web: {
    inputs: ['web', 'schema.graphql', 'tsconfig.json'],
    counts: (name) => !name.startsWith(generated) && !name.startsWith(path.join('web', 'screenshots')),
    build() {
      runTool(process.execPath, [at('web', 'codegen.mjs')]);
      // The output must not depend on the environment that the program happens to be started in.
      runTool(process.execPath, [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'], {
        NODE_ENV: 'production',
      });
    },
  },
};

/** Builds each named part (`server`, `web`) whose sources, lock file or Node differ from those of its last build. */
export function build(...parts) {
  mkdirSync(at('dist'), { recursive: true });
  for (const part of parts) {
    const { inputs, counts, build: make } = PARTS[part];
    const stamp = at('dist', `.${part}-stamp`);
    const wanted = `${contentHash(inputs, counts)} ${lockStamp()}`;
    if (textOf(stamp) === wanted) continue;
    say(`building ${part}`);
    rmSync(stamp, { force: true });
    make();
    writeFileSync(stamp, wanted);
  }
}

/**
 * Loads a compiled module into this process, so that signals and exit codes need no forwarding. What V8 made of a module is kept for the next
 * start, also of threads and of processes that inherit the environment; where nothing can be written there, nothing is kept.
 */
export function load(file) {
  process.env.NODE_COMPILE_CACHE ??= at('dist', '.compiled');
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  return import(new URL(`../dist/${file}`, import.meta.url).href);
}

// `node server/bootstrap.mjs server web` builds and does no more.
if (process.argv[1] === fileURLToPath(import.meta.url)) build(...process.argv.slice(2));
