/** What was asked for → lists of regions and periods; every refusal says what to change. */
import { badInput, DomainError } from '../domain/errors.ts';
import { asOfDate, isPeriod, isQuarter, quartersBetween, quartersOf, shiftQuarter, type Quarter } from '../domain/period.ts';
import { INDICATORS, type IndicatorId } from '../domain/indicators.ts';
import type { Region, RegionKind } from '../domain/region.ts';
import type { Tree } from '../domain/regionTree.ts';
import { descendantsIn, type Ground } from './ground.ts';
import type { PeriodSelection, RegionSelection } from './types.ts';

/** Cells (regions × periods × indicators) one question may ask for. */
export const MAX_CELLS = 100_000;

const given = (...values: unknown[]): number => values.filter((value) => value !== undefined && value !== null).length;

/**
 * Regions in the order asked (`codes`) or of the table: those of the newest of `trees` first, then those that only older ones hold.
 * Unknown codes are refused by name.
 */
export function selectRegions(ground: Ground, selection: RegionSelection, trees: readonly Tree[]): Region[] {
  const { codes, childrenOf, under, level, kind } = selection;
  if (given(codes, childrenOf, under) !== 1) throw badInput('regions 需要且只能给出 codes、childrenOf、under 之一');
  const fits = (region: Region, kinds: RegionKind | undefined): boolean =>
    (!level || region.level === level) && (!kinds || region.kind === kinds);
  if (codes) return [...new Set(codes)].map((code) => mustExist(ground, code)).filter((region) => fits(region, kind));
  const everywhere = (find: (tree: Tree) => readonly Region[]): Region[] => {
    const found = new Map<string, Region>();
    for (const region of trees.flatMap((tree) => find(tree)))
      if (!found.has(region.code) && fits(region, kind ?? 'ADMINISTRATIVE')) found.set(region.code, region);
    return [...found.values()];
  };
  if (childrenOf !== undefined) {
    const { code } = mustExist(ground, childrenOf);
    return everywhere((tree) => tree.children.get(code) ?? []);
  }
  if (!level) throw badInput('regions.under 需要同时给出 level');
  const { code } = mustExist(ground, String(under));
  return everywhere((tree) => descendantsIn(tree, code));
}

/** The trees of the periods' last days, newest first, each once. */
export function treesOf(ground: Ground, periods: readonly string[]): Tree[] {
  const trees = periods
    .toSorted()
    .toReversed()
    .map((period) => ground.treeAt(asOfDate(period)));
  return trees.length === 0 ? [ground.tree] : [...new Set(trees)];
}

export function mustExist(ground: Ground, code: string): Region {
  const found = ground.latest.get(code);
  if (!found) throw new DomainError('NOT_FOUND', `没有这个行政区划代码：${code}`);
  return found;
}

const mustBeQuarter = (text: string, name: string): Quarter => {
  if (!isQuarter(text)) throw badInput(`${name} 须为季度，如 2025Q4；收到「${text}」`);
  return text;
};

/** The quarter of a list, or the latest; undefined where nothing was ever reported. A quarter outside of what is known has no list. @throws DomainError */
export function listedQuarter({ periods }: Pick<Ground, 'periods'>, asked: string | undefined): Quarter | undefined {
  const [first, latest] = [periods[0], periods.at(-1)];
  if (asked === undefined) return latest;
  const quarter = mustBeQuarter(asked, 'period');
  if (first === undefined || latest === undefined) return undefined;
  if (quarter < first || quarter > latest)
    throw new DomainError('NOT_FOUND', `没有 ${quarter} 的台账；现有最早 ${first}，最近 ${latest}。请改用其间的季度。`);
  return quarter;
}

/** Periods asked for; `available` ascending. `last` counts back from the latest period that has a ledger. */
export function selectPeriods(selection: PeriodSelection, available: readonly Quarter[]): string[] {
  if (given(selection.only, selection.from, selection.last) !== 1) throw badInput('periods 需要且只能给出 only、from/to、last 之一');
  const latest = available.at(-1);
  if (selection.only) {
    const wrong = selection.only.find((text) => !isPeriod(text));
    if (wrong !== undefined) throw badInput(`报告期写法有误：「${wrong}」。季度写 2025Q4，年写 2025，月写 2025-11`);
    return [...new Set(selection.only)];
  }
  if (selection.last !== undefined) {
    if (!Number.isInteger(selection.last) || selection.last < 1 || selection.last > 400)
      throw badInput('periods.last 须为 1 到 400 的整数');
    return latest === undefined ? [] : quartersBetween(shiftQuarter(latest, 1 - selection.last), latest);
  }
  const from = mustBeQuarter(String(selection.from), 'periods.from');
  const to = selection.to === undefined ? latest : mustBeQuarter(selection.to, 'periods.to');
  if (to === undefined) return [];
  if (from > to) throw badInput(`periods.from（${from}）在 to（${to}）之后`);
  const found = quartersBetween(from, to);
  if (found.length > 400) throw badInput('一次最多询问 400 个季度');
  return found;
}

const PERIODS_KEPT = 500;
/** Asked for each cell of a table. */
const QUARTERS = new Map<string, Readonly<Record<'flow' | 'stock', readonly Quarter[]>>>();

/** Quarters whose rows answer an indicator for a period: a stock of a year is its last quarter, a flow its four. Empty: not applicable (a month of a quarterly ledger). */
export function quartersFor(indicator: IndicatorId, period: string): readonly Quarter[] {
  const known = QUARTERS.get(period);
  const found = known ?? { flow: quartersOf(period), stock: quartersOf(period).slice(-1) };
  if (known === undefined) {
    if (QUARTERS.size >= PERIODS_KEPT) QUARTERS.clear();
    QUARTERS.set(period, found);
  }
  return INDICATORS[indicator].over === 'flow' ? found.flow : found.stock;
}

export function refuseTooMany(cells: number): void {
  if (cells > MAX_CELLS)
    throw new DomainError('QUERY_TOO_EXPENSIVE', `这次询问 ${cells} 个数，上限 ${MAX_CELLS} 个；请减少地区、报告期或指标`);
}
