/** What the sections of a bulletin share, read once: both coverages of the region and its children in this quarter and the one before. */
import type { Basis } from '../domain/bases.ts';
import { askIndicator, type IndicatorId } from '../domain/indicators.ts';
import { topicOf } from '../domain/bulletin/topic.ts';
import type { ChangeAnswer } from './analysisTypes.ts';
import { changeSince, goalOf, rankUnder, type Standing } from './briefStanding.ts';
import { observe } from './observations.ts';
import type { ObservationRow, RankRow } from './types.ts';

/** The two coverages and what stands beside them in the opening table. */
const LEADING: readonly IndicatorId[] = ['party_org_coverage', 'party_work_coverage', 'party_sole_coverage', 'net_org_coverage'];
/** Of organizations and what they do. */
const OTHERS: readonly IndicatorId[] = [
  'shell_rate',
  'standard_met',
  'term_overdue',
  'management_secretaries',
  'meetings_held',
  'theme_day_held',
  'issues_resolved',
  'party_work_only',
];

export interface Reading {
  /** The leading indicator. */
  readonly main: Standing;
  readonly basis: Basis;
  readonly rows: ReadonlyMap<IndicatorId, ObservationRow>;
  readonly leading: readonly ObservationRow[];
  readonly change: ChangeAnswer;
  readonly workChange: ChangeAnswer;
  /** Worst first, with their moves since the quarter before. */
  readonly children: readonly RankRow[];
}

/** The same place and quarter, another indicator. */
export function turnTo(main: Standing, row: ObservationRow): Standing {
  const asked = askIndicator(row.indicator, row.basis);
  return { ...main, asked, topic: topicOf(asked, main.topic.place), now: row, series: [row], goal: goalOf(row) };
}

export async function readLeading(main: Standing, basis: Basis): Promise<Reading> {
  const { db, ground, region, period, before } = main;
  const found = await observe(db, ground, {
    indicators: [...LEADING, ...OTHERS],
    regions: { codes: [region.code] },
    periods: { only: [period] },
    basis,
  });
  const rows = new Map(found.map((row) => [row.indicator, row]));
  const work = rows.get('party_work_coverage');
  return {
    main,
    basis,
    rows,
    leading: LEADING.flatMap((id) => rows.get(id) ?? []),
    change: await changeSince(main),
    workChange: work === undefined ? await changeSince(main) : await changeSince(turnTo(main, work)),
    children: await rankUnder(main, region.code, before),
  };
}
