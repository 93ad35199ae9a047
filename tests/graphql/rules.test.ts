import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import { applyRules } from '../../server/ledger/applyRules.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const NOW = '2026-11-01T00:00:00.000Z';
const MERGED = { on: '2025-10-01', kind: 'MERGE', from: ['410602', '410603'], to: ['410690'] };

interface Rule {
  readonly field: string;
  readonly label: { readonly zh: string };
  readonly text: { readonly zh: string; readonly en: string };
  readonly citation: string;
  readonly ruleSet: string;
}
interface Sets {
  readonly ruleSets: readonly { readonly id: string; readonly rules: readonly Rule[] }[];
}

describe.each(ENGINES)('rules and region history over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** 410602 and 410603, 1/2 each in 2025Q3, merge on 2025-10-01 into 410690, 3/4 in 2025Q4. linyi-2020 holds in 安阳 410500 from 2024. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410602', '2025Q3', ledgerOf('410602', { sole: 1, none: 1 }));
    await database.submit('410603', '2025Q3', ledgerOf('410603', { sole: 1, none: 1 }));
    const to = [{ code: '410690', name: '合区' }];
    await changeRegions(database.store, { kind: 'MERGE', on: MERGED.on, from: MERGED.from, to }, NOW);
    const linyi = loadRuleSets().find((set) => set.id === 'linyi-2020');
    if (!linyi) throw new Error('linyi-2020 is not shipped');
    await applyRules(database.store, { set: linyi, region: '410500', validFrom: '2024-01-01', recompute: null }, NOW);
    await database.submit('410690', '2025Q4', ledgerOf('410690', { sole: 3, none: 1 }));
    await database.submit('410502', '2025Q4', ledgerOf('410502', { sole: 1 }));
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function ask<Wanted>(query: string): Promise<Wanted> {
    const answer = await served.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data as Wanted;
  }
  const RULES = 'id rules { field label { zh } text { zh en } citation ruleSet }';
  const inForce = async (asked: string): Promise<Sets['ruleSets']> => (await ask<Sets>(`{ ruleSets(${asked}) { ${RULES} } }`)).ruleSets;
  const textOf = (sets: Sets['ruleSets'], field: string): Rule | undefined =>
    sets.flatMap((set) => set.rules).find((rule) => rule.field === field);

  it('holds 17 national rules, each in words: 50 staff and 500 万元, or 100 staff', async () => {
    const { ruleSets } = await ask<{ ruleSets: unknown[] }>(
      '{ ruleSets(date: "2026-01-01") { id label { zh en } region { name } issuedOn validFrom validTo citation } }',
    );
    expect(ruleSets).toEqual([
      {
        id: 'national',
        label: { zh: '全国', en: 'National' },
        region: { name: '全国' },
        issuedOn: null,
        validFrom: '1921-07-01',
        validTo: null,
        citation: expect.stringContaining('中国共产党章程') as string,
      },
    ]);
    const national = await inForce('date: "2026-01-01"');
    expect(national[0]?.rules).toHaveLength(17);
    expect(textOf(national, 'aboveScale')).toEqual({
      field: 'aboveScale',
      label: { zh: '规模以上标准' },
      text: {
        zh: '从业人员 50 人以上且年营业收入 500 万元以上，或从业人员 100 人以上',
        en: 'at least 50 staff and at least 5\u202f000\u202f000 yuan of revenue a year, or at least 100 staff',
      },
      citation: expect.stringContaining('全南县') as string,
      ruleSet: 'national',
    });
    expect(textOf(national, 'partyForms')?.text.zh).toBe('按正式党员：1–2 联合党支部；3–49 党支部；50–99 党总支；100 以上 党委');
    expect(textOf(national, 'workChannels')?.text.en).toBe('instructors, liaisons, mass organisations');
    expect(textOf(national, 'partyChecklist')?.text.zh).toBe('河南党组织「六有」：场所、设施、标志、党旗、书报、制度');
    expect(
      ['partyMinFullMembers', 'unionWithinMonths', 'jointBranchMaxUnits', 'branchTermYears', 'fundsPerMember'].map(
        (field) => textOf(national, field)?.text.zh,
      ),
    ).toEqual(['正式党员 3 人以上', '没有期限', '至多 5 家', '3 年', '每名党员每年 100 元']);
  });

  it('全南 says 6 of the 17 since 2011-01-24 and the nation the other 11; a day earlier the nation says all', async () => {
    const counts = async (date: string) => (await inForce(`region: "360729", date: "${date}"`)).map((set) => [set.id, set.rules.length]);
    expect(await counts('2011-01-24')).toEqual([
      ['quannan-2011', 6],
      ['national', 11],
    ]);
    expect(await counts('2011-01-23')).toEqual([['national', 17]]);
  });

  it('takes the last day of the latest period without a date, and what an administrator set: linyi-2020 in a county of 安阳', async () => {
    const sets = await inForce('region: "410502"');
    expect(sets.map((set) => [set.id, set.rules.length])).toEqual([
      ['linyi-2020', 1],
      ['national', 16],
    ]);
    expect(textOf(sets, 'aboveScale')?.text.zh).toBe('年营业收入 2\u202f000 万元以上，或从业人员 100 人以上');
    expect((await inForce('region: "410502", date: "2023-12-31"')).map((set) => set.id)).toEqual(['national']);
  });

  it('finds two flaws in what ships, both in 全南 2011: bands that overlap at 20, and 100 % due before its issue', async () => {
    const { ruleFindings } = await ask<{ ruleFindings: unknown }>(
      '{ ruleFindings { code label { zh en } severity ruleSet field explanation { zh en } } }',
    );
    expect(ruleFindings).toEqual([
      {
        code: 'OVERLAP',
        label: { zh: '门槛重叠', en: 'Thresholds overlap' },
        severity: 'ORDINARY',
        ruleSet: 'quannan-2011',
        field: 'womenForms',
        explanation: { zh: expect.stringContaining('在 20 处重叠') as string, en: expect.stringContaining('overlap at 20') as string },
      },
      {
        code: 'TARGET_DUE_BEFORE_ISSUE',
        label: { zh: '目标早于发文', en: 'Target due before its issue' },
        severity: 'ORDINARY',
        ruleSet: 'quannan-2011',
        field: 'targets',
        explanation: { zh: expect.stringContaining('2010-12-31') as string, en: expect.stringContaining('2010-12-31') as string },
      },
    ]);
  });

  it('says which rule sets a rate used: linyi-2020 with the national ground in 安阳, the national one elsewhere', async () => {
    const { observations } = await ask<{ observations: unknown }>(
      '{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410502", "410690"]}, periods: {only: ["2025Q4"]}) { region { code } ruleSets } }',
    );
    expect(observations).toEqual([
      { region: { code: '410502' }, ruleSets: ['linyi-2020+national'] },
      { region: { code: '410690' }, ruleSets: ['national'] },
    ]);
  });

  it('lists the merge for 鹤壁, for what came of it and for both that ended, for all, and nothing for 洛阳', async () => {
    const of = async (asked: string) =>
      (await ask<{ regionEvents: unknown[] }>(`{ regionEvents${asked} { on kind label { zh en } from to note } }`)).regionEvents;
    const merged = { ...MERGED, label: { zh: '合并', en: 'Merged' }, note: null };
    for (const asked of ['', '(region: "410600")', '(region: "410690")', '(region: "410602")', '(region: "100000")'])
      expect(await of(asked)).toEqual([merged]);
    expect(await of('(region: "410300")')).toEqual([]);
    expect((await served.ask('{ regionEvents(region: "999999") { on } }')).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('AS_WAS has no 2025Q3 for the merged district and reports the break; AS_NOW gives 1/2 + 1/2 = 2/4', async () => {
    const of = async (basis: string) =>
      (
        await ask<{ observations: unknown[] }>(
          `{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410690"]}, periods: {last: 2}${basis}) { rate { numerator denominator missing } breaks { on kind label { zh } from to } } }`,
        )
      ).observations;
    const now = { rate: { numerator: 3, denominator: 4, missing: null } };
    const broken = { ...MERGED, label: { zh: '合并' } };
    const asWas = [
      { rate: { numerator: null, denominator: null, missing: 'NOT_APPLICABLE' }, breaks: [] },
      { ...now, breaks: [broken] },
    ];
    expect(await of('')).toEqual(asWas);
    expect(await of(', regionBasis: AS_WAS')).toEqual(asWas);
    expect(await of(', regionBasis: AS_NOW')).toEqual([
      { rate: { numerator: 2, denominator: 4, missing: null }, breaks: [] },
      { ...now, breaks: [] },
    ]);
  });

  it('observationTable follows the same basis: 2/4 then 3/4 in the divisions of now', async () => {
    const table = (basis: string): string =>
      `observationTable(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410690"]}, periods: {last: 2}${basis}) { numerators denominators missing }`;
    expect(await ask(`{ was: ${table('')} now: ${table(', regionBasis: AS_NOW')} }`)).toEqual({
      was: { numerators: [null, 3], denominators: [null, 4], missing: ['NOT_APPLICABLE', null] },
      now: { numerators: [2, 3], denominators: [4, 4], missing: [null, null] },
    });
  });

  it('refuses a change across the merge and names it', async () => {
    const { change } = await ask<{ change: unknown }>(
      '{ change(indicator: PARTY_ORG_COVERAGE, region: "410690", from: "2025Q3", to: "2025Q4") { refusal { code explanation { zh } } change } }',
    );
    expect(change).toEqual({
      refusal: { code: 'BOUNDARY_CHANGED', explanation: { zh: expect.stringContaining('410602、410603 → 410690') as string } },
      change: null,
    });
  });
});
