/** Reports as DOCX: real headings, a table of contents, tables whose head is repeated, charts with captions, and page numbers as official documents have them. */
import { AlignmentType, Document, Footer, ImageRun, PageNumber, Packer, Paragraph, TableOfContents, TextRun, type FileChild } from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import type { Lang } from '../../web/src/state/selection.ts';
import { DOCUMENT } from '../../web/src/theme/design.ts';
import { mendParts } from './officeArchive.ts';
import { LABELS, MEASURES, runsOf, sheetPaper, type Block, type Paper, type Way } from './officePaper.ts';
import { figureHeight, pictureScale } from './officePicture.ts';
import { MAKER } from './officeText.ts';
import { drawPng } from './picture.ts';
import { FONT_TABLE, pageOf, STYLES, twips } from './docxStyles.ts';
import { tableBlocks } from './docxTable.ts';
import type { Sheet } from './sheet.ts';

/** Pixels a point: 216 to the inch, which a printer shows sharp. */
const SHARPNESS = 3;
/** The library counts pictures in pixels of 96 to the inch. */
const PIXELS = 96 / 72;

async function figure({ chart, caption, alt }: Extract<Block, { kind: 'figure' }>): Promise<readonly FileChild[]> {
  const place = { w: MEASURES.upright, h: figureHeight(chart) };
  const { box, scale } = pictureScale(place, DOCUMENT.caption.size);
  const png = await drawPng(chart, 'light', box, scale * SHARPNESS);
  const image = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: place.w * PIXELS, height: place.h * PIXELS },
    altText: { name: chart.id, title: caption, description: alt },
  });
  return [
    new Paragraph({ children: [image], alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: twips(8) } }),
    new Paragraph({ style: 'FigureCaption', text: caption }),
  ];
}

const sentenceRuns = ({ sentences }: Extract<Block, { kind: 'paragraph' }>): TextRun[] =>
  sentences.flatMap(({ text, mark }) => [
    new TextRun(text),
    ...(mark === null ? [] : [new TextRun({ text: `[${mark}]`, superScript: true, color: '4A5560' })]),
  ]);

async function blockChildren(block: Block, way: Way): Promise<readonly FileChild[]> {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ style: `Heading${block.level}`, text: block.text })];
    case 'paragraph':
      return [new Paragraph({ style: 'Body', children: sentenceRuns(block) })];
    case 'table':
      return tableBlocks(block.table, MEASURES[way]);
    case 'figure':
      return figure(block);
    case 'query':
      return [
        new Paragraph({ style: 'Source', text: block.name, keepNext: true }),
        ...block.text.split('\n').map(
          (line, at, lines) =>
            new Paragraph({
              style: 'Query',
              text: line,
              // A query is read whole: no brace goes to the next page by itself.
              keepNext: at < lines.length - 1,
              spacing: at === lines.length - 1 ? { after: twips(8) } : { after: 0, before: 0 },
            }),
        ),
      ];
  }
}

/** «— 1 —»: right on odd pages, left on even ones, one letter in from the edge. */
const footerOn = (alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'PageNumber',
        alignment,
        indent: alignment === AlignmentType.LEFT ? { left: twips(14) } : { right: twips(14) },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });

const contents = (lang: Lang): readonly FileChild[] => [
  new Paragraph({ style: 'Contents', text: LABELS[lang].contents }),
  new TableOfContents(LABELS[lang].contents, { hyperlink: true, headingStyleRange: '1-2', beginDirty: true }),
];

/** Written beside the field, for programs that do not work it out; Word does so when it opens the file. */
const PAGES = estimatePageNumbersWith({ guess: true });

interface Section {
  readonly way: Way;
  readonly children: readonly FileChild[];
}

const front = (paper: Paper): readonly FileChild[] => [
  new Paragraph({ style: 'Title', text: paper.title }),
  new Paragraph({ style: 'Under', text: paper.subtitle }),
  ...(paper.contents ? contents(paper.lang) : []),
];

const documentOf = (paper: Paper, sections: readonly Section[]): Document =>
  new Document({
    title: paper.title,
    subject: paper.subtitle,
    creator: MAKER,
    lastModifiedBy: MAKER,
    description: paper.origin,
    keywords: paper.entries.map(({ detail }) => detail).join('; '),
    customProperties: paper.entries.map(({ term, detail }) => ({ name: term, value: detail })),
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    features: { updateFields: paper.contents },
    ...(paper.contents ? { pageNumbers: PAGES } : {}),
    sections: sections.map(({ way, children }) => ({
      properties: pageOf(way),
      footers: { default: footerOn(AlignmentType.RIGHT), even: footerOn(AlignmentType.LEFT) },
      children: [...children],
    })),
  });

/** Title and contents have a page of their own; a short report begins under its title. Pictures are painted side by side. */
async function sectionsOf(paper: Paper): Promise<readonly Section[]> {
  const runs = await Promise.all(
    runsOf(paper.blocks).map(async ({ way, blocks }): Promise<Section> => {
      const children = await Promise.all(blocks.map((block) => blockChildren(block, way)));
      return { way, children: children.flat() };
    }),
  );
  const [first, ...others] = runs;
  if (first?.way !== 'upright' || paper.contents) return [{ way: 'upright', children: front(paper) }, ...runs];
  return [{ way: 'upright', children: [...front(paper), ...first.children] }, ...others];
}

export async function writePaper(paper: Paper): Promise<Buffer> {
  const archive = await Packer.toBuffer(documentOf(paper, await sectionsOf(paper)));
  return mendParts(archive, ({ name, bytes }) => (name === 'word/fontTable.xml' ? Buffer.from(FONT_TABLE) : bytes));
}

/** Any view as a report of its findings, charts and tables. */
export const writeDocx = (sheet: Sheet, lang: Lang): Promise<Buffer> => writePaper(sheetPaper(sheet, lang));
