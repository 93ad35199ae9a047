/** What an address asks the comparison for. Pure. */
import type { CompareAsk } from '../../api/compare.ts';
import type { Basis } from '../../api/gql/enums.ts';
import type { Selection } from '../../state/selection.ts';
import type { LedgerScene } from '../../view/useScene.ts';

/** Which regions: the chosen ones, all counties, the children, or the neighbours of a region that has none. */
export function regionsCompared(
  { region }: Pick<LedgerScene, 'region'>,
  { regions, among }: Pick<Selection, 'regions' | 'among'>,
): CompareAsk['regions'] {
  if (regions.length > 0) return { codes: [...regions] };
  const children = region.children.filter(({ kind }) => kind === 'ADMINISTRATIVE');
  if (children.length === 0) return { childrenOf: region.ancestors.at(-1)?.code ?? region.code };
  const deep = region.level === 'NATION' || region.level === 'PROVINCE';
  return among === 'counties' && deep ? { under: region.code, level: 'COUNTY' } : { childrenOf: region.code };
}

/** The quarter of the address where it lies before the period, else the one before; null where there is none. */
export function againstOf({ dataset, period }: Pick<LedgerScene, 'dataset' | 'period'>, asked: string | null): string | null {
  const earlier = dataset.periods.filter((one) => one < period);
  return asked !== null && earlier.includes(asked) ? asked : (earlier.at(-1) ?? null);
}

/** What the page compares, and with what. */
export interface Comparison {
  readonly scene: LedgerScene;
  readonly regions: CompareAsk['regions'];
  /** The regions that the address chooses; empty: none, or one of them is unknown. */
  readonly chosen: readonly string[];
  readonly against: string | null;
  readonly versus: Basis;
}
