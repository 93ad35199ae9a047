import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { isIdentityNumber } from '../../server/ledger/persons.ts';
import { creditCode, csv, grid, ORGANIZATION, ORGANIZATION_HEADERS, UNIT, UNIT_HEADERS, type Grid } from '../ledger/grids.ts';
import { rawWorkbook } from '../ledger/rawXlsx.ts';
import { freePort } from '../support/ports.ts';
import { rolls } from '../fuzz/rolls.ts';

const root = path.join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(path.join(tmpdir(), 'fugai-persons-'));
/** Temporary files of the program go here, where they are looked at, too. */
const temporary = path.join(folder, 'tmp');
const outside = mkdtempSync(path.join(tmpdir(), 'fugai-persons-sent-'));
mkdirSync(temporary);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(outside, { recursive: true, force: true });
});

const PLANTED = 200;
/** How often each value stands in the ledger that is cut off: 60 000 rows. */
const CUT_TIMES = 150;
const roll = rolls(20261121);
const digits = (count: number): string => Array.from({ length: count }, () => roll(10)).join('');

function identity(): string {
  const body = `4103${String(2 + roll(8)).padStart(2, '0')}19${50 + roll(50)}0${1 + roll(9)}${10 + roll(19)}${digits(3)}`;
  const [found = ''] = [...'0123456789X'].map((check) => body + check).filter(isIdentityNumber);
  return found;
}
/** Identity numbers, mobile numbers and addresses, in turn; every one stands nowhere else. */
const VALUES = Array.from({ length: PLANTED }, (_, at) =>
  at % 3 === 0 ? identity() : at % 3 === 1 ? `1${3 + roll(7)}${digits(9)}` : `zhang${digits(6)}@qq${at}.com.cn`,
);

/** What carries a value into a row, and whether the row can stand with it. */
const PLACES: readonly { readonly refused: boolean; readonly put: (row: Record<string, string>, value: string) => void }[] = [
  { refused: false, put: (row, value) => (row['联系电话'] = value) },
  { refused: false, put: (row, value) => (row['备注'] = `请联系 ${value} 处理`) },
  { refused: false, put: (row, value) => (row['法定代表人'] = value) },
  { refused: true, put: (row, value) => (row['单位名称'] = `示例${value}商店`) },
  { refused: true, put: (row, value) => (row['统一社会信用代码'] = value) },
  { refused: true, put: (row, value) => (row['党组织代码'] = value) },
  { refused: true, put: (row, value) => (row['未建原因'] = value) },
  { refused: true, put: (row, value) => (row['年营业收入(万元)'] = value) },
  { refused: true, put: (row, value) => (row['登记日期'] = value) },
  { refused: true, put: (row, value) => (row['行政区划代码'] = value) },
];

const EXTRA = ['联系电话', '备注', '法定代表人'];
/** Rows of which every tenth carries the next of `values` in the next of `places`. */
function ledger(values: readonly string[], refused: boolean): Grid {
  const places = PLACES.filter((place) => place.refused === refused);
  const rows = Array.from({ length: values.length * 2 }, (_, at) => {
    const row: Record<string, string> = {
      ...(UNIT as Record<string, string>),
      统一社会信用代码: creditCode(at + 1),
      行政区划代码: '410302',
    };
    const value = values[at / 2];
    if (value !== undefined) places[(at / 2) % places.length]?.put(row, value);
    return row;
  });
  const sheet = grid([...UNIT_HEADERS, ...EXTRA], rows);
  return [...sheet, ['填表人：', ...values.slice(0, 3)]];
}
const others = (): Grid => grid(ORGANIZATION_HEADERS, [{ ...(ORGANIZATION as Record<string, string>), 行政区划代码: '410302' }]);

let words = '';
/** One command of the program, and its exit code; ended after so many milliseconds where that is asked for. */
async function fugai(args: readonly string[], endAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js'), ...args], {
    env: { ...process.env, FUGAI_DATA: folder, FUGAI_DEMO: 'off', FUGAI_LOG: 'trace', TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (words += piece.toString('latin1')));
  const timer = endAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), endAfter);
  const [code] = (await once(child, 'close')) as [number | null];
  if (timer !== null) clearTimeout(timer);
  return code;
}

const importing = (file: string, period: string, endAfter?: number): Promise<number | null> =>
  fugai(['import', file, '--region', '410302', '--period', period, '--json'], endAfter);

function send(name: string, rows: Grid): string {
  const file = path.join(outside, name);
  if (name.endsWith('.xlsx')) writeFileSync(file, rawWorkbook({ 两新组织: rows, 党群组织: others() }));
  else {
    mkdirSync(file);
    writeFileSync(path.join(file, 'units.csv'), csv(rows));
    writeFileSync(path.join(file, 'organizations.csv'), csv(others()));
  }
  return file;
}

