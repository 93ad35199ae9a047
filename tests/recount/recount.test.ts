/**
 * The demo ledger counted a second time, straight from its files and by the rules as domain.md words them, beside what the product answers
 * after importing the same files. Nothing here knows how the product counts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadDivisions } from '../../seed/divisions.ts';
import { writeDemo } from '../../seed/demo/generate.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { importDemo, openPrepared } from '../../server/cli/prepare.ts';
import { bySystem } from '../support/trail.ts';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { INDICATOR_IDS, INDICATORS } from '../../server/domain/indicators.ts';
import { createReports } from '../../server/reports/index.ts';
import type { View } from '../../server/reports/types.ts';
import {
  askTable,
  cellOf,
  expectedOf,
  expectNone,
  ledgersUnder,
  nameOf,
  QUESTIONS,
  reasonOf,
  same,
  words,
  type Question,
} from './compare.ts';
import { readLedgers, type LedgerSubmission } from './files.ts';
import { brokenGaps, brokenSplits } from './analyses.ts';
import { brokenOrder, brokenShares, brokenSums } from './invariants.ts';
import { judgePeriod, type Sheaf } from './judged.ts';
import { movedView } from './moved.ts';
import { openRegister, type Place, type Register } from './register.ts';
import { ALL_SUBJECTS } from './words.ts';

const PROVINCE = '410000';
const LAST = '2026Q3';
/** The quarter after one in which 411681 did not report, so that «two submitted periods» are not two quarters in a row. */
const AFTER_A_HOLE = '2024Q4';
const MINUTES = 60_000;

const regions: readonly Place[] = loadDivisions();
const places = new Map(regions.map((region) => [region.code, region]));
const inside = regions.filter(({ code }) => code.startsWith('41') || code.startsWith('P41') || code === '100000');
const reporting = inside.filter((region) => region.level === 'COUNTY' && region.kind === 'ADMINISTRATIVE').map(({ code }) => code);
const above = inside.filter((region) => region.level !== 'TOWNSHIP').map(({ code }) => code);
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-recount-'));

const url = path.join(folder, 'demo.sqlite');
let written: Awaited<ReturnType<typeof writeDemo>>;
let ledgers: LedgerSubmission[];
let register: Register;
let readers: Readers;
let view: View;
const judged = new Map<string, Map<string, Sheaf>>();

const sheavesOf = (period: string): Map<string, Sheaf> => {
  const known = judged.get(period) ?? judgePeriod(register, period);
  judged.set(period, known);
  return known;
};

beforeAll(async () => {
  written = await writeDemo(folder);
  const store = await openPrepared(url, () => undefined);
  await importDemo(
    bySystem(store),
    folder,
    () => '2026-11-01T00:00:00.000Z',
    () => undefined,
  );
  await store.close();
  ledgers = await readLedgers(folder);
  register = openRegister(ledgers, regions);
  readers = openReaders(url);
  view = await createReports(readers).open(EVERYTHING);
}, 10 * MINUTES);

