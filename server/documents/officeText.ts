/** Cells, widths and footers as text, the same in slides, reports and pages. */
import { formatCount, formatNumber, formatPercent, formatPoints } from '../domain/format.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import { absenceWords, type Cell, type Column, type SheetFooter } from './sheet.ts';

/** What stands where the view has nothing by design. */
export const NOTHING = '—';

export function cellText(cell: Cell, { kind, decimals, missed = null }: Pick<Column, 'kind' | 'decimals' | 'missed'>, lang: Lang): string {
  if (cell === null) return NOTHING;
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return absenceWords(cell.missing)[lang];
  switch (kind) {
    case 'percent':
      return formatPercent(cell, decimals, missed);
    case 'points':
      return formatPoints(cell, decimals);
    case 'count':
      return formatCount(cell);
    case 'number':
      return formatNumber(cell, decimals);
    case 'text':
    case 'date':
      return String(cell);
  }
}

export const isNumeric = ({ kind }: Pick<Column, 'kind'>): boolean => kind !== 'text' && kind !== 'date';

/** Hanzi and full-width signs fill the height of a letter; Latin fills about half of it. */
const FULL = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f「」『』“”‘’—…●■▼]/u;
const WIDE = 0.64;
const NARROW = 0.3;
const LATIN = 0.56;

const emOf = (letter: string): number =>
  FULL.test(letter) ? 1 : /[A-Z%mwMW+−=<>]/.test(letter) ? WIDE : /[ \u202f\u00a0.,:;|!'il()]/.test(letter) ? NARROW : LATIN;

/** Width of a line in multiples of its letters' height; an estimate that errs to the wide side. */
export const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + emOf(letter), 0);

/** How many lines `text` takes in `points` of width at `size` points. */
export const linesOf = (text: string, size: number, points: number): number => Math.max(1, Math.ceil((widthOf(text) * size) / points));

export interface FooterEntry {
  readonly term: string;
  readonly detail: string;
}

export const footerEntries = ({ entries }: SheetFooter, lang: Lang): readonly FooterEntry[] =>
  entries.map(({ term, detail }) => ({ term: term[lang], detail: detail[lang] }));

const COLON = { zh: '：', en: ': ' } as const;
export const entryText = ({ term, detail }: FooterEntry, lang: Lang): string => `${term}${COLON[lang]}${detail}`;

/** Office programs set a little room between hanzi and Latin letters. */
const MIXED = 1.06;

/** Between two entries of a footer. */
export const GAP = '\u2003';

/** Entries in as few rows as fit in `points`, none broken unless it is longer than a row; the first row leaves `taken` to others. */
export function footerRows(
  footer: SheetFooter,
  lang: Lang,
  size: number,
  points: number,
  taken: number,
): { readonly rows: readonly (readonly FooterEntry[])[]; readonly widths: readonly number[] } {
  const rows: FooterEntry[][] = [];
  const widths: number[] = [];
  let used = Infinity;
  for (const entry of footerEntries(footer, lang)) {
    const width = (widthOf(entryText(entry, lang)) * MIXED + 1) * size;
    if (used + width > (rows.length === 1 ? points - taken : points)) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(entry);
    used += width;
    widths[rows.length - 1] = used;
  }
  return { rows, widths };
}

export const SAMPLE = { zh: '示例数据', en: 'Sample data' } as const;
/** What a program shows as the maker of a file. */
export const MAKER = '覆盖';

/** Media types of the files that office programs open. */
export const MIMES = {
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;
