import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { draftBulletin } from '../../server/documents/bulletinDraft.ts';
import { conditionsOf } from '../../server/documents/conditions.ts';
import { writeCsv } from '../../server/documents/csv.ts';
import { FILES } from '../../server/documents/files.ts';
import { NO_MAPS } from '../../server/documents/mapPack.ts';
import { playlistSheets } from '../../server/documents/playlist.ts';
import { buildSheet, needsLedger, type SheetPage } from '../../server/documents/pages/index.ts';
import type { Sheet, SheetFooter } from '../../server/documents/sheet.ts';
import { situate } from '../../server/documents/situation.ts';
import { parseSelection, type Selection } from '../../web/src/state/selection.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';

const selected = (search: string): Selection => parseSelection(search).selection;
const terms = ({ entries }: SheetFooter): readonly string[] => entries.map(({ term }) => term.zh);
const said = ({ entries }: SheetFooter, term: string): string | undefined => entries.find((entry) => entry.term.zh === term)?.detail.zh;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase('sqlite', inject('postgresUrl'));
  const foundations = Array.from({ length: 10 }, (_, at) => unitFact('410302', 900 + at, { kind: 'FOUNDATION', staff: at < 5 ? 320 : 4 }));
  const { units, organizations } = ledgerOf('410302', { sole: 42, none: 8 });
  await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 20, none: 20 }));
  await db.submit('410302', '2025Q4', { units: [...units, ...foundations], organizations });
  await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 22, none: 28 }));
});
afterAll(() => db.drop());

const sheetOf = (page: SheetPage, search: string): Promise<Sheet> =>
  db.ask(async (view) => {
    const selection = selected(search);
    return buildSheet(page, await situate(view, selection, needsLedger(page)), NO_MAPS);
  });

const csvOf = async (page: SheetPage, search: string): Promise<string> =>
  writeCsv(await sheetOf(page, search), 'zh', false).toString('utf8');

describe('conditions of an address', () => {
  it('are said in the words of the vocabularies, one after another', () => {
    expect(conditionsOf(selected('sector=SOCIAL_ORGANIZATION&kind=FOUNDATION,SOCIAL_SERVICE&accepted=1'))?.zh).toBe(
      '社会服务机构、基金会；社会组织；只计审核通过',
    );
    expect(conditionsOf(selected('region=410300'))).toBeNull();
  });

  it.each(['overview', 'trends', 'compare'] as const)(
    'reach the title, the bullets and the footer of /%s, whose figures are of 50 private enterprises and not of 60 units',
    async (page) => {
      const filtered = await sheetOf(page, 'region=410300&kind=PRIVATE_ENTERPRISE');
      expect(filtered.title.zh).toBe('洛阳市党的组织覆盖率，2025 年第四季度');
      expect(filtered.bullets).toEqual([]);
      expect(filtered.subtitle.zh).toMatch(/，筛选：私营企业$/);
      expect(said(filtered.footer, '筛选')).toBe('私营企业');
      expect(JSON.stringify(filtered.answer)).toContain('"denominator":50');
      expect(JSON.stringify(filtered.answer)).not.toContain('"denominator":60');
      expect(filtered.queries?.[0]?.variables).toMatchObject({ region: '410300', where: { kind: ['PRIVATE_ENTERPRISE'] } });
      const whole = await sheetOf(page, 'region=410300');
      expect([whole.bullets.length, said(whole.footer, '筛选')]).toEqual([3, undefined]);
      expect(JSON.stringify(whole.answer)).toContain('"denominator":60');
    },
  );

  it('that the why card, 活动 and a slide do not follow leave their sentences, and the footer says so', async () => {
    for (const sheet of [
      await sheetOf('overview', 'region=410300&why=410300&kind=FOUNDATION'),
      await sheetOf('activities', 'region=410300&accepted=1'),
      ...(await db.ask((view) => playlistSheets(view, selected(`slide=${encodeURIComponent('9|overview?kind=FOUNDATION')}`), NO_MAPS))),
    ]) {
      expect(sheet.bullets).toHaveLength(3);
      expect(said(sheet.footer, '说明')).toBe('地址带有筛选条件，这里的数字按全部单位计。');
    }
  });

  it('of the list of 应建未建 are named as such', async () => {
    const { footer } = await sheetOf('gaps', 'region=410300&kind=FOUNDATION&minStaff=300');
    expect(said(footer, '说明')).toBe('地址带有筛选条件，只有清单随之变化，其余数字按全部单位计。');
    expect(said(footer, '清单筛选')).toBe('基金会；从业人员 300 人及以上');
  });
});

