/** Text, bullets, tables and the footer of a slide as PDF. */
import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import type { Lang } from '../../web/src/state/selection.ts';
import type { Look, LookName } from '../../web/src/theme/design.ts';
import type { DeckSlide } from './officeDeck.ts';
import type { SlideTable } from './officeDeckTable.ts';
import { BULLET_GAP, BULLET_INDENT, type Place, type Words } from './officeLayout.ts';
import { brokenHead, rowHeight, slideWidths, tableRow } from './officeTable.ts';
import { entryText, GAP, SAMPLE } from './officeText.ts';

export interface Brush {
  readonly lang: Lang;
  readonly look: Look;
  readonly lookName: LookName;
}

interface Letters {
  readonly fontSize: number;
  readonly color: string;
  readonly bold?: boolean;
  readonly alignment?: 'left' | 'right' | 'center';
  readonly lineHeight?: number;
}

/** The font's own line is 1.45 letters high. */
const LINE = 1.45;

/** A text that breaks inside its place. */
export const words = (text: string, { x, y, w }: Place, letters: Letters): Content => ({
  columns: [{ width: w, text, ...letters }],
  absolutePosition: { x, y },
});

export const bullets = ({ place, size, bullets: texts }: Words, look: Look): Content => ({
  columns: [
    {
      width: place.w,
      stack: texts.map((text) => ({
        columns: [
          { width: BULLET_INDENT, text: '•', fontSize: size, color: look.ink },
          { width: place.w - BULLET_INDENT, text, fontSize: size, color: look.ink, lineHeight: 1.4 / LINE },
        ],
        margin: [0, 0, 0, BULLET_GAP] as [number, number, number, number],
      })),
    },
  ],
  absolutePosition: { x: place.x, y: place.y },
});

/** Room above a line of text so that it stands in the middle of its row. */
const middle = (row: number, size: number): number => Math.max(0, (row - size * LINE) / 2);

const rules = (look: Look): CustomTableLayout => ({
  hLineWidth: (line, { table }) => (line === 0 ? 1.5 : line === 1 ? 1 : line === table.body.length ? 0.75 : 0.75),
  hLineColor: (line) => (line === 0 ? look.ink : line === 1 ? look['line-2'] : look['chart-grid']),
  vLineWidth: () => 0,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 0,
  paddingBottom: () => 0,
});

export function slideTable({ heads, rows, numeric, sizes }: SlideTable, place: Place, look: Look): Content {
  const widths = slideWidths({ heads, rows }, sizes.value, sizes.axis, place.w);
  const heights = rows.map((row) => rowHeight(row, widths, sizes));
  const standard = tableRow(sizes);
  const cell = (text: string, at: number, head: boolean): TableCell => {
    const fontSize = head ? sizes.axis : sizes.value;
    const indent = numeric[at] !== true && numeric[at - 1] === true ? 12 : 0;
    const lines = text.split('\n').length;
    const top = head ? Math.max(0, (standard.head - fontSize * 1.2 * lines) / 2 - 3) : middle(standard.body, fontSize);
    return {
      text,
      fontSize,
      bold: !head && at === 0,
      color: head ? look['ink-2'] : look.ink,
      alignment: numeric[at] === true ? 'right' : 'left',
      margin: [indent, top, 0, 0],
      lineHeight: head ? 0.83 : 0.9,
    };
  };
  const table: ContentTable = {
    table: {
      widths: widths.map((width) => width - 8),
      heights: (row: number) => (row === 0 ? standard.head : (heights[row - 1] ?? standard.body)),
      body: [
        heads.map((text, at) => cell(brokenHead(text, (widths[at] ?? 0) / sizes.axis), at, true)),
        ...rows.map((row) => row.map((text, at) => cell(text, at, false))),
      ],
    },
    layout: rules(look),
    absolutePosition: { x: place.x, y: place.y },
  };
  return table;
}

export function footer({ layout, footer: said }: DeckSlide, order: string, { lang, look }: Brush): readonly Content[] {
  const { rule, number, sizes } = layout;
  const letters = { fontSize: sizes.body, color: look['ink-2'], lineHeight: 1.36 / LINE };
  const rows = layout.footerRows.map((row) => row.map((entry) => entryText(entry, lang)).join(GAP)).join('\n');
  const badge = { x: number.x + 8, y: number.y + 0.5, w: sizes.body * (lang === 'zh' ? 4.9 : 6.8), h: number.h - 2 };
  return [
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: rule.w, y2: 0, lineWidth: 0.75, lineColor: look['line-2'] }],
      absolutePosition: { x: rule.x, y: rule.y },
    },
    words(rows, layout.footer, letters),
    words(order, number, { ...letters, alignment: 'right' }),
    ...(said.demo
      ? [
          {
            canvas: [
              { type: 'rect' as const, x: 0, y: 0, w: badge.w, h: badge.h, lineWidth: 0.75, lineColor: look['ink-2'], dash: { length: 2 } },
            ],
            absolutePosition: { x: badge.x, y: badge.y },
          },
          words(SAMPLE[lang], badge, { ...letters, alignment: 'center' }),
        ]
      : []),
  ];
}
