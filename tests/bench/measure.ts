/** The measurements of `npm run bench`: a table on standard output, JSON under data/, one line in history.csv. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeDemo } from '../../seed/demo/generate.ts';
import { benchExports } from './exportBench.ts';
import { median, printTable, quantile, type Line } from './figures.ts';
import { benchImport, type ImportFigures } from './importBench.ts';
import { benchUpload, spellUpload } from './uploadBench.ts';
import { benchQueries, benchStatement, type QueryFigures } from './queryBench.ts';

const root = path.join(import.meta.dirname, '..', '..');

function importLines(figures: ImportFigures): Line[] {
  const [ours, bare] = [median(figures.ours), median(figures.bare)];
  const note = `${figures.rows.toLocaleString('en')} rows in ${figures.files} files, ${figures.ours.length} runs`;
  return [
    { what: 'import of the demo ledger, rollups included', ours, bare, unit: 's', goal: 3, note },
    {
      what: 'the same in rows',
      ours: figures.rows / ours,
      bare: figures.rows / bare,
      unit: 'rows/s',
      goal: null,
      note: 'bare: parse and insert as text, nothing checked',
    },
  ];
}

const queryLines = ({ what, ours, bare, goal }: QueryFigures): Line[] => [
  { what: `${what}: p50`, ours: median(ours), bare: median(bare), unit: 'µs', goal, note: `${ours.length} requests, one connection` },
  { what: `${what}: p99`, ours: quantile(ours, 0.99), bare: quantile(bare, 0.99), unit: 'µs', goal: 5, note: '' },
];

/** Versions and machine: a figure means nothing without them. */
function circumstances(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const [processor] = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    fugai: version,
    node: process.versions.node,
    machine: `${os.cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.platform()}-${os.arch()}`,
  };
}

function keep(lines: readonly Line[], more: object): void {
  const where = circumstances();
  mkdirSync(path.join(root, 'data'), { recursive: true });
  writeFileSync(path.join(root, 'data', 'bench.json'), `${JSON.stringify({ ...where, ...more, lines }, null, 2)}\n`);
  const history = path.join(import.meta.dirname, 'history.csv');
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
  const head = line([...Object.keys(where), ...lines.flatMap(({ what, unit }) => [`${what} (${unit})`, 'bare'])]);
  const [, ...before] = existsSync(history) ? readFileSync(history, 'utf8').split(/(?<=\n)/) : [];
  // A measurement that is new has its column at the end; earlier lines end before it.
  writeFileSync(history, [head, ...before].join(''));
  appendFileSync(history, line([...Object.values(where), ...lines.flatMap(({ ours, bare }) => [ours.toFixed(2), bare.toFixed(2)])]));
}

/** Rows of the workbook that is sent while somebody looks at the map. */
const UPLOADED_ROWS = 200_000;

const workplace = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
try {
  const ledger = path.join(workplace, 'ledger');
  const database = path.join(workplace, 'fugai.sqlite');
  const rounds = Number(process.env['FUGAI_BENCH_ROUNDS'] ?? '3');
  console.error(`writing the demo ledger, importing it ${rounds} times, then asking`);
  await writeDemo(ledger);
  const imported = await benchImport(ledger, database, rounds);
  const queries = await benchQueries(database, path.join(workplace, 'state'));
  const statement = benchStatement(database);
  const exported = await benchExports(database);
  const uploaded = await benchUpload(UPLOADED_ROWS);
  const lines = [...importLines(imported), ...queries.flatMap(queryLines)];
  keep(lines, {
    import: { ...imported },
    upload: { ...uploaded },
    statementMicros: { p50: median(statement), p99: quantile(statement, 0.99) },
  });
  console.log(
    Object.entries(circumstances())
      .map(([name, value]) => `${name} ${value}`)
      .join(' · '),
  );
  console.log(printTable(lines));
  console.log(
    `the map's statement alone: p50 ${median(statement).toFixed(1)} µs, p99 ${quantile(statement, 0.99).toFixed(1)} µs; database ${(imported.databaseBytes / 1e6).toFixed(1)} MB for ${(imported.csvBytes / 1e6).toFixed(1)} MB of files`,
  );
  console.log(spellUpload(uploaded));
  console.log(`whole lists as files: ${exported.join(', ')}`);
} finally {
  rmSync(workplace, { recursive: true, force: true });
}
