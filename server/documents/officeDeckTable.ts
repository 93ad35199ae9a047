/** A table in pieces that a room can read: at most 7 × 7 cells under the head, every text on its line. */
import type { Lang } from '../../web/src/state/selection.ts';
import { headOf } from './heads.ts';
import type { Place, Sizes } from './officeLayout.ts';
import { rowHeight, slideWants, slideWidths, tableRow } from './officeTable.ts';
import { cellText, isNumeric } from './officeText.ts';
import { columnAt, type Table } from './sheet.ts';

export interface SlideTable {
  readonly heads: readonly string[];
  readonly numeric: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
  readonly sizes: Sizes;
}

const MOST_COLUMNS = 7;
const LEAST_COLUMNS = 3;
const MOST_ROWS = 7;
/** Slides that one table may take, and one more for what would be left; the rest is in the workbook of the same view. */
const MOST_PARTS = 3;

/** Parts of nearly equal length, none longer than `most`. */
export const chunks = <Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] => {
  const count = Math.max(1, Math.ceil(items.length / most));
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
};

/** The columns that say most, in falling weight. */
const FIRST_COLUMNS = ['period', 'rate', 'band', 'numerator', 'denominator', 'gap', 'onPrevious'];

/** The name of a row first, then what says most. */
function byWeight({ columns }: Table): readonly number[] {
  const open = columns.flatMap(({ id }, index) => (id === 'code' ? [] : [index]));
  if (open.length <= MOST_COLUMNS) return open;
  const texts = open.filter((index) => columns[index]?.kind === 'text');
  const key = texts.find((index) => columns[index]?.id === 'region') ?? texts[0] ?? 0;
  const first = FIRST_COLUMNS.flatMap((id) => open.filter((index) => columns[index]?.id === id && index !== key));
  return [key, ...first, ...open.filter((index) => index !== key && !first.includes(index))];
}

/** As many columns as may and can stand side by side, in the order of the table behind the name; the workbook of the view has all. */
function shownColumns(table: Table, { rows: texts, heads, sizes }: Omit<SlideTable, 'numeric'>, width: number): readonly number[] {
  const [key = 0, ...others] = byWeight(table);
  const wants = slideWants({ heads, rows: texts }, sizes.value, sizes.axis);
  const picked: number[] = [];
  let used = Number(wants[key]);
  for (const index of others) {
    const want = Number(wants[index]);
    const room = used + want <= width || picked.length + 1 < LEAST_COLUMNS;
    if (!room || picked.length === MOST_COLUMNS - 1) continue;
    picked.push(index);
    used += want;
  }
  return [key, ...picked.sort((one, other) => one - other)];
}

/** What a slide leaves to a table, in points. */
export type Room = Pick<Place, 'w' | 'h'>;

/** As many rows on a slide as may and can stand there. */
function rowGroups(
  { heads, rows, sizes }: Omit<SlideTable, 'numeric'>,
  { w: width, h }: Room,
): readonly (readonly (readonly string[])[])[] {
  const { head, body } = tableRow(sizes);
  const widths = slideWidths({ heads, rows }, sizes.value, sizes.axis, width);
  const heights = rows.map((row) => rowHeight(row, widths, sizes));
  const room = h - head;
  if (heights.every((height) => height === body)) return chunks(rows, Math.max(1, Math.min(MOST_ROWS, Math.floor(room / body))));
  const groups: (readonly string[])[][] = [];
  let used = Infinity;
  for (const [at, row] of rows.entries()) {
    const height = Number(heights[at]);
    if (used + height > room || groups.at(-1)?.length === MOST_ROWS) {
      groups.push([]);
      used = 0;
    }
    groups.at(-1)?.push(row);
    used += height;
  }
  return groups;
}

interface Pieces {
  readonly pieces: readonly SlideTable[];
  /** Rows that found no slide. */
  readonly hidden: number;
}

export function tablePieces(table: Table, lang: Lang, room: Room, sizes: Sizes): Pieces {
  if (table.rows.length === 0) return { pieces: [], hidden: 0 };
  const all = table.rows.length <= MOST_ROWS * (MOST_PARTS + 1);
  const shown = all ? table.rows : table.rows.slice(0, MOST_ROWS * MOST_PARTS);
  const allHeads = table.columns.map((column) => headOf(column, lang));
  const allTexts = shown.map((row, line) => table.columns.map((column, at) => cellText(row[at] ?? null, columnAt(column, line), lang)));
  const columns = shownColumns(table, { rows: allTexts, heads: allHeads, sizes }, room.w);
  const pick = <Item>(items: readonly Item[]): readonly Item[] => columns.flatMap((index) => items.slice(index, index + 1));
  const heads = pick(allHeads);
  const numeric = pick(table.columns).map(isNumeric);
  const groups = rowGroups({ heads, rows: allTexts.map(pick), sizes }, room).slice(0, all ? MOST_PARTS + 1 : MOST_PARTS);
  const pieces = groups.map((rows): SlideTable => ({ heads, numeric, rows, sizes }));
  return { pieces, hidden: table.rows.length - groups.flat().length };
}
