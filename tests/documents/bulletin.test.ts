import { describe, expect, it } from 'vitest';
import { bulletinCharts, bulletinPaper, writeBulletin, type BulletinParts } from '../../server/documents/bulletin.ts';
import { writePdfBulletin } from '../../server/documents/pdf.ts';
import type { Bulletin, Statement } from '../../server/reports/briefTypes.ts';
import { partsOf } from './archive.ts';
import { QUERY, VIEW } from './officeFixtures.ts';

const statement = (id: string, zh: string, en: string): Statement => ({ id, text: { zh, en }, tone: 'PLAIN', trace: QUERY });
const both = (text: string) => ({ zh: text, en: text });

const BULLETIN: Bulletin = {
  region: '410000',
  period: '2026Q3',
  basis: 'OPERATING',
  title: { zh: '河南省“两个覆盖”2026年第三季度通报', en: 'Two coverages of Henan' },
  asOf: '2026-09-30',
  receipt: { expected: 157, received: 155, onTime: 153, accepted: 91, carriedForward: 0 },
  demo: true,
  sections: [
    {
      id: 'level',
      heading: { zh: '总体情况', en: 'Level' },
      statements: [
        statement('level', '河南省组织覆盖率 79.2\u202f%。', 'Coverage is 79.2\u202f%.'),
        statement('work', '工作覆盖率 91.8\u202f%。', 'Work coverage is 91.8\u202f%.'),
      ],
      tables: [
        {
          id: 'main',
          title: { zh: '主要指标', en: 'Main' },
          columns: [
            { label: both('指标'), numeric: false },
            { label: both('数值'), numeric: true },
          ],
          rows: [
            [both('党的组织覆盖率'), both('79.2\u202f%')],
            [both('党的工作覆盖率'), { zh: '未报送', en: 'Not received' }],
          ],
        },
      ],
      charts: ['trend', 'split'],
    },
    {
      id: 'quality',
      heading: { zh: '数据质量', en: 'Quality' },
      statements: [statement('findings', '核对未发现数字问题。', 'No findings.')],
      tables: [],
      charts: [],
    },
  ],
};
const PARTS: BulletinParts = { charts: bulletinCharts([VIEW]), footer: VIEW.footer };

const parts = await partsOf(await writeBulletin(BULLETIN, PARTS, 'zh'));
const document = String(parts.get('word/document.xml'));
const styles = String(parts.get('word/styles.xml'));
const textOf = (xml: string): string => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
const paragraphs = (style: string): readonly string[] =>
  [...document.matchAll(/<w:p>.*?<\/w:p>/g)]
    .map(([xml]) => xml)
    .filter((xml) => xml.includes(`<w:pStyle w:val="${style}"/>`))
    .map(textOf);

describe('季度通报 as DOCX', () => {
  it('has the title, and 一、 and 二、 and the appendix as real headings', () => {
    expect(paragraphs('Title')).toEqual(['河南省“两个覆盖”2026年第三季度通报']);
    expect(paragraphs('Heading1')).toEqual(['一、总体情况', '二、数据质量', '附录　数据出处']);
    expect(styles).toMatch(/<w:style [^>]*w:styleId="Heading1".*?<w:outlineLvl w:val="0"\/>/);
  });

  it('has a table of contents as a field that is brought up to date when the file is opened', () => {
    expect(document).toMatch(/<w:instrText[^>]*>TOC [^<]*\\o (?:&quot;|")1-2(?:&quot;|")/);
    expect(parts.get('word/settings.xml')).toContain('<w:updateFields/>');
    expect(document).toContain('目录');
  });

  it('says all three sentences with their numbers, and names the query of each in the appendix', () => {
    expect(paragraphs('Body').join('')).toBe('河南省组织覆盖率 79.2\u202f%。[1]工作覆盖率 91.8\u202f%。[2]核对未发现数字问题。[3]');
    expect(paragraphs('Query').join('\n')).toContain('query Ranking($parent: ID)');
    expect(textOf(document)).toContain('{&quot;parent&quot;: &quot;410000&quot;}');
  });

  it('is A4 with 37, 26, 35 and 28 mm around, 三号 letters and exactly 28 points from line to line', () => {
    const section = /<w:sectPr>.*<\/w:sectPr>/.exec(document)?.[0];
    expect(section).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(section).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(styles).toMatch(/w:styleId="Body".*?<w:spacing [^>]*w:line="560"[^>]*w:lineRule="exact"/);
    expect(styles).toMatch(/<w:docDefaults>.*?<w:sz w:val="32"\/>/);
    expect(styles).toMatch(/w:styleId="Body".*?w:firstLineChars="200"/);
  });

  it('names 仿宋, 黑体, 楷体 and 方正小标宋 as East Asian fonts, with a stand-in for what is not there', () => {
    expect(['仿宋', '黑体', '楷体', '方正小标宋简体'].filter((font) => !styles.includes(`w:eastAsia="${font}"`))).toEqual([]);
    expect(parts.get('word/fontTable.xml')).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>');
  });

  it('repeats the head of a table on each page, aligns its numbers right and says an absence in its word', () => {
    expect(document).toContain('<w:tblHeader/>');
    expect(document).toMatch(/<w:jc w:val="right"\/>.{0,200}79\.2/);
    expect(textOf(document)).toContain('未报送');
    expect(paragraphs('TableCaption')).toEqual(['表1　主要指标']);
    expect(paragraphs('Source')[0]).toBe('示例数据；口径：正常经营；数据版本：v7');
  });

  it('draws the chart that the views have, with caption and words for who does not see it, and leaves out the one they have not', () => {
    expect([...parts.keys()].filter((name) => /^word\/media\/.*\.png$/.test(name))).toHaveLength(1);
    expect(paragraphs('FigureCaption')).toEqual(['图1　走势']);
    expect(document).toMatch(/<wp:docPr [^>]*descr="走势：河南省组织覆盖率 79\.2/);
  });

  it('numbers pages «— 1 —», right on odd pages and left on even ones', () => {
    const footers = [...parts].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, xml]) => xml);
    expect(new Set(footers.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]))).toEqual(new Set(['left', 'right']));
    expect(footers.every((xml) => xml.includes('— ') && xml.includes('PAGE'))).toBe(true);
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
  });

  it('carries title, basis and data version as properties of the file', () => {
    expect(parts.get('docProps/core.xml')).toContain('河南省“两个覆盖”2026年第三季度通报');
    expect(parts.get('docProps/custom.xml')).toMatch(/name="数据版本".*?v7/);
  });
});

describe('季度通报 in other forms', () => {
  it('speaks English with «1. Level» as its first heading', () => {
    expect(bulletinPaper(BULLETIN, PARTS, 'en').blocks[0]).toEqual({ kind: 'heading', level: 1, text: '1. Level' });
  });

  it('is a vector PDF on A4 with the same sections', async () => {
    const pdf = (await writePdfBulletin(BULLETIN, PARTS, 'zh')).toString('latin1');
    expect(pdf.includes('/MediaBox [0 0 595.28 841.89]')).toBe(true);
    expect(pdf.includes('/Subtype /Image')).toBe(false);
  });
});
