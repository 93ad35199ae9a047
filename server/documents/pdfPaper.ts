/** A report on A4 as PDF, with the margins and sizes of official documents in the one font that is surely there. */
import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { DOCUMENT, LOOKS } from '../../web/src/theme/design.ts';
import { CELL_ASIDE, KEPT, LABELS, MEASURES, runsOf, type Block, type Paper, type PaperTable, type Way } from './officePaper.ts';
import { figureHeight, pictureScale } from './officePicture.ts';
import { brokenHead, columnWidths, fittingSize } from './officeTable.ts';
import { MAKER } from './officeText.ts';
import { printable } from './pdfLibrary.ts';
import { forPdf } from './pdfSvg.ts';
import { drawSvg } from './picture.ts';

const MILLIMETRE = 72 / 25.4;
const { margin } = DOCUMENT;
const [left, top, right, bottom] = [margin.left, margin.top, margin.right, margin.bottom].map((length) => length * MILLIMETRE) as [
  number,
  number,
  number,
  number,
];
const WIDTH = 210 * MILLIMETRE - left - right;
const look = LOOKS.light;

/** One step below the sizes of 仿宋: a sans serif of the same size looks larger. */
const BODY = 12;
const LEADING = 1.22;

/** Names without looks: what stands at the foot of every page counts as following everything on it, and so does the head of a table. */
const FOOT = 'foot';
const HEAD = 'head';

const RULES: CustomTableLayout = {
  hLineWidth: (line, { table }) => (line === 0 || line === table.body.length ? 1.25 : line === 1 ? 0.75 : 0.25),
  hLineColor: (line, { table }) => (line === 0 || line === 1 || line === table.body.length ? look.ink : look.line),
  vLineWidth: () => 0,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 2,
  paddingBottom: () => 2.5,
};

function tableContent(table: PaperTable, width: number): readonly Content[] {
  const { heads, rows, numeric, caption, note, small = false } = table;
  const size = small ? 7 : fittingSize(table, width, CELL_ASIDE, 9);
  const widths = columnWidths(table, width);
  const row = (texts: readonly string[], head: boolean) =>
    texts.map((text, at) => ({
      text: head ? brokenHead(text, (widths[at] ?? width) / size) : text,
      ...(head ? { style: HEAD } : {}),
      fontSize: size,
      bold: head,
      lineHeight: head ? 0.85 : 0.95,
      alignment: numeric[at] === true ? ('right' as const) : ('left' as const),
      margin: [numeric[at] !== true && numeric[at - 1] === true ? size : 0, 0, 0, 0] as [number, number, number, number],
    }));
  return [
    ...(caption === null
      ? []
      : [
          {
            text: caption,
            fontSize: 10,
            bold: true,
            alignment: 'center' as const,
            margin: [0, 10, 0, 4] as [number, number, number, number],
            headlineLevel: 3,
          },
        ]),
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        keepWithHeaderRows: KEPT,
        widths: widths.map((width) => width - 6),
        body: [row(heads, true), ...rows.map((texts) => row(texts, false))],
      },
      layout: RULES,
    },
    ...(note === null ? [] : [{ text: note, fontSize: 7.5, color: look.muted, margin: [0, 3, 0, 10] as [number, number, number, number] }]),
  ];
}

function figureContent({ chart, caption }: Extract<Block, { kind: 'figure' }>): readonly Content[] {
  const place = { w: WIDTH, h: figureHeight(chart) };
  const svg = drawSvg(chart, 'light', pictureScale(place, DOCUMENT.caption.size).box);
  if (svg === '') return [];
  return [
    {
      stack: [
        { svg: forPdf(svg), width: place.w, height: place.h },
        { text: caption, fontSize: 10, bold: true, alignment: 'center', margin: [0, 4, 0, 10] },
      ],
      unbreakable: true,
      margin: [0, 6, 0, 0],
    },
  ];
}

