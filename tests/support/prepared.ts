/** The built program over a folder that is already filled, behind a proxy that puts it below a path, as an office would run it. */
import { spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './ports.ts';

const root = path.join(import.meta.dirname, '..', '..');
const PATIENCE = 60_000;

export interface BehindProxy {
  /** Address below the prefix, with a trailing slash. */
  readonly url: string;
  /** Paths that were asked for outside the prefix: a link that forgot it. */
  readonly strayed: readonly string[];
  close(): Promise<number | null>;
}

/** Hands requests below `prefix` on without it, as any proxy does; everything else is 404 and noted. */
function createProxy(prefix: string, port: number, strayed: string[]): http.Server {
  return http.createServer((request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith(`${prefix}/`)) {
      // Of a picture that is opened as a page a browser asks for this by itself; pages name their own.
      if (url !== '/favicon.ico') strayed.push(url);
      response.writeHead(404).end();
      return;
    }
    const passed = http.request(
      {
        port,
        host: '127.0.0.1',
        method: request.method,
        path: url.slice(prefix.length),
        headers: { ...request.headers, 'x-forwarded-for': '192.0.2.7' },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
}

/** `prefix`: `/two`. Built beforehand by `npm test`. @throws Error with the program's own words */
export async function startBehindProxy(folder: string, prefix: string): Promise<BehindProxy> {
  const [port, front] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${front}${prefix}/`;
  const program = spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      FUGAI_DATA: folder,
      FUGAI_DATABASE: path.join(folder, 'fugai.sqlite'),
      FUGAI_PORT: String(port),
      FUGAI_PUBLIC_URL: url,
      FUGAI_LOG: 'warn',
    },
  });
  let words = '';
  program.stderr.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-4000)));
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
  const kill = (): boolean => program.kill('SIGKILL');
  process.once('exit', kill);
  const strayed: string[] = [];
  const proxy = createProxy(prefix, port, strayed);
  await new Promise<void>((resolve) => proxy.listen(front, '127.0.0.1', resolve));
  const close = async (): Promise<number | null> => {
    program.kill('SIGTERM');
    proxy.closeAllConnections();
    proxy.close();
    const code = await ended;
    process.off('exit', kill);
    return code;
  };
  const isReady = (): Promise<boolean> =>
    fetch(new URL('readyz', url)).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const end = Date.now() + PATIENCE; !(await isReady()); await pause(100))
    if (program.exitCode !== null || Date.now() > end) {
      await close();
      throw new Error(`the program did not get ready: ${words}`);
    }
  return { url, strayed, close };
}
