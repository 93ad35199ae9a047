/** The same regions under two bases: how far the rates lie apart, and the ranks that the basis alone moves. Pure. */
import type { BasesAnswer, BasisRank } from '../../api/compare.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { percentAxis } from '../../charts/axis.ts';
import type { DumbbellEnd, DumbbellInput } from '../../charts/dumbbellOption.ts';
import type { Absence } from '../../charts/patterns.ts';
import type { CompareWords } from '../../i18n/compare.ts';
import { regionName } from '../../i18n/words.ts';
import type { Basis } from '../../api/gql/enums.ts';
import type { Lang } from '../../state/selection.ts';
import { count } from '../../theme/format.ts';
import type { Change } from '../../view/row.ts';
import { absenceWord, toChange } from '../../view/toRows.ts';
import { valueText } from '../../view/valueText.ts';
import { distinctNames, toMove } from './toCompare.ts';

/** A region under one basis. */
export interface BasisSide {
  readonly value: number | null;
  /** The value, or the word for its absence. */
  readonly text: string;
  /** Null where there is a value. */
  readonly absence: Absence | null;
  readonly parts: string | null;
  readonly rank: number | null;
}

export interface BasesRow {
  readonly code: string;
  readonly name: string;
  readonly from: BasisSide;
  readonly to: BasisSide;
  /** Of the second against the first, in points. */
  readonly difference: Change | null;
  readonly move: Change | null;
  readonly keys: {
    readonly region: string;
    readonly from: number | null;
    readonly to: number | null;
    readonly difference: number | null;
    readonly rank: number | null;
    readonly move: number | null;
  };
}

export interface BasesScene {
  readonly answer: BasesAnswer;
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
  readonly words: CompareWords;
  readonly lang: Lang;
}

function sideOf(row: BasisRank | undefined, { indicator, dataset, lang }: BasesScene): BasisSide {
  const { value, missing, numerator, denominator } = row?.rate ?? {};
  const known = typeof value === 'number';
  return {
    value: known ? value : null,
    text: known ? valueText(value, indicator) : (absenceWord(missing ?? null, dataset, lang) ?? ''),
    absence: known ? null : (missing ?? 'NOT_APPLICABLE'),
    parts: typeof numerator === 'number' && typeof denominator === 'number' ? `${count(numerator)} / ${count(denominator)}` : null,
    rank: row?.rank ?? null,
  };
}

/** In the order of the ranking under the first basis, worst first. */
export function toBases(scene: BasesScene): readonly BasesRow[] {
  const { answer, indicator, words, lang } = scene;
  const second = new Map(answer.second.map((row) => [row.region.code, row]));
  const parents = new Set(answer.first.map(({ region }) => region.parent?.name));
  const names = distinctNames(
    answer.first.map(({ region }) => ({
      code: region.code,
      fullName: regionName(region, lang),
      parent: parents.size > 1 && region.parent ? regionName(region.parent, lang) : null,
    })),
  );
  return answer.first.map((row): BasesRow => {
    const { code } = row.region;
    const [from, to] = [sideOf(row, scene), sideOf(second.get(code), scene)];
    const difference = from.value === null || to.value === null ? null : to.value - from.value;
    const gained = from.rank === null || to.rank === null ? null : from.rank - to.rank;
    return {
      code,
      name: names.get(code) ?? code,
      from,
      to,
      difference: toChange(difference, indicator.decimals),
      move: toMove(gained, words),
      keys: { region: code, from: from.value, to: to.value, difference, rank: from.rank, move: gained },
    };
  });
}

export type BasesColumn = keyof BasesRow['keys'];
export const BASES_COLUMNS: Readonly<Record<BasesColumn, (row: BasesRow) => number | string | null>> = {
  region: ({ keys }) => keys.region,
  from: ({ keys }) => keys.from,
  to: ({ keys }) => keys.to,
  difference: ({ keys }) => keys.difference,
  rank: ({ keys }) => keys.rank,
  move: ({ keys }) => keys.move,
};

/** «换成「三有」口径，18 个地区中 6 个名次变了，许昌市变得最多，升 3 位». Null where no region has a rank under both. */
export function basesFinding(rows: readonly BasesRow[], to: string, words: CompareWords): string | null {
  const known = rows.flatMap(({ name, keys }) => (keys.move === null ? [] : [{ name, move: keys.move }]));
  if (known.length === 0) return null;
  const changed = known.filter(({ move }) => move !== 0);
  const [most] = changed.toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move));
  if (!most) return words.basesSame(to, count(known.length));
  const move = toMove(most.move, { rose: words.roseLong, fell: words.fellLong, stayed: words.stayed });
  return words.basesChanged(to, count(known.length), count(changed.length), most.name, move?.text ?? '');
}

const endOf = ({ value, text, absence }: BasisSide): DumbbellEnd | Absence =>
  value === null ? (absence ?? 'NOT_APPLICABLE') : { value, text };

interface DumbbellAsk {
  readonly rows: readonly BasesRow[];
  readonly names: DumbbellInput['names'];
  readonly focus: string | null;
  readonly words: CompareWords;
}

export function toDumbbell({ rows, names, focus, words }: DumbbellAsk): DumbbellInput {
  const axis = percentAxis(rows.flatMap(({ from, to }) => [from.value, to.value].filter((value) => value !== null)));
  return {
    rows: rows.map(({ code, name, from, to, move }) => ({
      name,
      from: endOf(from),
      to: endOf(to),
      moved: move?.text ?? null,
      fell: move === null || move.direction === 'same' ? null : move.direction === 'down',
      focus: code === focus,
    })),
    names,
    axis,
    cut: axis.min === 0 ? null : words.cut(String(axis.min)),
  };
}

/** The basis set beside the first: the one of the address unless it is the same, else the next in the list. */
export function versusOf(bases: readonly { readonly id: Basis }[], basis: Basis, asked: Basis | null): Basis {
  if (asked !== null && asked !== basis) return asked;
  const at = bases.findIndex(({ id }) => id === basis);
  return bases[(at + 1) % bases.length]?.id ?? basis;
}
