/** Totals that a region reported itself: what a rate stands on where no ledger came, and the list of returns. */
import { findSummaryRegions, findSummaryValues, countSummaries, findTotals, listSummaries } from '../db/summaries.ts';
import { CURRENT, type Knowledge } from '../db/facts.ts';
import type { Db } from '../db/open.ts';
import type { SummaryReturnTable } from '../db/submissionTables.ts';
import { badInput } from '../domain/errors.ts';
import type { Asked } from '../domain/indicators.ts';
import { measureWords } from '../domain/measureWords.ts';
import { absent, type MissingReason, type Rate } from '../domain/rate.ts';
import { footing, isSmall } from '../domain/smallCells.ts';
import { SUMMARY_MEASURES, summaryRate, type ObservationOrigin, type SummaryEntry } from '../domain/summaries.ts';
import { cursorsOf, toPage } from './cursor.ts';
import { toCondition, toOrganizationCondition } from './filter.ts';
import { quarterAsked } from './gap.ts';
import { lineOf, type Ground } from './ground.ts';
import { readMeasured, type Measured } from './measured.ts';
import { mustExist, quartersFor } from './selection.ts';
import type { SummaryReturnRow, SummaryReturnsAsk, SummaryValueRow } from './summaryTypes.ts';
import type { Page } from './types.ts';
import { mustSeeRows, seesRows } from './withheld.ts';

/** A rate and what it stands on. */
export interface Standing {
  readonly rate: Rate;
  readonly origin: ObservationOrigin;
}

export interface SummaryRates {
  /** What a region's own totals give where no ledger of it came; the rate of the ledgers otherwise. */
  over(rate: Rate, asked: Asked, region: string, period: string): Standing;
}

const ledger = (rate: Rate): Standing => ({ rate, origin: 'LEDGER' });
export const NO_SUMMARIES: SummaryRates = { over: ledger };

/** Why a ledger gives no rate although one may have been reported. */
const OPEN_TO_SUMMARIES: ReadonlySet<MissingReason> = new Set(['NOT_RECEIVED', 'REJECTED', 'NOT_DUE']);

interface SummariesAsk {
  readonly regions: readonly string[];
  readonly quarters: readonly string[];
  readonly asked: readonly Asked[];
  readonly knowledge: Knowledge;
  /** Codes whose rows answer for a region in a quarter: ground that others held is not what the region reported. */
  sources(region: string, quarter: string): readonly string[];
  readonly measured: Measured;
}

/** Whether totals tell of few, or might: who does not see the rows of the region is told only what is known to stand on enough. */
function mayTellOfFew(asked: Asked, quarters: readonly ReadonlyMap<string, number>[]): boolean {
  const parts = footing(asked);
  return quarters.some((values) =>
    parts.some((ids) => {
      const known = ids.map((id) => values.get(id));
      return known.includes(undefined) || isSmall(known.reduce<number>((sum, one) => sum + Number(one), 0));
    }),
  );
}

const came = (measured: Measured, region: string, quarter: string): boolean => Number(measured.receipt(region, quarter)?.['received']) > 0;

export async function readSummaryRates(db: Db, ground: Ground, ask: SummariesAsk): Promise<SummaryRates> {
  const measures = [...new Set(ask.asked.flatMap(({ numerator, denominator }) => [...numerator, ...(denominator ?? [])]))];
  const footings = ask.asked.flatMap((asked) => footing(asked).flat());
  // Nobody has accepted a total, and none is of a part of the units.
  const totals = ask.knowledge.acceptedOnly
    ? []
    : await findTotals(db, {
        periods: ask.quarters,
        measures: [...new Set([...measures, ...footings])],
        asKnownOn: ask.knowledge.asKnownOn,
      });
  if (totals.length === 0) return NO_SUMMARIES;
  const wanted = new Set(ask.regions);
  const byPlace = new Map<string, Map<string, number>>();
  for (const { region, period, measure, value } of totals) {
    if (!wanted.has(region)) continue;
    const place = `${region} ${period}`;
    byPlace.set(place, (byPlace.get(place) ?? new Map<string, number>()).set(measure, value));
  }
  const own = (region: string, quarter: string): boolean => {
    const sources = ask.sources(region, quarter);
    return sources.length === 1 && sources[0] === region && !came(ask.measured, region, quarter);
  };
  return {
    over: (rate, asked, region, period) => {
      if (rate.missing === null || !OPEN_TO_SUMMARIES.has(rate.missing)) return ledger(rate);
      const quarters = quartersFor(asked.id, period);
      const values = quarters.map((quarter) => (own(region, quarter) ? byPlace.get(`${region} ${quarter}`) : undefined));
      const known = values.filter((one) => one !== undefined);
      if (known.length === 0 || known.length < values.length) return ledger(rate);
      const reported = summaryRate(asked, known);
      if (reported === null) return ledger(rate);
      const withheld = !seesRows(ground, region) && mayTellOfFew(asked, known);
      return { rate: withheld ? absent('SUPPRESSED') : reported, origin: 'SUMMARY' };
    },
  };
}

