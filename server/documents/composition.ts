/** A whole view as one picture of 1600 × 900: title, findings, charts and the footer of numbers. */
import type { Lang } from '../../web/src/state/selection.ts';
import { LOOKS, type Look, type LookName } from '../../web/src/theme/design.ts';
import { FONT_STACK } from './charts/look.ts';
import { drawSvg, type PictureBox } from './picture.ts';
import { block, escaped, heightOf, line, rule, type Rect } from './svgMarks.ts';
import { tablePicture } from './tablePicture.ts';
import type { Sheet, SheetChart } from './sheet.ts';
import { measure, wrap } from './wrap.ts';

export const PICTURE: PictureBox = { width: 1600, height: 900 };
const MARGIN = 56;
const GUTTER = 40;
/** Letters in pixels. */
const SIZES = { title: 40, subtitle: 20, bullet: 19, panel: 22, note: 16, footer: 15, mark: 15 } as const;
const BOLD = 1.06;

/** The largest letters in which a title stands in two lines. */
function setTitle(title: string, width: number): { readonly lines: readonly string[]; readonly size: number } {
  for (let size: number = SIZES.title; size > 26; size -= 2) {
    const lines = wrap(title, width / BOLD, size);
    if (lines.length === 1 || (lines.length === 2 && size <= SIZES.title - 6)) return { lines, size };
  }
  return { lines: wrap(title, width / BOLD, 26), size: 26 };
}

interface Part {
  readonly svg: string;
  /** Where it ends. */
  readonly bottom: number;
}

function head(sheet: Sheet, lang: Lang, look: Look): Part {
  const width = PICTURE.width - 2 * MARGIN;
  const mark = sheet.footer.demo ? (lang === 'zh' ? '示例数据' : 'Sample figures') : null;
  const markWidth = mark === null ? 0 : measure(mark, SIZES.mark) + 2 * 10;
  const title = setTitle(sheet.title[lang], width - (markWidth === 0 ? 0 : markWidth + 24));
  const top = 40;
  const under = top + heightOf(title.lines.length, title.size) - 6;
  const subtitle = wrap(sheet.subtitle[lang], width, SIZES.subtitle);
  const bottom = under + heightOf(subtitle.length, SIZES.subtitle) + 14;
  return {
    svg: [
      block(title.lines, MARGIN, top, { size: title.size, fill: look.ink, bold: true }),
      block(subtitle, MARGIN, under, { size: SIZES.subtitle, fill: look['ink-2'] }),
      ...(mark === null
        ? []
        : [
            `<rect x="${PICTURE.width - MARGIN - markWidth}" y="${top + 8}" width="${markWidth}" height="28" rx="3" fill="none" stroke="${look['line-2']}"/>`,
            line(mark, PICTURE.width - MARGIN - markWidth + 10, top + 28, { size: SIZES.mark, fill: look['ink-2'] }),
          ]),
    ].join(''),
    bottom,
  };
}

/** More lines than these would take the room of the charts: the letters become smaller. */
const MOST_LINES = 4;
const LEAST = 15;

function setFindings(texts: readonly string[], width: number): { readonly size: number; readonly set: readonly (readonly string[])[] } {
  for (let size: number = SIZES.bullet; ; size -= 1) {
    const set = texts.map((text) => wrap(text, width, size));
    if (size <= LEAST || set.every((lines) => lines.length <= MOST_LINES)) return { size, set };
  }
}

/** Up to three findings beside each other, each in as many lines as it needs. */
function findings(sheet: Sheet, lang: Lang, look: Look, top: number): Part {
  const bullets = sheet.bullets.slice(0, 3).map((words) => words[lang]);
  if (bullets.length === 0) return { svg: '', bottom: top };
  const width = (PICTURE.width - 2 * MARGIN - (bullets.length - 1) * GUTTER) / bullets.length;
  const { size, set } = setFindings(bullets, width);
  const lines = Math.max(...set.map((one) => one.length));
  const parts = set.map((one, index) => {
    const x = MARGIN + index * (width + GUTTER);
    return `${rule(x, top, width, look.line, 1)}${block(one, x, top + 8, { size, fill: look.ink })}`;
  });
  return { svg: parts.join(''), bottom: top + 8 + heightOf(lines, size) + 14 };
}

