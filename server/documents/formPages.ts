/** The pages beside the sheets of a form: how it is filled in, and the lists that its drop-downs are made of. */
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { LISTS_PAGE, NOTES_PAGE, type FormBook } from '../domain/formBook.ts';
import { LOOKS } from '../../web/src/theme/design.ts';

const FONT = 'Microsoft YaHei';
const colour = (hex: string) => ({ rgb: hex.slice(1).toUpperCase() });
const { ink, 'ink-2': second, line } = LOOKS.light;
const TITLE: CellStyle = { font: { name: FONT, size: 16, bold: true, color: colour(ink) }, alignment: { vertical: 'center' } };
const HEADING: CellStyle = {
  font: { name: FONT, size: 12, bold: true, color: colour('#1c4f80') },
  border: { bottom: { style: 'thin', color: colour(line) } },
  alignment: { vertical: 'bottom' },
};
const TEXT: CellStyle = { font: { name: FONT, size: 10, color: colour(ink) }, alignment: { vertical: 'top', wrapText: true } };
const TERM: CellStyle = { font: { name: FONT, size: 10, color: colour(second) }, alignment: { vertical: 'top', wrapText: true } };

/** In letters. */
const TERM_WIDTH = 26;
const TEXT_WIDTH = 96;
const LINE_POINTS = 16;
/** A hanzi takes two letters. */
const lettersIn = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u00FF' ? 2 : 1), 0);
const heightOf = (text: string, width: number): number => Math.max(1, Math.ceil(lettersIn(text) / width)) * LINE_POINTS + 4;

export function notesPage({ title, notes }: FormBook): WriteSheet {
  const cells = new Map<string, Partial<Cell>>([['0,0', { value: title, style: TITLE }]]);
  const heights = new Map<number, { height: number }>([[0, { height: 30 }]]);
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  notes.forEach((note, index) => {
    const at = index + 1;
    if ('heading' in note) {
      cells.set(`${at},0`, { value: note.heading, style: HEADING }).set(`${at},1`, { value: null, style: HEADING });
      heights.set(at, { height: 28 });
    } else if ('term' in note) {
      cells.set(`${at},0`, { value: note.term, style: TERM }).set(`${at},1`, { value: note.text, style: TEXT });
      heights.set(at, { height: heightOf(note.text, TEXT_WIDTH) });
    } else {
      cells.set(`${at},0`, { value: note.text, style: TEXT });
      merges.push({ startRow: at, startCol: 0, endRow: at, endCol: 1 });
      heights.set(at, { height: heightOf(note.text, TERM_WIDTH + TEXT_WIDTH) });
    }
  });
  return {
    name: NOTES_PAGE,
    columns: [{ width: TERM_WIDTH }, { width: TEXT_WIDTH }],
    rows: Array.from({ length: notes.length + 1 }, () => [null, null]),
    cells,
    rowDefs: heights,
    merges,
    view: { showGridLines: false },
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddFooter: '&C&P / &N' },
  };
}

/** Codes stay texts, as everywhere in the workbook. */
const VALUE: CellStyle = { font: { name: FONT, size: 10 }, numFmt: '@' };

export function listsPage({ lists }: FormBook): WriteSheet {
  const longest = Math.max(1, ...lists.map(({ values }) => values.length));
  const cells = new Map<string, Partial<Cell>>();
  lists.forEach(({ title, values }, column) => {
    cells.set(`0,${column}`, { value: title, style: { ...VALUE, font: { name: FONT, size: 10, bold: true } } });
    values.forEach((value, at) => cells.set(`${at + 1},${column}`, { value, style: VALUE }));
  });
  return {
    name: LISTS_PAGE,
    columns: lists.map(() => ({ width: 18 })),
    rows: Array.from({ length: longest + 1 }, () => lists.map(() => null)),
    cells,
    hidden: true,
  };
}
