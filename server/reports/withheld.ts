/** What a reader is not told, and why: NO_PERMISSION outside their sums, SUPPRESSED where a sum would tell of a few outside their rows. */
import { OutOfSight } from '../domain/errors.ts';
import { refuse, type Refused } from '../domain/analysis/refusal.ts';
import type { Asked } from '../domain/indicators.ts';
import { asOfDate } from '../domain/period.ts';
import { MISSING_REASONS, type MissingReason } from '../domain/rate.ts';
import type { Region } from '../domain/region.ts';
import type { Tree } from '../domain/regionTree.ts';
import { reaches } from '../domain/sight.ts';
import { cellSize, footingMeasures, tellsOfFew, withheldAmong, type Cell, type Counted } from '../domain/smallCells.ts';
import type { MeasureRow } from '../db/rollup.ts';
import type { Ground } from './ground.ts';
import type { Measured } from './measured.ts';

/** Why a reader is not told of a region; they may still be told of another. */
export type Withheld = Extract<MissingReason, 'NO_PERMISSION' | 'SUPPRESSED'>;

export const seesRows = ({ seen }: Ground, code: string): boolean => reaches(seen.rows, code);
export const seesSums = ({ seen }: Ground, code: string): boolean => reaches(seen.sums, code);
/** Nothing is withheld from who sees every row. */
export const seesAll = ({ seen }: Ground): boolean => seen.rows === 'ALL';

/** A region of whose sums nothing may be said: the answer of an analysis. Sums of some ledgers, beside those of all, would tell of the others. */
export const refuseUnseen = (ground: Ground, { code, name }: Region): Refused<'NO_PERMISSION'> | null =>
  (ground.acceptedOnly ? seesRows(ground, code) : seesSums(ground, code))
    ? null
    : refuse('NO_PERMISSION', `${name}不在您的查看范围内，不作分析`, `${name} is outside of what you may see; nothing is analysed`);

export const refuseSmall = (): Refused<'SUPPRESSED'> =>
  refuse('SUPPRESSED', '数量过小，不予公布，不作分析', 'Too few to be told of; nothing is analysed');

const WHERE_ELSE = '可改看汇总数；需要查看时，请联系管理员扩大您的查看范围。';

/** Lists of rows are given only inside. @throws OutOfSight */
export function mustSeeRows(
  ground: Ground,
  what: string,
  { region, park }: { readonly region?: string | undefined; readonly park?: string | undefined },
): void {
  const { rows } = ground.seen;
  const asked = [region, park].flatMap((code) => code ?? []);
  if (asked.length === 0 ? rows === 'ALL' || rows.size > 0 : asked.some((code) => reaches(rows, code))) return;
  const [code] = asked;
  const place = code === undefined ? '' : (ground.latest.get(code)?.name ?? code);
  throw new OutOfSight(`${place === '' ? '' : `${place}不在您的查看范围内，`}不能查看${what}。${WHERE_ELSE}`);
}

/** Codes of the administrative children of a parent: the same list each time it is asked for. */
const CHILDREN = new WeakMap<readonly Region[], readonly string[]>();

function administrative(children: readonly Region[]): readonly string[] {
  const known = CHILDREN.get(children);
  if (known !== undefined) return known;
  const found = children.filter((child) => child.kind === 'ADMINISTRATIVE').map((child) => child.code);
  CHILDREN.set(children, found);
  return found;
}

/** All children of a region's parent in a tree, itself among them; a park is no part of a whole. */
function childrenIn(tree: Tree, code: string): readonly string[] {
  const families = FAMILIES.get(tree) ?? new Map<string, readonly string[]>();
  FAMILIES.set(tree, families);
  const known = families.get(code);
  if (known !== undefined) return known;
  const found = findChildrenIn(tree, code);
  if (tree.byCode.has(code)) families.set(code, found);
  return found;
}

/** They are asked for of every cell of a table. */
const FAMILIES = new WeakMap<Tree, Map<string, readonly string[]>>();

function findChildrenIn(tree: Tree, code: string): readonly string[] {
  const region = tree.byCode.get(code);
  if (region === undefined || region.kind === 'PARK' || region.parent === null) return [code];
  const children = tree.children.get(region.parent);
  return children === undefined ? [] : administrative(children);
}

