import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../server/documents/docx.ts';
import { sheetPaper } from '../../server/documents/officePaper.ts';
import { partsOf } from './archive.ts';
import { VIEW } from './officeFixtures.ts';

const parts = await partsOf(await writeDocx(VIEW, 'zh'));
const document = String(parts.get('word/document.xml'));
const text = [...document.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, piece]) => piece).join('\n');

describe('a view as DOCX', () => {
  it('has its findings, three charts, two tables and its sources under four headings', () => {
    expect(['一、要点', '二、图', '三、表', '四、数据出处'].filter((heading) => !text.includes(heading))).toEqual([]);
    expect([...parts.keys()].filter((name) => /^word\/media\/.*\.png$/.test(name)).length).toBeGreaterThanOrEqual(1);
    expect(['图1　走势', '图2　各地排名', '图3　各地', '表1　各地排名', '表2　走势'].filter((caption) => !text.includes(caption))).toEqual(
      [],
    );
    expect(text).toContain('query Ranking($parent: ID)');
  });

  it('prints 99.96 as 99.9, 2499 with a thin space, −1.25 points with a true minus, and an absence as its word', () => {
    expect(['99.9', '2\u202f499', '\u22121.3', '未报送'].filter((cell) => !text.includes(cell))).toEqual([]);
    expect(text).not.toContain('100.0');
  });

  it('has no table of contents for so short a report', () => {
    expect(document).not.toContain('TOC ');
  });

  it('lays a table of 14 columns across the page, and returns to upright pages after it', async () => {
    const [table] = VIEW.tables;
    const [region, ...rest] = table?.columns ?? [];
    if (table === undefined || region === undefined) throw new Error('the sheet has no table');
    const columns = [region, ...rest.slice(0, 4), ...rest.slice(0, 4), ...rest.slice(0, 5)];
    const wide = { ...table, columns, rows: [columns.map(({ kind }) => (kind === 'text' ? '西工区' : 1234.5))] };
    const xml = String((await partsOf(await writeDocx({ ...VIEW, charts: [], tables: [wide, table] }, 'zh'))).get('word/document.xml'));
    expect([...xml.matchAll(/<w:pgSz [^>]*w:orient="(\w+)"/g)].map(([, way]) => way)).toEqual(['portrait', 'landscape', 'portrait']);
  });

  it('cuts a table of 812 rows after 60 and says where the other 752 are', () => {
    const [table] = VIEW.tables;
    if (table === undefined) throw new Error('the sheet has no table');
    const rows = Array.from({ length: 812 }, () => table.rows[0] ?? []);
    const cut = sheetPaper({ ...VIEW, tables: [{ ...table, rows }] }, 'zh').blocks.find((block) => block.kind === 'table');
    expect([cut?.table.rows.length, cut?.table.note?.startsWith('另有 752 行，见同一视图的 .xlsx')]).toEqual([60, true]);
  });
});
