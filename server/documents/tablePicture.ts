/** A table as a picture: as many columns and rows as fit, and how many there are in all. */
import { formatCount, formatNumber, formatPercent, formatPoints } from '../domain/format.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import type { Look } from '../../web/src/theme/design.ts';
import { cellText } from './csv.ts';
import { headOf } from './heads.ts';
import { columnAt, type Cell, type Column, type Table } from './sheet.ts';
import { block, line, rule, type Rect } from './svgMarks.ts';
import { measure, wrap } from './wrap.ts';

const SIZE = 17;
const ROW = 32;
const GAP = 24;
const WIDEST = 420;

/** As it is printed everywhere; a missing value is its word. */
export function printed(cell: Cell, { kind, decimals, missed = null }: Column, lang: Lang): string {
  if (typeof cell !== 'number') return cellText(cell, lang);
  if (kind === 'percent') return formatPercent(cell, decimals, missed);
  if (kind === 'points') return formatPoints(cell, decimals);
  return kind === 'count' ? formatCount(cell) : formatNumber(cell, decimals);
}

const isNumeric = ({ kind }: Column): boolean => kind !== 'text' && kind !== 'date';

interface Placed {
  readonly column: Column;
  readonly at: number;
  readonly x: number;
  readonly width: number;
}

/** Columns from the left, until one would not fit. */
function place({ columns, rows }: Table, room: Rect, shown: number, lang: Lang): readonly Placed[] {
  const placed: Placed[] = [];
  let x = room.x;
  for (const [at, column] of columns.entries()) {
    const texts = [
      headOf(column, lang),
      ...rows.slice(0, shown).map((row, line) => printed(row[at] ?? null, columnAt(column, line), lang)),
    ];
    const width = Math.min(WIDEST, Math.max(...texts.map((text) => measure(text, SIZE))) + 4);
    if (x + width > room.x + room.width) break;
    placed.push({ column, at, x, width });
    x += width + GAP;
  }
  return placed;
}

/** Too long a text is cut, and says so. */
function fitted(text: string, width: number): string {
  const [first = '', ...rest] = wrap(text, width - (measure(text, SIZE) > width ? SIZE : 0), SIZE);
  return rest.length === 0 ? first : `${first}…`;
}

const mark = (text: string, { column, x, width }: Placed, y: number, fill: string): string =>
  line(text, Math.round(isNumeric(column) ? x + width : x), y, { size: SIZE, fill, end: isNumeric(column) });

export function tablePicture(table: Table, room: Rect, lang: Lang, look: Look): string {
  const most = Math.max(0, Math.floor((room.height - 44 - ROW - 30) / ROW));
  const columns = place(table, room, most, lang);
  const top = room.y + 44;
  const rows = table.rows.slice(0, most);
  const cut = rows.length < table.rows.length || columns.length < table.columns.length;
  const [all, shown] = [formatCount(table.rows.length), formatCount(rows.length)];
  const note =
    lang === 'zh'
      ? `共 ${all} 行 ${table.columns.length} 列，图中 ${shown} 行 ${columns.length} 列，其余见表格文件`
      : `${shown} of ${all} rows and ${columns.length} of ${table.columns.length} columns; the rest stands in the table files`;
  return [
    rule(room.x, room.y, room.width, look.ink, 2),
    line(table.title[lang], room.x, room.y + 32, { size: 22, fill: look.ink, bold: true }),
    ...columns.map((placed) => mark(fitted(headOf(placed.column, lang), placed.width), placed, top + 22, look['ink-2'])),
    rule(room.x, top + ROW, room.width, look['line-2'], 1),
    ...rows.flatMap((row, index) => {
      const y = top + ROW * (index + 1);
      return [
        ...columns.map((placed) =>
          mark(fitted(printed(row[placed.at] ?? null, columnAt(placed.column, index), lang), placed.width), placed, y + 22, look.ink),
        ),
        rule(room.x, y + ROW, room.width, look.line, 1),
      ];
    }),
    ...(cut ? [block([note], room.x, top + ROW * (rows.length + 1) + 6, { size: 15, fill: look.muted })] : []),
  ].join('');
}
