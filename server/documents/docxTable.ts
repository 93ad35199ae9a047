/** Tables of a report: three rules, the head repeated on every page, numbers right-aligned. */
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
} from 'docx';
import { DOCUMENT } from '../../web/src/theme/design.ts';
import { twips } from './docxStyles.ts';
import { CELL_ASIDE, KEPT, type PaperTable } from './officePaper.ts';
import { brokenHead, columnWidths, fittingSize } from './officeTable.ts';

const rule = (points: number, color = '000000') => ({ style: BorderStyle.SINGLE, size: points * 8, color });
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Points; a wide table is set smaller, so that no number breaks. */
const sizeOf = (table: PaperTable, measure: number): number =>
  table.small === true ? DOCUMENT.caption.size : fittingSize(table, measure, CELL_ASIDE, DOCUMENT.table.size);

interface Look {
  readonly size: number;
  readonly right: boolean;
  /** Points of room before text that follows a right-aligned number. */
  readonly before: number;
  readonly head: boolean;
  /** The row stays on the page of the next. */
  readonly keep: boolean;
}

function cell(text: string, width: number, { size, right, before, head, keep }: Look): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(head ? { borders: { bottom: rule(0.75) } } : {}),
    children: (head ? brokenHead(text, width / size) : text).split('\n').map(
      (line) =>
        new Paragraph({
          alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          indent: { left: twips(before) },
          keepNext: keep,
          spacing: { before: twips(head ? 1 : 2), after: twips(head ? 1 : 2), line: twips(size * 1.3), lineRule: 'exact' },
          children: [new TextRun({ text: line, size: size * 2, bold: head })],
        }),
    ),
  });
}

/** The last row: a paragraph below the table would be left alone on the next page by programs that keep rows together and nothing else. */
const noteRow = (note: string, columns: number): TableRow =>
  new TableRow({
    cantSplit: true,
    children: [
      new TableCell({
        columnSpan: columns,
        borders: { top: rule(1.5), bottom: NONE, left: NONE, right: NONE },
        children: [new Paragraph({ style: 'Source', text: note })],
      }),
    ],
  });

export function tableBlocks(table: PaperTable, measure: number): readonly FileChild[] {
  const { heads, rows, numeric, caption, note } = table;
  const size = sizeOf(table, measure);
  const widths = columnWidths(table, measure);
  const row = (texts: readonly string[], head: boolean, keep: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, at) => {
        const right = numeric[at] === true;
        return cell(text, widths[at] ?? measure / texts.length, {
          size,
          right,
          before: !right && numeric[at - 1] === true ? size : 0,
          head,
          keep,
        });
      }),
    });
  // Head and note each keep some rows on their page.
  const kept = (at: number): boolean => at < KEPT - 1 || (note !== null && at >= rows.length - KEPT);
  const under = note === null ? [] : [noteRow(note, heads.length)];
  return [
    ...(caption === null ? [] : [new Paragraph({ style: 'TableCaption', text: caption })]),
    new Table({
      width: { size: twips(measure), type: WidthType.DXA },
      columnWidths: widths.map(twips),
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      margins: { left: twips(3), right: twips(3) },
      borders: {
        top: rule(1.5),
        bottom: note === null ? rule(1.5) : NONE,
        left: NONE,
        right: NONE,
        insideVertical: NONE,
        insideHorizontal: rule(0.25, 'DFE3E7'),
      },
      rows: [row(heads, true, true), ...rows.map((texts, at) => row(texts, false, kept(at))), ...under],
    }),
    new Paragraph({ style: 'Source', text: '' }),
  ];
}
