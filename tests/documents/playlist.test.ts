import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { draftBulletin } from '../../server/documents/bulletinDraft.ts';
import { NO_MAPS } from '../../server/documents/mapPack.ts';
import { readParts } from '../../server/documents/officeArchive.ts';
import { PLAYLIST_WRITERS, playlistSheets } from '../../server/documents/playlist.ts';
import { parseSelection, type Selection } from '../../web/src/state/selection.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const selected = (search: string): Selection => parseSelection(search).selection;
const slide = (seconds: number, view: string): string => `slide=${encodeURIComponent(`${seconds}|${view}`)}`;

describe('the playlist', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase('sqlite', inject('postgresUrl'));
    await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 48, none: 12 }));
    await db.submit('410303', '2025Q3', ledgerOf('410303', { sole: 16, none: 24 }));
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 42, none: 8 }));
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 22, none: 28 }));
  });
  afterAll(() => db.drop());

  it('gives the sheets of its two addresses in their order', async () => {
    const show = selected(`${slide(30, 'quality?region=410300')}&${slide(10, 'overview?region=410302')}`);
    const sheets = await db.ask((view) => playlistSheets(view, show, NO_MAPS));
    expect(sheets.map(({ name }) => name)).toEqual(['quality-410300-2025Q4', 'overview-410302-2025Q4']);
  });

  it('shows a region by itself with nine views, both coverages and the why card among them', async () => {
    const sheets = await db.ask((view) => playlistSheets(view, selected('region=410300'), NO_MAPS));
    expect(sheets.map(({ name }) => name.split('-')[0])).toEqual([
      'overview',
      'overview',
      'trends',
      'compare',
      'gaps',
      'why',
      'organizations',
      'activities',
      'quality',
    ]);
  });

  it('says 64 of 100 as the same 64 in the rate of GraphQL, in the workbook behind the slide and in the sentence of the bulletin', async () => {
    const show = selected(`${slide(20, 'overview?region=410300')}&${slide(20, 'trends?region=410300')}`);
    const { rate, sheets, draft } = await db.ask(async (view) => {
      const [row] = await view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: ['410300'] },
        periods: { only: ['2025Q4'] },
        basis: 'OPERATING',
      });
      return {
        rate: row?.rate.value,
        sheets: await playlistSheets(view, show, NO_MAPS),
        draft: await draftBulletin(view, selected('region=410300'), NO_MAPS),
      };
    });
    expect(rate).toBe(64);
    const parts = await readParts(await PLAYLIST_WRITERS.pptx.write(sheets, show));
    const books = await Promise.all(parts.filter(({ name }) => name.endsWith('.xlsx')).map(({ bytes }) => readParts(bytes)));
    const pages = books
      .flat()
      .filter(({ name }) => name === 'xl/worksheets/sheet1.xml')
      .map(({ bytes }) => bytes.toString('utf8'));
    expect(pages.some((xml) => xml.includes('<v>64</v>'))).toBe(true);
    expect(draft.bulletin.sections[0]?.statements[0]?.text.zh).toMatch(/100\s家，已覆盖\s64\s家，组织覆盖率\s64\.0\s%/);
  });

  it('writes both suffixes', async () => {
    const show = selected(`region=410300&${slide(20, 'overview?region=410300')}`);
    const sheets = await db.ask((view) => playlistSheets(view, show, NO_MAPS));
    const files = await Promise.all([PLAYLIST_WRITERS.pptx.write(sheets, show), PLAYLIST_WRITERS.pdf.write(sheets, show)]);
    expect(files.map((file) => file.subarray(0, 4).toString('latin1'))).toEqual(['PK\x03\x04', '%PDF']);
  });
});
