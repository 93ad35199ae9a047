import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Brief, BriefAsk, Bulletin } from '../../server/reports/briefTypes.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const wide = (text: string): string => text.replaceAll('\u202f', ' ');
const said = (brief: Brief): string[] => brief.statements.map(({ text }) => wide(text.zh));
const facts = (brief: Brief): [string, string][] => brief.facts.map(({ term, strong, unit }) => [wide(term.zh), `${strong} ${unit.zh}`]);
const section = (bulletin: Bulletin, id: string) => {
  const found = bulletin.sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
};

describe.each(ENGINES)('views in words on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    // 洛阳: 410302 48/60 → 42/50, 410303 16/40 → 22/50, 410304 in 2025Q4 only, 1/10; together 64/100 → 64/100 over both, 65/110 in all.
    await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 48, none: 12 }));
    await db.submit('410303', '2025Q3', ledgerOf('410303', { sole: 16, none: 24 }));
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 42, none: 8 }));
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 16, joint: 6, work: 8, none: 20 }));
    await db.submit('410304', '2025Q4', ledgerOf('410304', { sole: 1, none: 9 }));
  });
  afterAll(() => db.drop());

  const briefOf = (ask: BriefAsk): Promise<Brief> => db.ask((view) => view.brief(ask));

  it('overview of 洛阳: 65 of 110, 23 short of 80 %, level over the two counties of both quarters, 瀍河 worst at 10 %', async () => {
    const brief = await briefOf({ page: 'overview', region: '410300' });
    expect(brief.ask).toEqual({
      page: 'overview',
      region: '410300',
      period: '2025Q4',
      indicator: 'party_org_coverage',
      basis: 'OPERATING',
    });
    expect(wide(brief.title.zh)).toBe('洛阳市组织覆盖率 59.1 %，瀍河回族区最低，10.0 %');
    expect(wide(brief.subtitle.zh)).toBe('党的组织覆盖率（%），正常经营口径，截至 2025-12-31');
    expect(brief.headline).toMatchObject({ text: '59.1', unit: { zh: '%' }, band: 'MISSED', rate: { numerator: 65, denominator: 110 } });
    expect(facts(brief)).toEqual([
      ['环比', '0.0 个百分点'],
      ['同比', ' 不可比'],
      ['已覆盖', '65 家'],
      ['正常经营单位', '110 家'],
      ['差额（目标 80 %）', '23 家'],
    ]);
    expect(said(brief)).toEqual([
      '2025年第四季度末，洛阳市正常经营单位 110 家，已覆盖 65 家，组织覆盖率 59.1 %，到 80 % 还差 23 家。',
      '洛阳市组织覆盖率与上季持平，按两季都已报送的 2 个填报地区计：分子不变，分母不变。',
      '组织覆盖率：瀍河回族区最低，10.0 %；老城区最高，84.0 %；相差 74.0 个百分点；另有 11 个地区没有数值（未报送）。',
    ]);
  });

  it('warns: 3 of 14 ledgers in, and none of them accepted', async () => {
    const { warnings, receipt } = await briefOf({ page: 'overview', region: '410300' });
    expect(receipt).toEqual({ expected: 14, received: 3, onTime: 3, accepted: 0, carriedForward: 0 });
    expect(warnings.map(({ kind, text }) => [kind, wide(text.zh)])).toEqual([
      ['INCOMPLETE', '应报 14 个填报地区，已报 3 个。'],
      ['NOT_ACCEPTED', '已报 3 个，审核通过 0 个。'],
    ]);
  });

  it('an earlier quarter is stale; a county that reported nothing says so in every sentence', async () => {
    expect((await briefOf({ page: 'overview', region: '410300', period: '2025Q3' })).warnings[0]).toMatchObject({
      kind: 'STALE',
      text: { zh: '所示为 2025Q3，最近一期为 2025Q4。' },
    });
    const empty = await briefOf({ page: 'why', region: '410305' });
    expect(empty.title.zh).toBe('涧西区组织覆盖率没有数值（未报送）');
    expect(empty.headline).toMatchObject({ text: '', unit: { zh: '未报送' }, band: null });
    expect(said(empty)).toEqual([
      '涧西区组织覆盖率没有数值（未报送）。',
      '涧西区组织覆盖率没有上季数值可比。',
      '2025年第四季度末，涧西区组织覆盖率没有数值（未报送）。',
    ]);
    expect(empty.warnings.map(({ kind }) => kind)).toEqual(['NO_VALUE', 'STALE', 'INCOMPLETE']);
  });

  it('trends of 老城: 80 % to 84 %, up 4.0 points on 2025Q3, 4.0 above the bound of met', async () => {
    const brief = await briefOf({ page: 'trends', region: '410302' });
    expect(wide(brief.title.zh)).toBe('老城区组织覆盖率比上季上升 4.0 个百分点，高出达标界 4.0 个百分点');
    expect(brief.subtitle.zh).toBe('党的组织覆盖率（%），正常经营口径，2025Q3 至 2025Q4');
    expect(said(brief)).toEqual([
      '老城区组织覆盖率比上季上升 4.0 个百分点。',
      '2025年第四季度末，老城区正常经营单位 50 家，已覆盖 42 家，组织覆盖率 84.0 %，已达 80 %。',
      '老城区组织覆盖率比上季上升 4.0 个百分点：分子减少 6 家拉低 11.0 个百分点，分母减少 10 家拉动 +15.0 个百分点。',
    ]);
  });

  it('trends of regions set beside each other name the worst and the best of them', async () => {
    const brief = await briefOf({ page: 'trends', region: '410300', regions: ['410302', '410303'] });
    expect(said(brief)[0]).toBe('组织覆盖率：西工区最低，44.0 %；老城区最高，84.0 %；相差 40.0 个百分点。');
  });

  it('why 老城 is at 84 %: 10 units fewer and 6 covered fewer; first of the three that reported', async () => {
    const brief = await briefOf({ page: 'why', region: '410302' });
    expect(wide(brief.title.zh)).toBe('老城区 84.0 %：正常经营单位净减 10 家，已覆盖净减 6 家');
    expect(said(brief)[0]).toBe('老城区组织覆盖率比上季上升 4.0 个百分点，居 3 个已报地区首位；已达 80 %。');
  });

  it('why 瀍河 is at 10 %: it has one quarter only', async () => {
    const brief = await briefOf({ page: 'why', region: '410304' });
    expect(wide(brief.title.zh)).toBe('瀍河回族区 10.0 %：没有上季数值可比');
    expect(said(brief)[0]).toBe('瀍河回族区组织覆盖率没有上季和上年同期可比，居 3 个已报地区末位；到 80 % 还差 7 家。');
  });

  it('compares the children, or the regions of the address: 老城 stays first, 西工 second', async () => {
    const children = await briefOf({ page: 'compare', region: '410300' });
    expect(wide(children.title.zh)).toBe('3 个地区组织覆盖率相差 74.0 个百分点，瀍河回族区最低，10.0 %');
    expect(said(children).slice(1)).toEqual([
      '3 个地区中，1 个达标，2 个未达标。',
      '组织覆盖率排名（两季都参加排名的 2 个地区）：各地区名次与上季相同。',
    ]);
    const chosen = await briefOf({ page: 'compare', region: '410300', regions: ['410303', '410302'] });
    expect(said(chosen)).toEqual([
      '组织覆盖率：西工区最低，44.0 %；老城区最高，84.0 %；相差 40.0 个百分点。',
      '2 个地区中，1 个达标，1 个未达标。',
      '组织覆盖率排名：各地区名次与上季相同。',
    ]);
  });

  it('gaps of 洛阳: 23 short, 西工 by itself 18, 45 units should have one', async () => {
    const brief = await briefOf({ page: 'gaps', region: '410300' });
    expect(wide(brief.title.zh)).toBe('洛阳市到 80 % 还差 23 家，西工区自身差额最大，18 家');
    expect(said(brief)).toEqual([
      '洛阳市整体距 80 % 差 23 家；各部分差额合计 25 家：别处余下的 2 家抵补不了这里。',
      '应建未建 45 家，全部建成可到 100.0 %，即达目标。',
      '最少 2 个地区即可补足：西工区 18 家、瀍河回族区 5 家。',
    ]);
    expect(facts(brief).at(-1)).toEqual(['应建未建', '45 家']);
  });

  it('organizations: 60 in all, one joint branch overstretched; 59 sole, 6 joint, 8 by work, 37 not covered', async () => {
    const brief = await briefOf({ page: 'organizations', region: '410300', indicator: 'party_org_coverage' });
    expect(brief.ask).toMatchObject({ indicator: 'shell_rate', basis: null });
    expect(wide(brief.title.zh)).toBe('洛阳市有 1 个党组织待核对，净组织覆盖率 53.6 %');
    expect(said(brief).slice(0, 2)).toEqual([
      '洛阳市待核对的党组织 1 个，共 60 个；净组织覆盖率 53.6 %，比上报的 59.1 % 低 5.5 个百分点。',
      '洛阳市正常经营单位 110 家中，单独组建 59 家，联合组建 6 家，仅工作覆盖 8 家，未覆盖 37 家。',
    ]);
  });

  it('activities and quality take their own indicator where another was asked for', async () => {
    const activities = await briefOf({ page: 'activities', region: '410300', indicator: 'party_org_coverage' });
    expect(activities.ask.indicator).toBe('meetings_held');
    expect(activities.subtitle.zh).toBe('三会一课落实率（%），2025年第四季度');
    expect(activities.statements.map(({ id }) => id)).toEqual(['level', 'other', 'extremes']);
    const quality = await briefOf({ page: 'quality', region: '410300' });
    expect(wide(quality.title.zh)).toBe('洛阳市报送 3/14，核对未发现数字问题');
    expect(said(quality)[0]).toBe('洛阳市报送 3/14，及时 3，审核通过 0，沿用上期 0。');
    expect(said(quality)[2]).toMatch(/^未报送的 11 个地区：涧西区、/);
  });

  it('speaks whole sentences in both languages: no number is undefined, no bracket is left open', async () => {
    for (const page of ['overview', 'trends', 'compare', 'gaps', 'organizations', 'activities', 'quality', 'why'] as const)
      for (const region of ['410000', '410300', '410302', '410305', '520000']) {
        const brief = await briefOf({ page, region });
        expect(brief.statements.length).toBeGreaterThan(0);
        expect(brief.statements.length).toBeLessThan(4);
        expect(brief.facts.length).toBeLessThan(7);
        for (const { zh, en } of [brief.title, brief.subtitle, ...brief.statements.map(({ text }) => text)]) {
          expect(`${zh} ${en}`).not.toMatch(/undefined|null|NaN|Infinity|，，|；；|：。|（）/);
          expect(zh).not.toMatch(/[,;:]/);
        }
        for (const { text } of brief.statements) expect(text.zh.endsWith('。') && text.en.endsWith('.')).toBe(true);
      }
  });

  it('the bulletin of 洛阳 has nine sections in order, and the same sentences as the views', async () => {
    const bulletin = await db.ask((view) => view.bulletin({ region: '410300' }));
    expect(bulletin.title.zh).toBe('洛阳市“两个覆盖”2025年第四季度通报');
    expect(bulletin.sections.map(({ id }) => id)).toEqual([
      'level',
      'change',
      'ranking',
      'moves',
      'target',
      'structure',
      'activity',
      'receipt',
      'quality',
    ]);
    const overview = await briefOf({ page: 'overview', region: '410300' });
    expect(section(bulletin, 'level').statements[0]).toEqual(overview.statements[0]);
    expect(section(bulletin, 'change').statements[0]).toEqual(overview.statements[1]);
    expect(section(bulletin, 'ranking').statements[0]).toEqual(overview.statements[2]);
    const [ranking] = section(bulletin, 'ranking').tables;
    expect(ranking?.rows[0]?.map((cell) => wide(cell.zh))).toEqual(['3', '瀍河回族区', '10.0 %', '1', '10', '7', '不可比', '▼ 未达标']);
    expect(
      ranking?.rows
        .at(-1)
        ?.map((cell) => wide(cell.zh))
        .slice(2, 5),
    ).toEqual(['未报送', '未报送', '未报送']);
    for (const { tables } of bulletin.sections)
      for (const { columns, rows } of tables) expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });

  it('a region without a ledger has a bulletin that says so', async () => {
    const bulletin = await db.ask((view) => view.bulletin({ region: '410305' }));
    expect(wide(String(section(bulletin, 'level').statements[0]?.text.zh))).toBe('2025年第四季度末，涧西区组织覆盖率没有数值（未报送）。');
    expect(section(bulletin, 'change').charts).toEqual([]);
  });

  it('refuses an unknown region and a period that is no quarter', async () => {
    await expect(briefOf({ page: 'overview', region: '999999' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(briefOf({ page: 'overview', region: '410300', period: '2025' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
