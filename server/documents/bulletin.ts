/** 季度通报 on paper: the drafted sections, each sentence with the number under which the appendix names its query. */
import type { Bulletin, BulletinSection, BulletinTable } from '../reports/briefTypes.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import {
  captionOf,
  numberedHeading,
  originBlocks,
  originOf,
  type Block,
  type Paper,
  type PaperTable,
  type Sentence,
} from './officePaper.ts';
import { footerEntries, SAMPLE } from './officeText.ts';
import type { Sheet, SheetChart, SheetFooter } from './sheet.ts';

export type BulletinChart = BulletinSection['charts'][number];

/** What the report does not hold: the pictures its sections name, and the footer of numbers. A picture that is not there is left out. */
export interface BulletinParts {
  readonly charts: Readonly<Partial<Record<BulletinChart, SheetChart>>>;
  readonly footer: SheetFooter;
}

/** The charts of other views, by the names that the sections use. */
export function bulletinCharts(sheets: readonly Sheet[]): BulletinParts['charts'] {
  const charts = sheets.flatMap((sheet) => sheet.charts);
  const names: readonly BulletinChart[] = ['trend', 'ranking', 'map', 'split'];
  return Object.fromEntries(
    names.flatMap((name) =>
      charts
        .filter(({ id }) => id === name)
        .slice(0, 1)
        .map((chart) => [name, chart]),
    ),
  );
}

/** Letters of a paragraph before the next sentence begins one of its own. */
const LONG = 150;

/** Sentences in paragraphs of readable length, in the order given. */
function paragraphsOf(sentences: readonly Sentence[]): readonly Block[] {
  const paragraphs: Sentence[][] = [];
  let length = Infinity;
  for (const sentence of sentences) {
    if (length + sentence.text.length > LONG) {
      paragraphs.push([]);
      length = 0;
    }
    paragraphs.at(-1)?.push(sentence);
    length += sentence.text.length;
  }
  return paragraphs.map((paragraph): Block => ({ kind: 'paragraph', sentences: paragraph }));
}

const tableOf = ({ title, columns, rows }: BulletinTable, number: number, origin: string, lang: Lang): PaperTable => ({
  caption: captionOf('table', number, title[lang], lang),
  heads: columns.map(({ label }) => label[lang]),
  numeric: columns.map(({ numeric }) => numeric),
  rows: rows.map((row) => row.map((cell) => cell[lang])),
  note: origin,
});

interface Counts {
  sentences: number;
  tables: number;
  figures: number;
}

function sectionBlocks(
  section: BulletinSection,
  order: number,
  counts: Counts,
  { charts }: BulletinParts,
  origin: string,
  lang: Lang,
): readonly Block[] {
  const sentences = section.statements.map(({ text }): Sentence => ({ text: text[lang], mark: (counts.sentences += 1) }));
  const figures = section.charts.flatMap((name): readonly Block[] => {
    const chart = charts[name];
    if (chart === undefined || chart.picture === null) return [];
    const caption = captionOf('figure', (counts.figures += 1), chart.title[lang], lang);
    return [
      {
        kind: 'figure',
        chart,
        caption,
        alt: [chart.title[lang], ...sentences.slice(0, 1).map(({ text }) => text)].join(lang === 'zh' ? '：' : ': '),
      },
    ];
  });
  const tables = section.tables
    .filter(({ rows }) => rows.length > 0)
    .map((table): Block => ({ kind: 'table', table: tableOf(table, (counts.tables += 1), origin, lang) }));
  return [
    { kind: 'heading', level: 1, text: numberedHeading(1, order, section.heading[lang], lang) },
    ...paragraphsOf(sentences),
    // A table may go on on the next page, a figure may not: behind several figures the page would end half empty.
    ...(figures.length > 1 ? [...tables, ...figures] : [...figures, ...tables]),
  ];
}

export function bulletinPaper(bulletin: Bulletin, parts: BulletinParts, lang: Lang): Paper {
  const origin = originOf({ ...parts.footer, demo: parts.footer.demo || bulletin.demo }, lang);
  const counts: Counts = { sentences: 0, tables: 0, figures: 0 };
  const sections = bulletin.sections.filter(({ statements, tables }) => statements.length > 0 || tables.length > 0);
  const blocks = sections.flatMap((section, at) => sectionBlocks(section, at + 1, counts, parts, origin, lang));
  const { received, expected } = bulletin.receipt;
  // Nothing is expected of a region whose sums this reader is not told: nought of nought would be a number.
  const came = expected === 0 ? '' : lang === 'zh' ? `，报送 ${received}/${expected}` : `, received ${received}/${expected}`;
  const under =
    lang === 'zh'
      ? `（截至 ${bulletin.asOf}${came}${bulletin.demo ? `，${SAMPLE.zh}` : ''}）`
      : `As of ${bulletin.asOf}${came}${bulletin.demo ? `, ${SAMPLE.en.toLowerCase()}` : ''}`;
  const traced = sections.flatMap(({ statements }) => statements.map(({ text, trace }) => ({ text: text[lang], trace })));
  return {
    lang,
    title: bulletin.title[lang],
    subtitle: under,
    contents: true,
    blocks: [...blocks, ...originBlocks(traced, lang)],
    origin,
    entries: footerEntries(parts.footer, lang),
  };
}

/** The bulletin as DOCX. */
export const writeBulletin = async (bulletin: Bulletin, parts: BulletinParts, lang: Lang): Promise<Buffer> =>
  (await import('./docx.ts')).writePaper(bulletinPaper(bulletin, parts, lang));
