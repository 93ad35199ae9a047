/** One view made ready for paper: what every writer (csv, xlsx, pptx, docx, pdf, picture, json) is given, and nothing else. */
import { CHANGE_MISSING, type ChangeMissing } from '../domain/changeMissing.ts';
import { MISSING_REASONS, type MissingReason } from '../domain/rate.ts';
import type { Words } from '../domain/words.ts';
import type { Trace } from '../reports/briefTypes.ts';
import type { MapShapes } from '../../web/src/charts/shapes.ts';

/** Null: the view has nothing there by design; a missing value has its reason. */
export type Cell = string | number | null | { readonly missing: MissingReason | ChangeMissing };

/** The word of an absence, of a value or of a change. */
export const absenceWords = (missing: MissingReason | ChangeMissing): Words =>
  missing in CHANGE_MISSING ? CHANGE_MISSING[missing as ChangeMissing] : MISSING_REASONS[missing as MissingReason];

/** `percent` and `points` are 0–100 unrounded. `of`: the cell follows from two other columns of the row, and a workbook writes it as a formula. */
export interface Column {
  readonly id: string;
  readonly label: Words;
  readonly kind: 'text' | 'count' | 'number' | 'percent' | 'points' | 'date';
  readonly decimals: number;
  readonly unit: Words | null;
  /** By row, where each row is another measure. */
  readonly rowDecimals?: readonly number[];
  /** By row, the target that its value misses, and so must not print as; null: none. */
  readonly rowMissed?: readonly (number | null)[];
  /** Of one row: see `columnAt`. */
  readonly missed?: number | null;
  readonly of?: { readonly numerator: string; readonly denominator: string; readonly factor: number };
}

/** The column as one row has it. */
export const columnAt = (column: Column, row: number): Column => ({
  ...column,
  decimals: column.rowDecimals?.[row] ?? column.decimals,
  missed: column.rowMissed?.[row] ?? null,
});

export interface Table {
  readonly id: string;
  readonly title: Words;
  readonly note: Words | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface NativeSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** The targets that the values miss, and so must not print as; null: none. */
  readonly missed?: readonly (number | null)[];
}

/**
 * Series over named categories: what an office program can draw and edit itself. `focus` is the series, or the category, that stands out.
 * A waterfall has four: the ground its bars float on, what adds, what takes away, and the level that is reached.
 */
export interface NativeChart {
  readonly type: 'line' | 'bar' | 'stacked' | 'waterfall';
  readonly categories: readonly string[];
  readonly series: readonly NativeSeries[];
  readonly focus: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly min: number | null;
  readonly max: number | null;
  /** Of a waterfall: what each of its categories says, the effects signed. */
  readonly texts?: readonly string[];
  /** Drawn dashed, over the series: the value to be reached at each category. */
  readonly target?: { readonly name: string; readonly values: readonly (number | null)[] } | null;
}

/** A chart as a complete option of the chart library for a box in pixels, and as series. Null where one of the two cannot be. */
export interface SheetChart {
  readonly id: string;
  readonly title: Words;
  readonly picture: ((look: 'light' | 'dark' | 'contrast', box: { readonly width: number; readonly height: number }) => object) | null;
  readonly native: NativeChart | null;
  /** Of a map: what `picture` names, and the library draws only once it has been told of it. */
  readonly shapes?: MapShapes;
}

/** The footer of numbers: 口径, 截至, 报送, 来源, 数据版本, 地图. */
export interface SheetFooter {
  readonly entries: readonly { readonly term: Words; readonly detail: Words }[];
  readonly demo: boolean;
}

/** As it is said on slides. */
export const onSlides = (sheet: Sheet): Sheet => ({ ...sheet, ...sheet.slides });

export interface Sheet {
  /** Stem of the file name, in Latin letters: `compare-410000-2026Q3`. */
  readonly name: string;
  readonly title: Words;
  readonly subtitle: Words;
  readonly bullets: readonly Words[];
  readonly charts: readonly SheetChart[];
  readonly tables: readonly Table[];
  readonly footer: SheetFooter;
  /** The rows of the reports behind the view, for `.json`. */
  readonly answer: unknown;
  /** What slides show otherwise: a room reads less than a file holds. */
  readonly slides?: Partial<Pick<Sheet, 'bullets' | 'tables'>>;
  /** What the API is asked for the numbers of the view; a slide carries it in its notes. */
  readonly queries?: readonly Trace[];
}
