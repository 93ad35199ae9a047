import { describe, expect, it } from 'vitest';
import { writePdfReport, writePdfSlides } from '../../server/documents/pdf.ts';
import { forPdf } from '../../server/documents/pdfSvg.ts';
import { toDeck } from '../../server/documents/officeDeck.ts';
import { VIEW } from './officeFixtures.ts';

/** Dictionaries of a PDF are not packed, only the drawings are. */
const source = (pdf: Buffer): string => pdf.toString('latin1');
const pagesOf = (pdf: Buffer): number => source(pdf).match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

const slides = await writePdfSlides([VIEW], 'zh', 'light', '16:9');
const report = await writePdfReport(VIEW, 'zh');

describe('PDF', () => {
  it('has a page of 960 × 540 points for each slide of the deck', () => {
    expect(pagesOf(slides)).toBe(toDeck([VIEW], 'zh', '16:9').length);
    expect(source(slides)).toContain('/MediaBox [0 0 960 540]');
  });

  it('has pages of 720 × 540 points for 4:3', async () => {
    expect(source(await writePdfSlides([VIEW], 'en', 'dark', '4:3'))).toContain('/MediaBox [0 0 720 540]');
  });

  it('sets a report on A4', () => {
    expect(source(report)).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(pagesOf(report)).toBeGreaterThanOrEqual(2);
  });

  it('holds no picture of pixels: charts are vectors', () => {
    expect([slides, report].map((pdf) => /\/Subtype \/Image/.test(source(pdf)))).toEqual([false, false]);
  });

  it('embeds both weights of the packaged font in part, with a map back to Unicode, in less than 300 KB', () => {
    const fonts = [...source(slides).matchAll(/\/BaseFont \/([\w+-]+)/g)].map(([, name]) => name);
    expect(new Set(fonts.map((name) => name?.replace(/^[A-Z]{6}\+/, '')))).toEqual(new Set(['NotoSansSC-Regular', 'NotoSansSC-Bold']));
    expect(fonts.every((name) => /^[A-Z]{6}\+/.test(String(name)))).toBe(true);
    expect(source(slides).match(/\/FontFile2/g)).toHaveLength(2);
    expect(source(slides).match(/\/ToUnicode/g)).toHaveLength(2);
    expect([slides.length < 300_000, report.length < 300_000]).toEqual([true, true]);
  });
});

describe('SVG for PDF', () => {
  it('sets haloed letters a second time without their stroke', () => {
    const svg = '<text x="1" fill="#000" stroke="#fff" stroke-width="3" paint-order="stroke">洛阳</text>';
    expect(forPdf(svg)).toBe(`${svg}<text x="1" fill="#000">洛阳</text>`);
  });

  it('opens a tile that is given as an address', () => {
    const tile = `data:image/svg+xml;charset=utf-8,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')}`;
    expect(forPdf(`<pattern><image href="${tile}" width="8"/></pattern>`)).toBe('<pattern><g><path d="M0 0"/></g></pattern>');
  });
});
