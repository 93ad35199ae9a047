import { describe, expect, inject, it } from 'vitest';
import { CATALOGUE, type OfficeSuffix } from './catalogue.ts';
import type { Opened } from './officeSetup.ts';
import { fontsOf } from './programs.ts';
import { ink, outside, overlaps, printedPages, squeezed, textPages, type PrintedPage } from './reading.ts';
import { unbreakable, writtenSlides } from './slides.ts';

const { documents } = inject('office');
const all = documents.map((one) => [`${one.name}.${one.suffix}`, one] as const);
const of = (suffix: OfficeSuffix) => all.filter(([, one]) => one.suffix === suffix);

/** Errors of a spreadsheet, columns that are too narrow for their number, and signs that stand for a missing glyph. */
const BROKEN = /#REF!|#DIV\/0!|#NAME\?|#VALUE!|#N\/A|Err:\d{3}|#{3,}|[\u{25a1}\u{fffd}\u{fffe}]|\bNaN\b|undefined|\[object/u;
const HANZI = /\p{Script=Han}/u;

/** `page: finding` of every page of a document. */
const findings = async ({ pdf }: Opened, look: (page: PrintedPage) => readonly string[]): Promise<readonly string[]> =>
  (await printedPages(pdf)).flatMap((page, at) => look(page).map((found) => `${at + 1}: ${found}`));

describe('every document, opened by LibreOffice', () => {
  it(`is there: ${CATALOGUE.length} of ${CATALOGUE.length}, each with as many pictures as pages`, async () => {
    expect(documents).toHaveLength(CATALOGUE.length);
    const pages = await Promise.all(documents.map(async ({ pdf }) => (await printedPages(pdf)).length));
    expect(documents.map(({ greys }) => greys.length)).toEqual(pages);
    expect(Math.min(...pages)).toBeGreaterThan(0);
  });

  it.each(all)('%s holds no broken word: no error of a formula, no ###, no box instead of a glyph', async (_name, { pdf }) => {
    const pages = await textPages(pdf, '-layout');
    const broken = pages.flatMap((text, at) =>
      text.split('\n').flatMap((line) => (BROKEN.test(line) ? [`${at + 1}: ${line.replaceAll(/\s+/g, ' ')}`] : [])),
    );
    expect(broken).toEqual([]);
  });

  it.each(all)('%s keeps every word inside its page', async (_name, document) => {
    expect(await findings(document, outside)).toEqual([]);
  });

  it.each(all)('%s carries the fonts it is set in', async (_name, { pdf }) => {
    const fonts = (await fontsOf(pdf)).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((line) => !/ yes (yes|no) +(yes|no) +\d+ +\d+$/.test(line))).toEqual([]);
  });

  it.each(all.filter(([name]) => !name.includes('english')))('%s is written in Chinese, as text', async (name, { pdf }) => {
    const pages = await textPages(pdf);
    // A query may fill a page of a report, and columns that go on beyond the width of the paper hold only numbers.
    const silent = pages.filter((text) => !HANZI.test(text)).length;
    expect(silent).toBeLessThanOrEqual(name.endsWith('pptx') ? 0 : Math.floor(pages.length / 2));
  });
});

