/** The list of summary returns, with what the ledgers hold beside each total. */
import { CURRENT } from '../db/facts.ts';
import type { Db } from '../db/open.ts';
import type { SummaryReturnTable } from '../db/submissionTables.ts';
import { countSummaries, findSummaryRegions, findSummaryValues, listSummaries } from '../db/summaries.ts';
import { badInput } from '../domain/errors.ts';
import { measureWords } from '../domain/measureWords.ts';
import { SUMMARY_MEASURES, type SummaryEntry } from '../domain/summaries.ts';
import { cursorsOf, toPage } from './cursor.ts';
import { toCondition, toOrganizationCondition } from './filter.ts';
import { quarterAsked } from './gap.ts';
import { lineOf, type Ground } from './ground.ts';
import { readMeasured } from './measured.ts';
import { mustExist } from './selection.ts';
import type { SummaryReturnRow, SummaryReturnsAsk, SummaryValueRow } from './summaryTypes.ts';
import type { Page } from './types.ts';
import { mustSeeRows, seesRows } from './withheld.ts';

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
    receipts: 'TOLD',
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