/** Sends two workbooks to a running server, one after the other, takes the second back with its problems in it, and gives what came of them. */
async function uploads(...sheets: readonly Grid[]): Promise<string[]> {
  const before = words.length;
  await fugai(['token', 'create', '--name', 'sender', '--scope', 'submit', '--days', '1']);
  const authorization = `Bearer ${/fugai_[\w-]+/.exec(words.slice(before))?.[0] ?? ''}`;
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js'), 'serve', '--port', String(port)], {
    env: { ...process.env, FUGAI_DATA: folder, FUGAI_DEMO: 'off', FUGAI_LOG: 'trace', TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (words += piece.toString('latin1')));
  const address = `http://127.0.0.1:${port}`;
  const states: string[] = [];
  try {
    while (
      !(await fetch(`${address}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    );
    for (const [at, rows] of sheets.entries()) {
      const file = rawWorkbook({ 两新组织: rows, 党群组织: others() });
      const name = encodeURIComponent(`${String(VALUES[1])} 台账.xlsx`);
      const answer = await fetch(`${address}/submissions?region=410302&period=2025Q${at + 1}&wait=1&name=${name}`, {
        method: 'POST',
        headers: { authorization },
        body: new Uint8Array(file),
      });
      const told = await answer.text();
      words += told;
      const { id, state } = JSON.parse(told) as { id: string; state: string };
      states.push(state);
      const annotated = await fetch(`${address}/submissions/uploads/${id}/annotated.xlsx`, { headers: { authorization } });
      expect(annotated.headers.get('content-type')).toContain('spreadsheetml');
      await annotated.arrayBuffer();
    }
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  return states;
}

function* filesIn(place: string): Generator<string> {
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const file = path.join(place, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else yield file;
  }
}

/** The spellings in which the bytes of a value may lie; it is all ASCII, so that UTF-8 and GB18030 are one. */
const spellings = (value: string): readonly Buffer[] => [
  Buffer.from(value),
  Buffer.from(value, 'utf16le'),
  Buffer.from(value, 'utf16le').swap16(),
];

it('of 200 identity numbers, mobile numbers and addresses in ledgers that were taken, refused or cut off none is found on the disk or in a message', async () => {
  const half = PLANTED / 2;
  const taken = await importing(send('ledger.xlsx', ledger(VALUES.slice(0, half / 2), false)), '2025Q3');
  const takenToo = await importing(send('folder', ledger(VALUES.slice(half / 2, half), false)), '2025Q4');
  const refused = await importing(send('refused.xlsx', ledger(VALUES.slice(half), true)), '2026Q1');
  const refusedToo = await importing(send('refused', ledger(VALUES.slice(half), true)), '2026Q1');
  const named = path.join(outside, `${String(VALUES[1])} ${String(VALUES[0])}.xlsx`);
  writeFileSync(
    named,
    rawWorkbook({ 两新组织: ledger([], false).length > 1 ? ledger([String(VALUES[2])], false) : [], 党群组织: others() }),
  );
  const namedTaken = await importing(named, '2026Q2');
  expect([taken, takenToo, refused, refusedToo, namedTaken]).toEqual([0, 0, 1, 1, 0]);
  // Long enough that no machine has read it before it is cut off.
  const long = ledger(Array.from({ length: CUT_TIMES }, () => VALUES).flat(), false);
  for (const milliseconds of [300, 700, 1_100])
    expect(await importing(send(`cut-${milliseconds}`, long), '2026Q1', milliseconds)).toBeNull();

  expect(await uploads(ledger(VALUES.slice(0, half), false), ledger(VALUES.slice(half), true))).toEqual(['RECEIVED', 'REFUSED']);

  const copy = path.join(folder, 'copy.sqlite');
  const database = new Sqlite(path.join(folder, 'fugai.sqlite'), { readonly: true });
  expect(database.prepare('select count(*) as units from unit_quarter').get()).toEqual({ units: half * 4 + 2 });
  database.exec(`vacuum into '${copy}'`);
  database.close();

  const searched = [...filesIn(folder)].map((file) => readFileSync(file));
  searched.push(Buffer.from(words, 'latin1'));
  const found = VALUES.filter((value) => spellings(value).some((bytes) => searched.some((content) => content.includes(bytes))));
  console.log(`personal values found ${found.length} of ${VALUES.length} (${searched.length} files and messages searched)`);
  expect(found).toEqual([]);
  // The search itself finds what is there: the code of a unit, in the database and in its copy.
  expect(searched.filter((content) => content.includes(creditCode(1))).length).toBeGreaterThan(1);
}, 120_000);