describe('every deck, opened by LibreOffice', () => {
  it.each(of('pptx'))('%s has as many pages as slides', async (_name, { file, greys }) => {
    expect(greys).toHaveLength((await writtenSlides(file)).length);
  });

  it.each(of('pptx'))('%s has no slide whose body is empty', (_name, { greys }) => {
    expect(greys.flatMap((grey, at) => (ink(grey, 0.2, 0.85) < 20 ? [at + 1] : []))).toEqual([]);
  });

  it.each(of('pptx'))('%s lays no word over another', async (_name, document) => {
    expect(await findings(document, overlaps)).toEqual([]);
  });

  it.each(of('pptx'))('%s names each bar of its native charts', async (_name, { file, pdf }) => {
    const [slides, pages] = [await writtenSlides(file), await printedPages(pdf)];
    const nameless = slides.flatMap(({ bars }, at) => {
      // Only what stands by itself: a bullet that speaks of a region does not name its bar.
      const words = new Set(pages[at]?.words.map(({ text }) => text));
      return bars.filter((name) => !name.split(/\s+/u).every((piece) => words.has(piece))).map((name) => `${at + 1}: ${name}`);
    });
    expect(nameless).toEqual([]);
  });

  it.each(of('pptx'))('%s breaks no number, no code, no Latin word and no short name inside a cell', async (_name, { file, pdf }) => {
    const [slides, pages] = [await writtenSlides(file), await printedPages(pdf)];
    const broken = slides.flatMap(({ cells }, at) => {
      const words = pages[at]?.words.map(({ text }) => text) ?? [];
      const isWhole = (piece: string): boolean => words.some((word) => word.includes(piece));
      return [...new Set(cells.flatMap(unbreakable))].filter((piece) => !isWhole(piece)).map((piece) => `${at + 1}: ${piece}`);
    });
    expect(broken).toEqual([]);
  });

  it.each(of('pptx'))(
    '%s says on every slide its number, its source, its data version, and of a ledger as of when',
    async (name, { pdf }) => {
      const [source, version, until] = name.includes('english') ? ['Source', 'Dataversion', 'Asof'] : ['来源', '数据版本', '截至'];
      const dated = name !== 'indicators.pptx' && name !== 'overview-nation.pptx';
      const pages = (await textPages(pdf)).map(squeezed);
      const silent = pages.flatMap((text, at) =>
        [`${at + 1}/${pages.length}`, source, version, ...(dated ? [until] : [])]
          .filter((term) => !text.includes(term))
          .map((term) => `${at + 1}: ${term}`),
      );
      expect(silent).toEqual([]);
    },
  );
});

describe('every report, opened by LibreOffice', () => {
  it.each(of('docx'))('%s has no page without a line of text, a table or a chart', (_name, { greys }) => {
    expect(greys.flatMap((grey, at) => (ink(grey, 0.06, 0.93) < 5 ? [at + 1] : []))).toEqual([]);
  });

  it.each(of('docx'))('%s numbers its pages 1 to the last', async (_name, { pdf }) => {
    const pages = (await textPages(pdf)).map(squeezed);
    expect(pages.flatMap((text, at) => (text.includes(`—${at + 1}—`) ? [] : [at + 1]))).toEqual([]);
  });

  it.each(of('docx'))('%s leaves no heading and no caption of a table alone at the foot of a page', async (_name, { pdf }) => {
    const last = (await textPages(pdf, '-layout')).map((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^—\s?\d+\s?—$|\.{5}/.test(line))
        .at(-1),
    );
    const alone = last.flatMap((line = '', at) =>
      /^([一二三四五六七八九十]+、|附录|表\s?\d+\s)/.test(line) ? [`${at + 1}: ${line}`] : [],
    );
    expect(alone).toEqual([]);
  });

  it.each(of('docx').filter(([name]) => name.startsWith('bulletin')))(
    '%s sends the reader of its table of contents at most one page astray',
    async (_name, { pdf }) => {
      const pages = await textPages(pdf, '-layout');
      const entries = [...(pages[0] ?? '').matchAll(/^[ \t]*(\S+?)(?:[ \t]+(\S+?))?[ \t]*\.{5,}[ \t]*(\d+)[ \t]*$/gm)];
      expect(entries.length).toBeGreaterThanOrEqual(8);
      const heads = entries.map(([, first = '', rest = '', page]) => ({ head: `${first}${rest}`, page: Number(page) }));
      const where = (head: string) => pages.findIndex((text, at) => at > 0 && text.split('\n').some((line) => squeezed(line) === head)) + 1;
      const astray = heads.filter(({ head, page }) => Math.abs(where(head) - page) > 1);
      expect(astray.map(({ head, page }) => `${head} ${page}, is on ${where(head)}`)).toEqual([]);
    },
  );
});
