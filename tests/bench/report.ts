/** Where the figures of a run go: JSON below data/, a line of history.csv, and the table of the docs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { sideBySide, type Line } from './figures.ts';
import { root } from './ground/ground.ts';

const HISTORY = path.join(import.meta.dirname, 'history.csv');
const PAGE = path.join(import.meta.dirname, 'README.md');
const MARKS = ['<!-- figures -->', '<!-- end of figures -->'] as const;

const firstWord = (text: string): string => text.trim().split(/\s/)[0] ?? '';

export interface Circumstances extends Readonly<Record<string, string>> {
  readonly date: string;
  readonly fugai: string;
}

/** Versions and machine: a figure means nothing without them. */
export function circumstances(more: Readonly<Record<string, string>>): Circumstances {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const [processor] = os.cpus();
  const sqlite = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' });
  return {
    date: new Date().toISOString().slice(0, 10),
    fugai: version,
    node: process.versions.node,
    machine: `${os.cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.platform()}-${os.arch()}`,
    ...(sqlite.status === 0 ? { sqlite3: firstWord(sqlite.stdout) } : {}),
    ...more,
  };
}

export function keepJson(where: Circumstances, lines: readonly Line[], notes: readonly string[]): string {
  const file = path.join(root, 'data', 'bench.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...where, lines, notes }, null, 2)}\n`);
  return file;
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Columns of the file as it stands; those called `bare` belong to the one before them. */
function readHistory(): { readonly columns: string[]; readonly rows: Map<string, string>[] } {
  if (!existsSync(HISTORY)) return { columns: [], rows: [] };
  const [head = [], ...rows] = parse(readFileSync(HISTORY), { relax_column_count: true });
  const columns = head.map((name, at) => (name === 'bare' ? `${head[at - 1]}: bare` : name));
  return { columns, rows: rows.map((row) => new Map(row.map((value, at) => [String(columns[at]), value]))) };
}

/** One line a release: a further run of the same release on the same day takes its place. Columns that are new come at the end. */
export function keepHistory(where: Circumstances, lines: readonly Line[]): void {
  const { columns, rows } = readHistory();
  const row = new Map<string, string>(Object.entries(where));
  for (const { what, size, engine, against, unit, ours, bare } of lines) {
    const place = [size, engine, what].filter((one) => one !== undefined).join(' ');
    const name = `${place}${against === undefined ? '' : ` — ${against}`} (${unit})`;
    row.set(name, ours.toPrecision(4));
    if (bare !== null) row.set(`${name}: bare`, bare.toPrecision(4));
  }
  const all = [...new Set([...columns, ...row.keys()])];
  const isSame = (one: Map<string, string>): boolean => one.get('date') === where.date && one.get('fugai') === where.fugai;
  const kept = [...rows.filter((one) => !isSame(one)), row];
  const text = [all, ...kept.map((one) => all.map((name) => one.get(name) ?? ''))].map((line) => line.map(cell).join(','));
  writeFileSync(HISTORY, `${text.join('\n')}\n`);
}

/** The table between the marks of the docs' page. */
export function writePage(where: Circumstances, lines: readonly Line[], notes: readonly string[]): void {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = MARKS.map((mark) => page.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin) throw new Error(`${PAGE} has no ${MARKS.join(' … ')}`);
  const [head = [], ...rows] = sideBySide(lines);
  const row = (cells: readonly string[]): string => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = [row(head), `|${head.map((_, at) => (at === 0 ? '---|' : '---:|')).join('')}`, ...rows.map(row)].join('\n');
  const told = Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
  const text = `${MARKS[0]}\n${told}\n\n${table}\n${notes.map((note) => `\n${note}\n`).join('')}`;
  writeFileSync(PAGE, `${page.slice(0, begin)}${text}${page.slice(end)}`);
}