afterAll(async () => {
  await view.close();
  await readers.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every difference for some questions, regions and one quarter, in words; and how many cells were compared. */
async function differences(
  questions: readonly Question[],
  codes: readonly string[],
  period: string,
  from: View = view,
): Promise<{ cells: number; found: string[] }> {
  const sheaves = sheavesOf(period);
  const reasons = new Map(codes.map((code) => [code, reasonOf(ledgersUnder(code, places, reporting, register), register, period)]));
  const found: string[] = [];
  for (const question of questions) {
    const table = await askTable(from, question, codes, period);
    if (table.regions.length !== codes.length)
      found.push(`${nameOf(question)}: ${table.regions.length} regions instead of ${codes.length}`);
    for (const [at, code] of table.regions.entries()) {
      const expected = expectedOf(question, places.get(code) as Place, sheaves.get(code), period, reasons.get(code) ?? null);
      const answer = cellOf(table, at);
      if (!same(answer, expected))
        found.push(`${nameOf(question)} ${code} ${period}: counted ${words(expected)}, answered ${words(answer)}`);
    }
  }
  return { cells: questions.length * codes.length, found };
}

describe('the recount', () => {
  it('reads as many rows from the files as were written into them', () => {
    expect(ledgers).toHaveLength(written.files);
    expect(ledgers.reduce((sum, one) => sum + one.units.length, 0)).toBe(written.units);
    expect(ledgers.reduce((sum, one) => sum + one.organizations.length, 0)).toBe(written.organizations);
    expect(written.units).toBeGreaterThan(200_000);
  });

  it('knows every indicator of the registry but the two of the receipt, which are counted from the list of submissions', () => {
    const known = new Set<string>(QUESTIONS.map(({ indicator }) => indicator));
    expect(INDICATOR_IDS.filter((id) => !known.has(id))).toEqual(['submission_received', 'submission_on_time']);
  });

  it('meets every rule in the demo: all tiers and shell flags, branches over borders, units in parks, members unknown', () => {
    const { units = [], organizations = [] } = sheavesOf(LAST).get(PROVINCE) ?? {};
    expect([...new Set(units.map(({ tier }) => tier.PARTY))].sort()).toEqual(['JOINT', 'NONE', 'SOLE', 'WORK']);
    for (const subject of ALL_SUBJECTS) expect(units.some(({ tier }) => tier[subject] === 'JOINT')).toBe(true);
    expect([...new Set(organizations.flatMap(({ flags }) => flags))].sort()).toEqual([
      'NO_ACTIVITY',
      'OVERSTRETCHED',
      'TERM_OVERDUE',
      'TOO_FEW_MEMBERS',
      'UNITS_GONE',
    ]);
    expect(units.some(({ unit }) => unit.coveredBy.PARTY !== null && !unit.coveredBy.PARTY.startsWith(unit.region.slice(0, 6)))).toBe(true);
    expect(units.filter(({ unit }) => unit.park !== null).length).toBeGreaterThan(100);
    expect(units.some(({ unit }) => unit.unionMembers === null)).toBe(true);
  });
});

describe('the product agrees with the recount', () => {
  it.each([LAST, AFTER_A_HOLE])(
    'in every indicator × basis × subject of every region of 河南 down to townships and parks, %s',
    async (period) => {
      const { cells, found } = await differences(
        QUESTIONS,
        inside.map(({ code }) => code),
        period,
      );
      expect(cells).toBeGreaterThan(250_000);
      expectNone(found);
    },
    2 * MINUTES,
  );

  it('in every indicator × basis × subject down to the counties, in all twelve quarters', { timeout: 2 * MINUTES }, async () => {
    const found: string[] = [];
    for (const period of register.periods) found.push(...(await differences(QUESTIONS, above, period)).found);
    expect(register.periods).toHaveLength(12);
    expectNone(found);
  });

  it('in the same down to the counties on PostgreSQL, where the whole was moved', { timeout: 4 * MINUTES }, async () => {
    const there = await movedView(url, inject('postgresUrl'));
    const { cells, found } = await differences(QUESTIONS, above, LAST, there.view);
    await there.close();
    expect([there.recounted > 100_000, cells > 20_000]).toEqual([true, true]);
    expectNone(found);
  });

  it('that nothing is known of the 33 other provinces', async () => {
    const others = regions.filter(({ level, code }) => level === 'PROVINCE' && code !== PROVINCE).map(({ code }) => code);
    expect(others).toHaveLength(33);
    expectNone((await differences(QUESTIONS, others, LAST)).found);
  });

  it('in the receipt of every region and quarter: expected, received, on time by the 15th, accepted', async () => {
    const wrong: string[] = [];
    for (const period of register.periods) {
      const rows = await view.observations({
        indicators: ['submission_received', 'submission_on_time'],
        regions: { codes: above },
        periods: { only: [period] },
        compare: false,
      });
      for (const { region, indicator, rate, receipt } of rows) {
        const owed = ledgersUnder(region, places, reporting, register);
        const came = owed.flatMap((ledger) => register.submission(ledger, period) ?? []);
        const onTime = came.filter(({ receivedAt }) => Number(receivedAt.slice(8, 10)) <= 15).length;
        const accepted = came.filter(({ state }) => state === 'ACCEPTED').length;
        const part = indicator === 'submission_received' ? came.length : onTime;
        const { expected, received, onTime: inTime, accepted: approved, carriedForward } = receipt;
        const line = [rate.numerator, rate.denominator, expected, received, inTime, approved, carriedForward].join(' ');
        const counted = [part, owed.length, owed.length, came.length, onTime, accepted, 0].join(' ');
        if (line !== counted) wrong.push(`${indicator} ${region} ${period}: counted ${counted}, answered ${line}`);
      }
    }
    expectNone(wrong);
  });

  it('when only accepted ledgers count', async () => {
    const accepted = openRegister(
      ledgers.filter(({ state }) => state !== 'APPLIED'),
      regions,
    );
    const kept = new Set(accepted.ofPeriod(LAST).map(({ region }) => region));
    const codes = inside
      .filter(({ code, level, parent }) => kept.has(code) || (level === 'TOWNSHIP' && kept.has(String(parent))))
      .map(({ code }) => code);
    const found: string[] = [];
    for (const question of QUESTIONS.filter(({ basis }) => basis === null || basis === 'OPERATING')) {
      const table = await askTable(view, question, codes, LAST, { acceptedOnly: true });
      for (const [at, code] of table.regions.entries()) {
        const expected = expectedOf(question, places.get(code) as Place, sheavesOf(LAST).get(code), LAST, null);
        if (!same(cellOf(table, at), expected))
          found.push(`${nameOf(question)} ${code}: counted ${words(expected)}, answered ${words(cellOf(table, at))}`);
      }
    }
    expect(kept.size).toBeLessThan(130);
    expectNone(found);
  });

  it('over a year: the flows of 2025 are the sums of four quarters, its stocks those of 2025Q4', async () => {
    const quarters = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'];
    const found: string[] = [];
    const flows = QUESTIONS.filter(({ indicator }) => INDICATORS[indicator].over === 'flow');
    const stocks = QUESTIONS.filter(
      ({ indicator, basis }) => INDICATORS[indicator].over === 'stock' && (basis === null || basis === 'OPERATING'),
    );
    for (const question of [...flows, ...stocks]) {
      const table = await askTable(view, question, [PROVINCE, '410300'], '2025');
      for (const [at, code] of table.regions.entries()) {
        const parts = (flows.includes(question) ? quarters : quarters.slice(3)).map((period) =>
          question.count(sheavesOf(period).get(code) as Sheaf, period),
        );
        const numerator = parts.reduce((sum, [part]) => sum + Number(part), 0);
        const stock = question.indicator === 'funds_per_member' || question.indicator === 'instructor_visits_per_unit';
        const below = stock ? parts.slice(-1) : parts;
        const denominator = parts[0]?.[1] === null ? null : below.reduce((sum, [, part]) => sum + Number(part), 0);
        if (!same(cellOf(table, at), { numerator, denominator, missing: null }))
          found.push(`${nameOf(question)} ${code} 2025: counted ${numerator}/${denominator ?? '–'}, answered ${words(cellOf(table, at))}`);
      }
    }
    expect(flows.length).toBeGreaterThan(15);
    expectNone(found);
  });
});

describe('over the whole demo ledger', () => {
  const counties = (): string[] => above.filter((code) => places.get(code)?.kind === 'ADMINISTRATIVE');

  it('net ≤ reported and WORK ≥ ORG ≥ SOLE in every region down to the counties, in parks, in twelve quarters and six bases', async () => {
    const { cells, broken } = await brokenOrder(view, above, register.periods);
    expect(cells).toBeGreaterThan(14_000);
    expect(broken.slice(0, 10)).toEqual([]);
  });

  it('splits add up to the change, exactly, for every rate from the nation to the prefectures and for 洛阳’s counties', async () => {
    const codes = inside
      .filter(
        ({ code, level, kind }) => kind === 'ADMINISTRATIVE' && (['NATION', 'PROVINCE', 'PREFECTURE'].includes(level) || code === '410302'),
      )
      .map(({ code }) => code);
    const { splits, broken } = await brokenSplits(view, codes, '2025Q3', LAST);
    expect(broken).toEqual([]);
    expect(splits).toBeGreaterThan(1_000);
  });

  it('a gap closed by its own list reaches the target, and the smallest set of parts gives just what is missing', async () => {
    const { gaps, reached, broken } = await brokenGaps(
      view,
      inside.filter(({ level, kind }) => kind === 'ADMINISTRATIVE' && level !== 'TOWNSHIP').map(({ code }) => code),
      LAST,
    );
    expect(broken).toEqual([]);
    expect([gaps > 700, reached > 300]).toEqual([true, true]);
  });

  it('every share lies within 0 and 100 %, but for issues and suggestions, which may be older than the quarter', async () => {
    const { cells, broken } = await brokenShares(view, above, register.periods);
    expect(cells).toBeGreaterThan(150_000);
    expect(broken.slice(0, 10)).toEqual([]);
  });

  it('the nation, the province and every prefecture are the sums of what is below them, with no park added twice', async () => {
    const parents = counties().filter((code) => !reporting.includes(code));
    const inParks =
      sheavesOf(LAST)
        .get(PROVINCE)
        ?.units.filter(({ unit }) => unit.park !== null) ?? [];
    expect(parents).toHaveLength(19);
    expect(inParks.length).toBeGreaterThan(100);
    const { cells, broken } = await brokenSums(view, parents, regions, register.periods);
    expect(cells).toBeGreaterThan(20_000);
    expect(broken.slice(0, 10)).toEqual([]);
  });
});