const ORDER = new Map(SUMMARY_MEASURES.map(({ measure }, at) => [measure, at]));
const placeOf = (measure: string): number => Number(ORDER.get(measure) ?? ORDER.size);

/** Counts of the ledgers where all of them came. */
async function readLedgers(
  db: Db,
  rows: readonly SummaryReturnTable[],
  measures: readonly string[],
): Promise<(row: SummaryReturnTable, id: string) => number | null> {
  const measured = await readMeasured(db, {
    regions: [...new Set(rows.map((row) => row.region))],
    quarters: [...new Set(rows.map((row) => row.period))],
    measures: [...new Set(measures)],
    where: toCondition({}),
    whereOrganization: toOrganizationCondition({}),
    filtered: false,
    by: [],
    subject: 'PARTY',
    knowledge: CURRENT,
    belowCounty: true,
  });
  return ({ region, period }, id) => {
    const receipt = measured.receipt(region, period);
    if (receipt === undefined || Number(receipt['received']) === 0 || Number(receipt['received']) < Number(receipt['expected']))
      return null;
    const counted = measured.row(region, period)?.[id];
    return counted === undefined || counted === null ? null : Number(counted);
  };
}

/** The newest first, of regions whose rows may be seen: a total may tell of few. */
export async function pageSummaries(db: Db, ground: Ground, ask: SummaryReturnsAsk): Promise<Page<SummaryReturnRow>> {
  const region = ask.region === undefined ? undefined : mustExist(ground, ask.region).code;
  mustSeeRows(ground, '汇总上报', { region });
  const period = ask.period === undefined ? undefined : quarterAsked(ground, ask.period);
  const regions = (await findSummaryRegions(db)).filter(
    (code) => seesRows(ground, code) && (region === undefined || lineOf(ground, code).includes(region)),
  );
  const where = { regions, period };
  const cursors = cursorsOf('summaryReturns', 'NEWEST', { region, period });
  const after = ask.after === undefined ? null : placeIn(cursors.decode(ask.after));
  const rows = await listSummaries(db, { where, first: ask.first, after });
  const values = Map.groupBy(await findSummaryValues(db, rows), (one) => `${one.region} ${one.period} ${one.version}`);
  const inLedgers = await readLedgers(
    db,
    rows,
    [...values.values()].flatMap((some) => some.map(({ measure }) => measure)),
  );
  const toRow = (row: SummaryReturnTable): SummaryReturnRow => ({
    region: row.region,
    period: row.period,
    version: row.version,
    current: row.is_current === 1,
    receivedAt: row.received_at,
    sentBy: row.actor_name,
    note: row.note,
    values: (values.get(`${row.region} ${row.period} ${row.version}`) ?? [])
      .toSorted((a, b) => placeOf(a.measure) - placeOf(b.measure))
      .map(({ measure, value }) => toSummaryValue(measure, value, inLedgers(row, measure))),
  });
  return toPage(rows, ask.first, await countSummaries(db, where), ask.after !== undefined, (row) => ({
    cursor: cursors.encode([row.received_at, row.region, row.period, row.version]),
    node: toRow(row),
  }));
}

export const toSummaryValue = (measure: string, value: number, counted: number | null): SummaryValueRow => ({
  measure,
  label: measureWords(measure),
  value,
  ledger: counted,
  difference: counted === null ? null : value - counted,
});

/** A return that was just sent, before anybody held it against the ledgers. */
export const toSentRow = (
  sent: Pick<SummaryReturnRow, 'region' | 'period' | 'note'> & { readonly values: readonly SummaryEntry[] },
  as: Pick<SummaryReturnRow, 'version' | 'receivedAt' | 'sentBy'>,
): SummaryReturnRow => ({
  ...as,
  region: sent.region,
  period: sent.period,
  note: sent.note,
  current: true,
  values: sent.values.map(({ measure, value }) => toSummaryValue(measure, value, null)),
});

function placeIn([receivedAt, region, period, version]: readonly unknown[]): {
  receivedAt: string;
  region: string;
  period: string;
  version: number;
} {
  if (typeof receivedAt !== 'string' || typeof region !== 'string' || typeof period !== 'string' || typeof version !== 'number')
    throw badInput('after 不是有效的游标；请从第一页重新读起');
  return { receivedAt, region, period, version };
}
