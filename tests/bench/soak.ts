/**
 * `npm run soak -- --minutes 30 --engine sqlite,postgres --size 100k --processes 1`: mixed load for a while on the program as it is built; its
 * errors, and how it answers and what it holds in memory at the start and at the end. The exit code is 1 where anything was not answered.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from '../../server/db/open.ts';
import { median, quantile } from './figures.ts';
import { openGrounds, root, type Grounds } from './ground/ground.ts';
import { SIZES, type Size } from './ground/spread.ts';
import { megabytesOf } from './memory.ts';
import { circumstances } from './report.ts';
import { startProgram, type Program } from './servers.ts';
import { putLoad, type Answer } from './soakLoad.ts';

const SAMPLED_EVERY = 1_000;
const MINUTE = 60_000;
/** What counts as the start and as the end; of a short run a third each. */
const WINDOW_MINUTES = 3;

interface Sample {
  readonly at: number;
  readonly megabytes: number;
}

interface Window {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly megabytes: number;
}

interface Soaked {
  readonly engine: Engine;
  readonly processes: number;
  readonly requests: number;
  readonly errors: readonly string[];
  /** Answers with 5xx, as the program counts them. */
  readonly failures: number;
  readonly first: Window;
  readonly last: Window;
  readonly peakMegabytes: number;
  readonly imports: number;
  /** Seconds, the median of all. */
  readonly importSeconds: number;
  readonly worst: Readonly<Record<string, number>>;
}

/** Answers of a status from 500 on, by the program's own count. */
async function failuresOf({ url }: Program): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^fugai_http_requests_total\{[^}]*status="5\d\d"\} (\d+)/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

function windowOf(answers: readonly Answer[], samples: readonly Sample[], from: number, to: number): Window {
  const inside = answers.filter(({ at }) => at >= from && at < to).map(({ took }) => took);
  const memory = samples.filter(({ at }) => at >= from && at < to).map(({ megabytes }) => megabytes);
  return { requests: inside.length, p50: median(inside), p99: quantile(inside, 0.99), megabytes: median(memory) };
}

async function soak(grounds: Grounds, engine: Engine, size: Size, minutes: number, processes: number): Promise<Soaked> {
  const ground = await grounds.of(size);
  const copy = await grounds.copy(ground, engine);
  const programs: Program[] = [];
  try {
    // One after the other: only the first may find something to prepare.
    for (let at = 0; at < processes; at += 1) programs.push(await startProgram(copy.url));
    const samples: Sample[] = [];
    const began = performance.now();
    const look = (): void => {
      samples.push({ at: performance.now() - began, megabytes: programs.reduce((sum, { pid }) => sum + megabytesOf(pid), 0) });
    };
    look();
    const sampling = setInterval(look, SAMPLED_EVERY);
    const { answers, imports } = await putLoad(programs, ground.quarter, minutes);
    clearInterval(sampling);
    const failures = (await Promise.all(programs.map(failuresOf))).reduce((sum, one) => sum + one, 0);
    const window = Math.min(WINDOW_MINUTES, minutes / 3) * MINUTE;
    const all = minutes * MINUTE;
    return {
      engine,
      processes,
      requests: answers.length,
      errors: [...answers, ...imports].flatMap(({ what, error }) => (error === null ? [] : [`${what}: ${error}`])),
      failures,
      first: windowOf(answers, samples, 0, window),
      last: windowOf(answers, samples, all - window, all),
      peakMegabytes: samples.reduce((most, { megabytes }) => Math.max(most, megabytes), 0),
      imports: imports.length,
      importSeconds: median(imports.map(({ took }) => took)) / 1000,
      worst: Object.fromEntries(
        [...Map.groupBy(answers, ({ what }) => what)].map(([what, some]) => [
          what,
          some.reduce((most, { took }) => Math.max(most, took), 0),
        ]),
      ),
    };
  } finally {
    for (const program of programs) await program.stop();
    await copy.drop();
  }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const mb = (value: number): string => `${value.toFixed(0)} MiB`;

function spell(soaked: readonly Soaked[]): string {
  const rows: readonly (readonly [string, (one: Soaked) => string])[] = [
    ['', ({ engine, processes }) => `${engine}${processes > 1 ? ` × ${processes}` : ''}`],
    ['requests', ({ requests }) => requests.toLocaleString('en')],
    ['errors', ({ errors }) => String(errors.length)],
    ['answers with 5xx', ({ failures }) => String(failures)],
    ['ledgers applied', ({ imports, importSeconds }) => `${imports}, median ${importSeconds.toFixed(2)} s`],
    ['p50 at the start', ({ first }) => ms(first.p50)],
    ['p50 at the end', ({ last }) => ms(last.p50)],
    ['p99 at the start', ({ first }) => ms(first.p99)],
    ['p99 at the end', ({ last }) => ms(last.p99)],
    ['memory at the start', ({ first }) => mb(first.megabytes)],
    ['memory at the end', ({ last }) => mb(last.megabytes)],
    ['memory at its greatest', ({ peakMegabytes }) => mb(peakMegabytes)],
    [
      'slowest',
      ({ worst }) =>
        Object.entries(worst)
          .map(([what, took]) => `${what} ${took.toFixed(0)} ms`)
          .join(', '),
    ],
  ];
  const cells = rows.map(([name, tell]) => [name, ...soaked.map(tell)]);
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => String(row[column]).length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(Number(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const isEngine = (name: string): name is Engine => name === 'sqlite' || name === 'postgres';
const isSize = (name: string): name is Size => name === '10k' || name in SIZES;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    engine: { type: 'string', default: 'sqlite,postgres' },
    size: { type: 'string', default: '100k' },
    processes: { type: 'string', default: '1' },
  },
});
const engines = values.engine.split(',').filter(isEngine);
const [minutes, processes] = [Number(values.minutes), Number(values.processes)];
if (engines.length === 0 || !isSize(values.size) || !(minutes > 0) || !(processes >= 1))
  throw new Error('soak takes --minutes 30, --engine sqlite,postgres, --size 100k, --processes 1 (of PostgreSQL)');
const grounds = await openGrounds(engines);
const soaked: Soaked[] = [];
try {
  for (const engine of engines) {
    console.error(`${engine}: ${minutes} minutes`);
    const one = await soak(grounds, engine, values.size, minutes, engine === 'postgres' ? processes : 1);
    soaked.push(one);
    console.error(spell([one]));
  }
} finally {
  await grounds.close();
}
const where = circumstances({
  ...(grounds.cluster === null ? {} : { postgres: grounds.cluster.version }),
  size: values.size,
  minutes: values.minutes,
});
mkdirSync(path.join(root, 'data'), { recursive: true });
writeFileSync(path.join(root, 'data', 'soak.json'), `${JSON.stringify({ ...where, soaked }, null, 2)}\n`);
console.log(
  Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · '),
);
console.log(spell(soaked));
const wrong = soaked.flatMap(({ engine, errors }) => errors.slice(0, 5).map((error) => `${engine} ${error}`));
for (const error of wrong) console.error(error);
process.exitCode = soaked.every(({ errors, failures }) => errors.length === 0 && failures === 0) ? 0 : 1;
