/** The measurements of `npm run bench`: tables on standard output, JSON under data/, a line in history.csv. */
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { QUARTERS } from '../../seed/demo/calendar.ts';
import type { Engine } from '../../server/db/open.ts';
import { benchDuring } from './duringBench.ts';
import { benchExports } from './exportBench.ts';
import { growthLines, printSideBySide, printTable, type Line } from './figures.ts';
import { openGrounds, type Ground, type Grounds } from './ground/ground.ts';
import { unitsOf, type Size } from './ground/spread.ts';
import { benchImport, benchResubmission, benchSize } from './importBench.ts';
import { benchLoad } from './loadBench.ts';
import { readOptions, type Options, type Part } from './options.ts';
import { openParts, type KeptParts, type Measured } from './keptParts.ts';
import { benchPeers } from './peerBench.ts';
import { benchCold, benchCounties, benchLists, benchWarm, type Place } from './queryBench.ts';
import { circumstances, keepHistory, keepJson, writePage } from './report.ts';
import { startProgram, startScript } from './servers.ts';
import { benchStart } from './startBench.ts';
import { benchStatement } from './statementBench.ts';
import { benchUpload } from './uploadBench.ts';
import { benchWeb } from './webBench.ts';
import { benchWorkbook } from './workbookBench.ts';

const say = (words: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(5)} s] ${words}`);

interface Run {
  readonly options: Options;
  readonly grounds: Grounds;
  readonly parts: KeptParts;
  readonly lines: Line[];
  readonly notes: string[];
}

const partKey = (where: string, name: Part): string => `${where} ${name}`;

/** Whether a part is wanted that was not measured before. */
const isDue = ({ options, parts }: Run, where: string, name: Part): boolean =>
  options.parts.has(name) && parts.find(partKey(where, name)) === undefined;

/** Runs one part where it is wanted and not known, and says how long it took. */
async function part(run: Run, name: Part, where: string, perform: () => Promise<readonly Line[] | Measured>): Promise<void> {
  const { options, parts, lines, notes } = run;
  if (!options.parts.has(name)) return;
  const key = partKey(where, name);
  if (isDue(run, where, name)) {
    const began = performance.now();
    const found = await perform();
    parts.keep(key, 'lines' in found ? found : { lines: found, notes: [] });
    say(`${key}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  lines.push(...(parts.find(key)?.lines ?? []));
  notes.push(...(parts.find(key)?.notes ?? []));
}

const withReader = async <Answer>({ urls }: Ground, work: (reader: Sqlite.Database | null) => Promise<Answer>): Promise<Answer> => {
  if (urls.sqlite === undefined) return work(null);
  const reader = new Sqlite(urls.sqlite, { readonly: true });
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
};

/** What a reader asks, of a server on the ground itself. */
async function measureReading(run: Run, ground: Ground, engine: Engine): Promise<void> {
  const { options } = run;
  const where = `${ground.size} ${engine}`;
  const url = String(ground.urls[engine]);
  const reading = ['queries', 'lists', 'load', 'peers'] as const;
  if (!reading.some((name) => isDue(run, where, name))) {
    for (const name of reading) await part(run, name, where, async () => []);
    return;
  }
  const program = await startProgram(url);
  const bare = await startScript('bareServer.ts', [url]);
  const place: Place = { ground, engine, program, bare, rounds: options.rounds };
  try {
    await part(run, 'queries', where, async () => [
      ...(await benchCold(place)),
      ...(await benchCounties(place)),
      ...(await benchWarm(place)),
    ]);
    await part(run, 'lists', where, () => benchLists(place));
    await part(run, 'load', where, () => benchLoad(place, options.seconds));
    await part(run, 'peers', where, () => withReader(ground, (reader) => benchPeers(place, reader, options.seconds)));
  } finally {
    await bare.stop();
    await program.stop();
  }
}

async function measureSize(run: Run, size: Size): Promise<void> {
  const { options, grounds, lines } = run;
  const ground = await grounds.of(size);
  for (const engine of options.engines) await measureReading(run, ground, engine);
  await part(run, 'statement', size, () =>
    withReader(ground, async (reader) => (reader === null ? [] : benchStatement(ground, reader, options.rounds))),
  );
  for (const engine of options.engines) {
    const where = `${size} ${engine}`;
    await part(run, 'import', where, () => benchImport(grounds, ground, engine, options.rounds));
    await part(run, 'resubmission', where, () => benchResubmission(grounds, ground, engine, options.rounds));
    await part(run, 'during', where, () => benchDuring(grounds, ground, engine, options.rounds));
    if (options.parts.has('import')) lines.push(...benchSize(ground, engine, QUARTERS.length));
  }
}

/** What does not depend on the size of the ledger. */
async function measureOthers(run: Run): Promise<void> {
  const { options, grounds } = run;
  const [smallest] = options.sizes;
  await part(run, 'workbook', 'any', () => benchWorkbook(options.workbookRows, options.rounds));
  await part(run, 'upload', 'any', () => benchUpload(options.workbookRows));
  if (smallest !== undefined && options.engines.includes('sqlite')) {
    const ground = await grounds.of(smallest);
    await part(run, 'start', 'any', () => benchStart(grounds, ground, options.rounds));
    await part(run, 'exports', 'any', async () => ({
      lines: [],
      notes: [`Whole lists as files, ${smallest}: ${(await benchExports(String(ground.urls.sqlite))).join(', ')}.`],
    }));
  }
  await part(run, 'web', 'any', benchWeb);
}

const options = readOptions(process.argv.slice(2), process.env['FUGAI_BENCH_SIZES']);
const grounds = await openGrounds(options.engines);
const where = circumstances({ ...(grounds.cluster === null ? {} : { postgres: grounds.cluster.version }), rounds: String(options.rounds) });
const parts = openParts(where, options.goOn);
const run: Run = { options, grounds, parts, lines: [], notes: ['Cube was not run: it does not install in a minute.'] };
try {
  for (const size of options.sizes) await measureSize(run, size);
  await measureOthers(run);
} finally {
  await grounds.close();
}
const lines = [...run.lines, ...growthLines(run.lines, (size) => unitsOf(size as Size))];
const file = keepJson(where, lines, run.notes);
if (options.whole) keepHistory(where, lines);
if (options.write) writePage(where, lines, run.notes);
console.log(
  Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · '),
);
console.log(`\n${printTable(lines)}\n\n${printSideBySide(lines)}\n`);
for (const note of run.notes) console.log(note);
console.log(`${path.relative(process.cwd(), file)}${options.whole ? ', a line of tests/bench/history.csv' : ''}`);