describe('a region without a ledger', () => {
  it('gives way to 河南省 on five pages, with the notice of the page', async () => {
    for (const page of ['trends', 'compare', 'gaps', 'organizations', 'activities'] as const) {
      const { name, footer } = await sheetOf(page, 'region=440000');
      expect([name, said(footer, '说明')]).toEqual([`${page}-410000-2025Q4`, '广东省没有台账，已改为显示河南省。']);
    }
  });

  it('keeps its published figures on the overview, and its why card says that there is no ledger', async () => {
    expect((await sheetOf('overview', 'region=440000')).title.zh).toBe('广东省公布数字');
    expect((await sheetOf('overview', 'region=440000&why=440000')).subtitle.zh).toContain('广东省还没有台账');
  });

  it.each(['100000', '440000'])('gives way in the bulletin of %s, whose footer is that of the ledger', async (region) => {
    const { bulletin, parts, situation } = await db.ask((view) => draftBulletin(view, selected(`region=${region}&accepted=1`), NO_MAPS));
    expect(bulletin.region).toBe('410000');
    expect(terms(parts.footer).slice(0, 5)).toEqual(['口径', '截至', '报送', '来源', '数据版本']);
    expect(situation.notices.map(({ zh }) => zh)).toEqual([
      `${region === '100000' ? '全国' : '广东省'}没有台账，已改为显示河南省。`,
      '地址带有筛选条件，这里的数字按全部单位计。',
    ]);
  });

  it('is said in the notices of the file of a meeting and of a bulletin', async () => {
    for (const address of ['/present.pdf', '/bulletin.docx', '/trends.csv']) {
      const file = FILES.find((one) => one.address === address);
      const made = await db.ask((view) =>
        file === undefined
          ? Promise.resolve(null)
          : file.make({ view, selection: selected('region=440000'), problems: [], maps: NO_MAPS, bom: false }),
      );
      expect(made?.notices.map(({ zh }) => zh)).toEqual(['广东省没有台账，已改为显示河南省。']);
    }
  });
});

describe('the cells of a view', () => {
  it('say why a change is missing, and what a gap is counted to where there is no target', async () => {
    expect(await csvOf('overview', 'region=410300')).toMatch(/410303,西工区,44,22,50,.*,基期没有数值,没有更早的报告期,1\/1,/);
    expect(await csvOf('compare', 'region=410300&indicator=MEETINGS_HELD')).toContain('未设目标的，差额按达标线 80 % 计。');
  });

  it('name sectors and scales in the order of their registry, without their codes', async () => {
    const { tables } = await sheetOf('overview', 'region=410302&why=410302');
    const scales = tables.find(({ id }) => id === 'by-scale');
    expect(scales?.columns[0]?.id).toBe('name');
    expect(scales?.rows.map(([name]) => name)).toEqual(['10 人以下', '10–49 人', '300 人及以上']);
  });

  it('have the decimals of the measure of each row: no «8 354.0 次»', async () => {
    const { tables } = await sheetOf('activities', 'region=410300');
    const done = tables.find(({ id }) => id === 'done');
    expect(done?.columns[1]?.rowDecimals).toEqual([1, 1, 0, 0, 0, 1, 1]);
  });

  it('end with the quarter of the address, not with the latest', async () => {
    const { tables } = await sheetOf('overview', 'region=410300&period=2025Q3');
    expect(tables.find(({ id }) => id === 'trend')?.rows.map(([period]) => period)).toEqual(['2025Q3']);
  });

  it('on the slides of the dictionary begin with the Chinese name and hold all indicators', async () => {
    const { slides, tables, bullets } = await sheetOf('indicators', '');
    const rows = (slides?.tables ?? []).flatMap((table) => table.rows);
    expect(rows).toHaveLength(Number(tables[0]?.rows.length));
    expect(rows[0]?.[0]).toBe('党的组织覆盖率');
    expect(slides?.tables?.every((table) => table.rows.length <= 18)).toBe(true);
    expect(bullets[0]?.zh).toMatch(/^覆盖（\d+ 个）：党的组织覆盖率、/);
  });
});