/** The footer grows upwards from the lower edge. */
function foot(sheet: Sheet, lang: Lang, look: Look): { readonly svg: string; readonly top: number } {
  const text = sheet.footer.entries.map(({ term, detail }) => `${term[lang]}\u2002${detail[lang]}`).join('\u2003');
  const lines = wrap(text, PICTURE.width - 2 * MARGIN, SIZES.footer);
  const top = PICTURE.height - 28 - heightOf(lines.length, SIZES.footer);
  return {
    svg: `${rule(MARGIN, top - 10, PICTURE.width - 2 * MARGIN, look.line, 1)}${block(lines, MARGIN, top, { size: SIZES.footer, fill: look['ink-2'] })}`,
    top: top - 10,
  };
}

/** Charts of one kind side by side; a map, which has no series, with what happened over time below it and who beside it. */
function arrange(charts: readonly SheetChart[], room: Rect): readonly (readonly [SheetChart, Rect])[] {
  const [first, second, third] = charts;
  if (first === undefined) return [];
  if (second === undefined) return [[first, room]];
  if (third !== undefined && first.native !== null) {
    const column = (room.width - 2 * GUTTER) / 3;
    return [first, second, third].map((chart, index) => [chart, { ...room, x: room.x + index * (column + GUTTER), width: column }]);
  }
  const width = (room.width - GUTTER) / 2;
  const right = { ...room, x: room.x + width + GUTTER, width };
  if (third === undefined)
    return [
      [first, { ...room, width }],
      [second, right],
    ];
  const upper = Math.round(room.height * 0.6);
  return [
    [first, { ...room, width, height: upper }],
    [second, right],
    [third, { ...room, width, y: room.y + upper + 20, height: room.height - upper - 20 }],
  ];
}

const PANEL_HEAD = 44;

function panel(chart: SheetChart, { x, y, width, height }: Rect, lang: Lang, name: LookName): string {
  const look = LOOKS[name];
  const box = { width: Math.round(width), height: Math.round(height - PANEL_HEAD) };
  const drawn = drawSvg(chart, name, box).replace('<svg ', `<svg x="${x}" y="${y + PANEL_HEAD}" `);
  return `${rule(x, y, width, look.ink, 2)}${line(chart.title[lang], x, y + 32, { size: SIZES.panel, fill: look.ink, bold: true })}${drawn}`;
}

/** All charts, as far as there is room for them; the first table where there is none. */
function body(sheet: Sheet, room: Rect, lang: Lang, name: LookName): string {
  const charts = sheet.charts.filter(({ picture }) => picture !== null).slice(0, 3);
  const [table] = sheet.tables;
  if (charts.length === 0) return table === undefined ? '' : tablePicture(table, room, lang, LOOKS[name]);
  return arrange(charts, room)
    .map(([chart, rect]) => panel(chart, rect, lang, name))
    .join('\n');
}

/** The view as SVG; numbers are those of its tables. */
export function pictureOf(sheet: Sheet, name: LookName, lang: Lang): string {
  const look = LOOKS[name];
  const top = head(sheet, lang, look);
  const said = findings(sheet, lang, look, top.bottom);
  const bottom = foot(sheet, lang, look);
  const room = { x: MARGIN, y: said.bottom + 6, width: PICTURE.width - 2 * MARGIN, height: bottom.top - said.bottom - 24 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${PICTURE.width}" height="${PICTURE.height}" viewBox="0 0 ${PICTURE.width} ${PICTURE.height}" font-family="${escaped(FONT_STACK)}" lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`,
    `<title>${escaped(sheet.title[lang])}</title>`,
    `<rect width="${PICTURE.width}" height="${PICTURE.height}" fill="${look.paper}"/>`,
    top.svg,
    said.svg,
    body(sheet, room, lang, name),
    bottom.svg,
    '</svg>',
  ].join('\n');
}
