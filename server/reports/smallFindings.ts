/** Findings against a ledger whose count would tell of a few: their verdict alone says whether it is the published one. */
import { CURRENT } from '../db/facts.ts';
import { findFigures } from '../db/figures.ts';
import { findLedgerFindings } from '../db/findings.ts';
import type { Db } from '../db/open.ts';
import { counterpartOf } from '../domain/checks/reported.ts';
import { LEDGER_UNITS, type Counted } from '../domain/smallCells.ts';
import { summaryFindingMeasure } from '../domain/summaries.ts';
import { toCondition, toOrganizationCondition } from './filter.ts';
import type { Ground } from './ground.ts';
import { readMeasured } from './measured.ts';
import { isSmallAmong, readAlong, seesAll, seesRows } from './withheld.ts';

const PLAIN = {
  where: toCondition({}),
  whereOrganization: toOrganizationCondition({}),
  subject: 'PARTY',
  filtered: false,
  by: [],
  knowledge: CURRENT,
  belowCounty: true,
  receipts: 'STANDING',
} as const;

/** What a finding counts, where, and when. */
interface Count extends Counted {
  readonly id: string;
  readonly region: string;
  readonly quarter: string;
}

/** Ids of those that are left out for who does not see the rows of their regions. */
export async function smallLedgerFindings(db: Db, ground: Ground): Promise<readonly string[]> {
  if (seesAll(ground)) return [];
  const stored = await findLedgerFindings(db);
  const named = new Map(stored.map((row) => [row.id, (JSON.parse(row.figures) as string[])[0]]));
  const ids = [...named.values()].flatMap((id) => id ?? []);
  const figures = new Map((await findFigures(db, { ids })).map((figure) => [figure.id, figure]));
  const counts = stored.flatMap(({ id, region, period }): Count[] => {
    if (region === null || period === null || seesRows(ground, region)) return [];
    const figure = figures.get(String(named.get(id)));
    const total = summaryFindingMeasure(id);
    const measures = total !== null ? [total] : figure === undefined ? undefined : counterpartOf(figure)?.measures;
    return [{ id, region, quarter: period, numerator: measures ?? [LEDGER_UNITS], denominator: null }];
  });
  if (counts.length === 0) return [];
  const quarters = [...new Set(counts.map(({ quarter }) => quarter))];
  const regions = [...new Set(counts.map(({ region }) => region))];
  const along = readAlong(ground, regions, quarters, counts);
  const measures = [...new Set([...along.measures, ...counts.flatMap(({ numerator }) => numerator)])];
  const measured = await readMeasured(db, { ...PLAIN, regions: [...new Set([...regions, ...along.regions])], quarters, measures });
  return counts.filter((count) => isSmallAmong(ground, measured, count, count.region, count.quarter)).map(({ id }) => id);
}