/** The same on the last day of a quarter. */
const childrenBeside = (ground: Ground, code: string, quarter: string): readonly string[] =>
  childrenIn(ground.treeAt(asOfDate(quarter)), code);

/** Regions that must be read beside those asked for, and the measures, to know what is withheld; none for who sees their rows. */
export function readAlong(
  ground: Ground,
  regions: readonly string[],
  quarters: readonly string[],
  asked: readonly Counted[],
): { readonly regions: readonly string[]; readonly measures: readonly string[] } {
  const outside = seesAll(ground) ? [] : regions.filter((code) => !seesRows(ground, code));
  if (outside.length === 0) return { regions: [], measures: [] };
  const trees = new Set(quarters.map((quarter) => ground.treeAt(asOfDate(quarter))));
  const families = new Set(outside.flatMap((code) => [...trees].map((tree) => childrenIn(tree, code))));
  return { regions: [...new Set([...families].flat())], measures: [...new Set(asked.flatMap(footingMeasures))] };
}

export interface Withholding {
  /** Why an indicator of a region and quarter is not told; null where it may be. */
  of(asked: Asked, region: string, quarter: string): Withheld | null;
}

const NOTHING: Withholding = { of: () => null };

interface WithholdingAsk {
  readonly measured: Measured;
  /** Codes whose rows answer for a region in a quarter. */
  sources(region: string, quarter: string): readonly string[];
  /** Filters, splits and what was known on a day are sums of rows. */
  readonly readsRows: boolean;
}

const counting =
  (row: MeasureRow | undefined) =>
  (id: string): number => {
    const sum = row?.[id];
    return sum === undefined || sum === null ? 0 : Number(sum);
  };

function cellOf(measured: Measured, asked: Counted, key: string, quarter: string): Cell {
  const count = counting(measured.row(key, quarter));
  const size = cellSize(asked, count);
  return { key, size: size === null ? 0 : size, few: tellsOfFew(asked, count) };
}

/** Whether a count of a region tells of few, or would by what the others beside it are told. */
export function isSmallAmong(ground: Ground, measured: Measured, asked: Counted, region: string, quarter: string): boolean {
  const cells = childrenBeside(ground, region, quarter).map((code) => cellOf(measured, asked, code, quarter));
  return cellOf(measured, asked, region, quarter).few || withheldAmong(cells).has(region);
}

/** Makes each value once. */
function keeping<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const kept = new Map<Key, Value>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    return made;
  };
}

export function createWithholding(ground: Ground, { measured, sources, readsRows }: WithholdingAsk): Withholding {
  if (seesAll(ground)) return NOTHING;
  const inQuarter = keeping((quarter: string) => ({
    tree: ground.treeAt(asOfDate(quarter)),
    of: keeping((asked: Asked) =>
      keeping((codes: readonly string[]) => withheldAmong(codes.map((code) => cellOf(measured, asked, code, quarter)))),
    ),
  }));
  // A region is one of those it stands among: whether it tells of few itself is said with them.
  const small = (asked: Asked, region: string, quarter: string): boolean => {
    const { tree, of } = inQuarter(quarter);
    return of(asked)(childrenIn(tree, region)).has(region);
  };
  return {
    of: (asked, region, quarter) => {
      const codes = sources(region, quarter);
      if (!codes.every((code) => seesSums(ground, code))) return 'NO_PERMISSION';
      if (codes.every((code) => seesRows(ground, code))) return null;
      if (readsRows) return 'NO_PERMISSION';
      // Ground that another region held then is told of as one with it.
      return small(asked, region, quarter) ? 'SUPPRESSED' : null;
    },
  };
}

/** Whether sums of one side of a comparison tell of few: of who does not see their rows. */
export const isSmallSide = (ground: Ground, asked: Asked, region: string, row: MeasureRow, prefix: string): boolean =>
  !seesRows(ground, region) && tellsOfFew(asked, (id) => counting(row)(`${prefix}${id}`));

/** In place of a member of a split that may not be seen. */
export const UNSEEN_MEMBER = MISSING_REASONS.NO_PERMISSION;