function blockContent(block: Block, way: Way): readonly Content[] {
  switch (block.kind) {
    case 'heading':
      return [
        {
          text: block.text,
          fontSize: block.level === 1 ? 15 : 13,
          bold: true,
          margin: [0, 14, 0, 6],
          tocItem: true,
          headlineLevel: block.level,
        },
      ];
    case 'paragraph':
      return [
        {
          text: block.sentences.flatMap(({ text, mark }) => [
            { text },
            ...(mark === null ? [] : [{ text: `[${mark}]`, sup: true, color: look.muted }]),
          ]),
          fontSize: BODY,
          lineHeight: LEADING,
          leadingIndent: BODY * 2,
          margin: [0, 0, 0, 3],
        },
      ];
    case 'table':
      return tableContent(block.table, MEASURES[way]);
    case 'figure':
      return figureContent(block);
    case 'query':
      return [
        { text: block.name, fontSize: 9, bold: true, margin: [0, 6, 0, 2], headlineLevel: 3 },
        { text: block.text, fontSize: 7, preserveLeadingSpaces: true, color: look['ink-2'] },
      ];
  }
}

/** A heading and the figure under it stay together: a figure does not break, and would leave its heading behind. */
function blocksContent(blocks: readonly Block[], way: Way): Content[] {
  return blocks.flatMap((block, at): Content[] => {
    const [before, next] = [blocks[at - 1], blocks[at + 1]];
    if (block.kind === 'heading' && next?.kind === 'figure')
      return [{ stack: [...blockContent(block, way), ...figureContent(next)], unbreakable: true }];
    return block.kind === 'figure' && before?.kind === 'heading' ? [] : [...blockContent(block, way)];
  });
}

const contents = (paper: Paper): readonly Content[] =>
  paper.contents
    ? [
        {
          toc: {
            title: { text: LABELS[paper.lang].contents, fontSize: 14, bold: true, alignment: 'center', margin: [0, 24, 0, 10] },
            numberStyle: { fontSize: BODY },
            textStyle: { fontSize: BODY },
          },
        },
        { text: ' ', fontSize: 1, pageBreak: 'after' },
      ]
    : [];

/** The next page, upright or across. */
const turn = (way: Way): Content => ({
  text: ' ',
  fontSize: 1,
  pageBreak: 'before',
  pageOrientation: way === 'across' ? 'landscape' : 'portrait',
});

export const paperDefinition = (paper: Paper): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageMargins: [left, top, right, bottom],
  info: {
    title: paper.title,
    subject: paper.subtitle,
    author: MAKER,
    creator: MAKER,
    producer: MAKER,
    keywords: paper.entries.map(({ detail }) => detail).join('; '),
  },
  // A heading or a caption at the foot of a page goes with what it heads.
  pageBreakBefore: (node, nodes) =>
    node.headlineLevel !== undefined &&
    // A table and its head count from where they were to begin, though they went on to the next page with its rows.
    nodes.getFollowingNodesOnPage().every(({ style, text }) => style === FOOT || style === HEAD || text === undefined),
  footer: (page) => ({
    style: FOOT,
    columns: [
      { style: FOOT, width: '*', text: printable(paper.origin), fontSize: 7, color: look.muted },
      { style: FOOT, width: 60, text: `— ${page} —`, fontSize: 11, alignment: 'right' },
    ],
    columnGap: 16,
    margin: [left, 26, right, 0],
  }),
  content: [
    { text: paper.title, fontSize: DOCUMENT.title.size - 2, bold: true, alignment: 'center', margin: [0, 8, 0, 6] },
    { text: paper.subtitle, fontSize: BODY, color: look['ink-2'], alignment: 'center', margin: [0, 0, 0, 10] },
    ...contents(paper),
    ...runsOf(paper.blocks).flatMap(({ way, blocks }, at): Content[] => [
      ...(at === 0 && way === 'upright' ? [] : [turn(way)]),
      ...blocksContent(blocks, way),
    ]),
  ],
});
