/**
 * The recount over three servers: ledgers of 鹤壁, and those of 漯河 and 三门峡 sent as if by counties of 河北 and 四川, imported after the tables were
 * cut, counted a second time from the files.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { loadDivisions } from '../../seed/divisions.ts';
import type { DemoSubmission } from '../../seed/demo/generate.ts';
import { importDemo } from '../../server/cli/prepare.ts';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';
import { createReports } from '../../server/reports/index.ts';
import type { View } from '../../server/reports/types.ts';
import { demoSlice } from '../support/demoLedger.ts';
import type { TestDatabase } from '../support/database.ts';
import { cut, nation, type Nation } from '../support/nation.ts';
import { askTable, cellOf, expectedOf, ledgersUnder, nameOf, QUESTIONS, reasonOf, same, words } from './compare.ts';
import { readLedgers } from './files.ts';
import { judgePeriod } from './judged.ts';
import { openRegister, type Place, type Register } from './register.ts';

const PERIODS = ['2026Q1', '2026Q2'] as const;
const regions: readonly Place[] = loadDivisions();
const places = new Map(regions.map((region) => [region.code, region]));
const inside = regions.filter(({ code }) => /^P?(41|13|51)/.test(code) || code === '100000');
const reporting = inside.filter(({ level, kind }) => level === 'COUNTY' && kind === 'ADMINISTRATIVE').map(({ code }) => code);
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-recount-nation-'));

const countiesOf = (prefix: string): string[] => reporting.filter((code) => code.startsWith(prefix));
/** Which county sends what which one sent: those of 漯河 and 三门峡 elsewhere. */
const sender = new Map(
  [
    ['4111', '1302'],
    ['4112', '5101'],
  ].flatMap(([from = '', to = '']) => countiesOf(from).map((code, at) => [code, String(countiesOf(to)[at])] as const)),
);

/** Elsewhere no township is known and no park: rows are the county's. */
function sentFrom({ units, organizations, ...one }: DemoSubmission): DemoSubmission {
  const moved = <Row extends { readonly region: string }>(row: Row): Row => ({
    ...row,
    region: sender.get(row.region.slice(0, 6)) ?? row.region,
  });
  if (!sender.has(one.region)) return { ...one, units, organizations };
  return { ...moved(one), units: units.map((unit) => ({ ...moved(unit), park: null })), organizations: organizations.map(moved) };
}

let servers: Nation;
let db: TestDatabase;
let readers: Readers;
let view: View;
let register: Register;

async function writeFiles(): Promise<void> {
  const lines = ['region,period,file,received_at,state'];
  for (const { region, period, units, organizations, receivedOn, state } of demoSlice(['4106', '4111', '4112'], PERIODS).map(sentFrom)) {
    const file = `${period}/${region}`;
    mkdirSync(path.join(folder, file), { recursive: true });
    await writeLedgerCsv(path.join(folder, file), units, organizations);
    lines.push([region, period, file, receivedOn, state].join(','));
  }
  writeFileSync(path.join(folder, 'submissions.csv'), `${lines.join('\n')}\n`);
}

beforeAll(async () => {
  [servers] = await Promise.all([nation(inject('postgresUrl')), writeFiles()]);
  ({ db } = await cut({ ...servers, division: { ...servers.division, here: ['410000'] } }));
  await importDemo(
    db.store,
    folder,
    () => '2026-11-01T00:00:00.000Z',
    () => undefined,
  );
  register = openRegister(await readLedgers(folder), regions);
  readers = openReaders(db.url);
  view = await createReports(readers).open(EVERYTHING);
}, 120_000);

afterAll(async () => {
  await view.close();
  await readers.close();
  await db.drop();
  await servers.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('agrees with the product over three servers in every indicator × basis × subject, from the nation to townships and parks', async () => {
  const codes = inside
    .filter(({ level, code }) => level !== 'COUNTY' || /^P?(4106|1302|5101)/.test(code))
    .flatMap(({ level, code }) => (level !== 'TOWNSHIP' || code.startsWith('4106') ? [code] : []));
  const found: string[] = [];
  let cells = 0;
  for (const period of PERIODS.slice(-1)) {
    const sheaves = judgePeriod(register, period);
    for (const question of QUESTIONS) {
      const table = await askTable(view, question, codes, period);
      cells += table.regions.length;
      for (const [at, code] of table.regions.entries()) {
        const missing = reasonOf(ledgersUnder(code, places, reporting, register), register, period);
        const expected = expectedOf(question, places.get(code) as Place, sheaves.get(code), period, missing);
        const answer = cellOf(table, at);
        if (!same(answer, expected))
          found.push(`${nameOf(question)} ${code} ${period}: counted ${words(expected)}, answered ${words(answer)}`);
      }
    }
  }
  expect(found.slice(0, 10)).toEqual([]);
  expect(cells).toBeGreaterThan(14_000);
}, 120_000);

it('counts as many rows of units over three servers as the files hold, of the nation and of each of 3 provinces', async () => {
  const [period] = PERIODS;
  for (const [region, prefixes] of [
    ['100000', ['41', '13', '51']],
    ['130000', ['13']],
    ['510000', ['51']],
    ['410000', ['41']],
  ] as const) {
    const own = register.ofPeriod(period).filter((one) => prefixes.some((prefix) => one.region.startsWith(prefix)));
    const rows = own.flatMap(({ units }) => units);
    const page = await view.units({ where: { region }, period, first: 1 });
    expect(page.totalCount).toBe(rows.length);
  }
});
