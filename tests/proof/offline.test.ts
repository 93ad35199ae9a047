import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { loadFigures } from '../../server/ledger/loadFigures.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';
import type { OfflineReport } from './offlineVisit.ts';
import { bySystem } from '../support/trail.ts';

const root = path.join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-offline-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A network of its own with nothing in it but the loopback. */
const ALONE = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
const canBeAlone = spawnSync('unshare', [...ALONE, 'true']).status === 0;

interface Noted {
  readonly pid: number;
  /** Null for the main thread of its process. */
  readonly thread: number | null;
  readonly what: 'start' | 'connect' | 'dgram' | 'dns';
  readonly target: string;
}

const isHere = (target: string): boolean => /^(localhost|127(\.\d+){3}|::1|\/.*)$/.test(target);
const notedIn = (file: string): Noted[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Noted);
const leaving = (noted: readonly Noted[]): Noted[] => noted.filter(({ what, target }) => what !== 'start' && !isHere(target));

/** Addresses of other machines in the kernel's record; sockets of this machine have none. */
const leavingByKernel = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"/g)]
    .map(([, address = '']) => address)
    .filter((address) => !isHere(address));

async function visitOffline(): Promise<OfflineReport> {
  const visit = [process.execPath, '--import', 'tsx', path.join(root, 'tests', 'proof', 'offlineVisit.ts'), folder];
  const [command = '', ...args] = canBeAlone ? ['unshare', ...ALONE, ...visit] : visit;
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, words] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const last = out.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`the visit ended early: ${words.slice(-2000)}`);
  return JSON.parse(last) as OfflineReport;
}

beforeAll(async () => {
  const store = bySystem(await openPrepared(path.join(folder, 'fugai.sqlite'), () => undefined));
  await loadFigures(store, path.join(root, 'seed', 'figures'), '2026-01-11T00:00:00.000Z');
  await importSlice(store, demoSlice(['41030'], ['2026Q2', '2026Q3']));
  await store.close();
}, 60_000);

describe('a program without a network', () => {
  it('sees a connection to another machine, a name that is looked up and a datagram in its own process, in a thread and in a child', async () => {
    const file = path.join(folder, 'control.jsonl');
    const program = path.join(folder, 'control.mjs');
    const leave = `import net from 'node:net'; import dns, { lookup } from 'node:dns'; import dgram from 'node:dgram';
      net.connect(9, '192.0.2.1').on('error', () => {}).destroy();
      fetch('http://192.0.2.2:8099/', { signal: AbortSignal.timeout(1000) }).catch(() => {});
      lookup('a.invalid', () => {}); dns.promises.resolve4('b.invalid').catch(() => {});
      const one = dgram.createSocket('udp4').on('error', () => {}); one.send('x', 9, '192.0.2.3', () => one.close());`;
    writeFileSync(
      program,
      `${leave} import { Worker, isMainThread } from 'node:worker_threads'; import { fork } from 'node:child_process';
      if (isMainThread && process.argv[2] === undefined) { new Worker(new URL(import.meta.url)); fork(process.argv[1], ['child']); }`,
    );
    const preload = pathToFileURL(path.join(root, 'tests', 'proof', 'connects.mjs')).href;
    const env = { ...process.env, FUGAI_TEST_TRACE: file, NODE_OPTIONS: `--import ${preload}` };
    const child = spawn(process.execPath, [program], { env, stdio: 'ignore' });
    await new Promise((resolve) => child.once('close', resolve));
    const seen = Object.values(Object.groupBy(leaving(notedIn(file)), ({ pid, thread }) => `${pid} ${thread}`));
    expect(seen).toHaveLength(3);
    for (const one of seen)
      expect(new Set(one?.map(({ target }) => target))).toEqual(new Set(['192.0.2.1', '192.0.2.2', '192.0.2.3', 'a.invalid', 'b.invalid']));
  });

  it('works whole, every page, file and export, and neither it nor a thread, a child or a page of it tries to reach anything but this machine', async () => {
    const report = await visitOffline();
    const noted = notedIn(path.join(folder, 'connects.jsonl'));
    const threads = new Set(noted.filter(({ what }) => what === 'start').map(({ pid, thread }) => `${pid} ${thread}`));
    const children = new Set(noted.map(({ pid }) => pid));
    const elsewhere = leaving(noted);
    const kernel = path.join(folder, 'strace.txt');
    const byKernel = report.straced && existsSync(kernel) ? leavingByKernel(kernel) : [];
    console.log(
      `offline: ${canBeAlone ? 'network namespace without a route' : 'no namespace here (needs unshare, ip and unprivileged user namespaces), the trace alone decides'}, ` +
        `pages ${report.pages} / questions ${report.questions} / files ${report.files} / failures ${report.failures.length} / ` +
        `traced ${children.size} processes, ${threads.size} threads${report.straced ? ', and the kernel' : ''} / connections elsewhere ${elsewhere.length + byKernel.length + report.outside.length}`,
    );
    expect(report.failures).toEqual([]);
    expect([elsewhere, byKernel, report.outside]).toEqual([[], [], []]);
    expect(report.cutOff).toBe(canBeAlone);
    expect(report.exitCode).toBe(0);
    // The program, its writer, its accounts and its printer; a process for a costly question and one for county shapes.
    expect(threads.size - children.size).toBeGreaterThanOrEqual(3);
    expect(children.size).toBeGreaterThanOrEqual(3);
    expect(report.questions).toBeGreaterThanOrEqual(20);
  }, 180_000);
});
