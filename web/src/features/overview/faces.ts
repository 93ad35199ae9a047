/** The rows of a ledger's map as they are painted, worked out once for each answer: the picture of a quarter may be drawn before its page is. */
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { OverviewAnswer } from '../../api/overview.ts';
import { keeping } from '../../state/kept.ts';
import type { RowsAsk } from '../../view/toRows.ts';
import type { Row } from '../../view/row.ts';
import { rowsOf } from './ledgerRows.ts';
import type { MapChoice } from './mapChoice.ts';
import { paint, type Painted } from './paint.ts';

type Ranking = OverviewAnswer['ranking'];
export type ChangeShown = 'changeOnPrevious' | 'changeOnYear';

const rows = keeping<readonly Row[]>();
const changes = keeping<ReadonlyMap<string, number>>();
const painted = keeping<Painted>();

interface LedgerRowsAsk extends Omit<RowsAsk, 'classes' | 'ranking' | 'accepted'> {
  readonly ranking: Ranking;
  readonly accepted: boolean;
}

/** The same rows as long as all they come from is the same. */
export const keptRows = ({ ranking, indicator, dataset, lang, accepted }: LedgerRowsAsk): readonly Row[] =>
  rows(ranking, [indicator, dataset, lang, accepted], () => rowsOf({ ranking, indicator, dataset, lang, accepted }));

export const changesOf = (ranking: Ranking, of: ChangeShown): ReadonlyMap<string, number> =>
  changes(
    ranking,
    [of],
    () => new Map(ranking.flatMap(({ region, [of]: change }) => (typeof change === 'number' ? [[region.code, change] as const] : []))),
  );

interface FacesAsk {
  readonly choice: MapChoice;
  readonly indicator: IndicatorDefinition;
  readonly changes: ReadonlyMap<string, number>;
  readonly noChange: string;
}

/** One map of `first`, or two that share their classes. */
export const paintedOf = (
  first: readonly Row[],
  other: readonly Row[] | null,
  { choice: { scale, classing, policy }, indicator, changes: changed, noChange }: FacesAsk,
): Painted =>
  painted(first, [other, scale, classing, policy, indicator, changed, noChange], () =>
    paint(other === null ? [first] : [first, other], {
      shown: scale,
      classing,
      policy,
      decimals: indicator.decimals,
      percent: indicator.shape === 'PERCENT',
      changes: changed,
      noChange,
    }),
  );

/** Code of the region that the map is opened for; null where none is the worst. */
export const worstOf = ([worst]: readonly Row[], { scale }: MapChoice, { direction }: IndicatorDefinition): string | null =>
  scale === 'change' || direction === 'NEUTRAL' || worst?.value === null ? null : (worst?.code ?? null);
