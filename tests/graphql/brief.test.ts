import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { formatNumber } from '../../server/domain/format.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { BRIEF_PAGES } from '../../server/reports/briefTypes.ts';
import { DOCUMENTS } from '../../server/reports/traces.ts';
import { serve, type Served } from '../http/serve.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

interface Statement {
  readonly id: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly trace: { readonly document: string; readonly variables: string };
}

const STATEMENT = 'id text { zh en } tone trace { document variables }';
const HEAD =
  'period indicator basis title { zh } subtitle { zh } headline { name { zh } text unit { zh } band rate { numerator denominator value } }';

/** Numbers of a Chinese sentence, unsigned; quarters and what names contain are none. */
const numbersIn = (zh: string): string[] =>
  zh
    .replaceAll(/\d{4}(Q\d|年第.季度末?)/g, '')
    .match(/\d[\d\u202f]*(\.\d+)?/g)
    ?.map((found) => found.replace(/\u202f$/, '')) ?? [];

/** Numbers of an answer by the name of their field, and how long its lists are. */
function leaves(answer: unknown, name = '', found = new Map<string, number[]>()): Map<string, number[]> {
  const add = (key: string, value: number): unknown => found.set(key, [...(found.get(key) ?? []), value]);
  if (typeof answer === 'number') add(name, answer);
  else if (Array.isArray(answer)) {
    add('length', answer.length);
    for (const one of answer) leaves(one, name, found);
  } else if (typeof answer === 'object' && answer !== null) {
    for (const [key, value] of Object.entries(answer)) leaves(value, key, found);
    for (const band of ['MET', 'NEAR', 'MISSED'])
      for (const list of Object.values(answer))
        if (Array.isArray(list)) add('bands', list.filter((row: { band?: string }) => row.band === band).length);
    for (const list of Object.values(answer)) if (Array.isArray(list)) addKnown(list as { rate?: { value: number | null } }[], add);
  }
  return found;
}

/** How many rows have a value and how many have none. */
function addKnown(rows: readonly { rate?: { value: number | null } }[], add: (key: string, value: number) => unknown): void {
  const known = rows.filter((row) => typeof row.rate?.value === 'number').length;
  add('known', known);
  add('unknown', rows.length - known);
}

/** What a sentence may print of an answer: its numbers, and differences of two of one field or of a value and its target. */
function printable(answer: unknown): Set<string> {
  const found = leaves(answer);
  const pairs = [...found.values()].flatMap((values) => values.flatMap((a) => values.map((b) => Math.abs(a - b))));
  const targets = [...(found.get('target') ?? []), 80].flatMap((target) => [
    target,
    ...(found.get('value') ?? []).map((value) => Math.abs(value - target)),
  ]);
  const every = [...[...found.values()].flat(), ...pairs, ...targets];
  return new Set(every.flatMap((value) => [0, 1, 2].map((decimals) => formatNumber(Math.abs(value), decimals))));
}

describe('traces', () => {
  it('holds documents that are valid against the schema', () => {
    const schema = createSchema();
    for (const document of Object.values(DOCUMENTS)) expect(validate(schema, parse(document))).toEqual([]);
  });
});

describe.each(ENGINES)('briefs over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** 洛阳: 410302 48/60 → 42/50, 410303 16/40 → 22/50, 410304 in 2025Q4 only, 1/10. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q3', ledgerOf('410302', { sole: 48, none: 12 }));
    await database.submit('410303', '2025Q3', ledgerOf('410303', { sole: 16, none: 24 }));
    await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 42, none: 8 }));
    await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 16, joint: 6, work: 8, none: 20 }));
    await database.submit('410304', '2025Q4', ledgerOf('410304', { sole: 1, none: 9 }));
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function ask<Wanted>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Wanted> {
    const answer = await served.ask(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data as Wanted;
  }

  /** Numbers of sentences that are not in the answer of the sentence's own query. */
  async function untraced(statements: readonly Statement[]): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const { id, text, trace } of statements) {
      const allowed = printable(await ask(trace.document, JSON.parse(trace.variables) as Record<string, unknown>));
      const missing = numbersIn(text.zh).filter((number) => !allowed.has(number));
      if (missing.length > 0) found.push([id, text.zh, missing]);
    }
    return found;
  }

  it('says the overview of 洛阳, 65 of 110, with its query in every sentence', async () => {
    const { brief } = await ask<{ brief: Record<string, unknown> }>(
      `{ brief(page: OVERVIEW, region: "410300") { page region { name } ${HEAD} facts { term { zh } strong unit { zh } } statements { id tone } asOf receipt { received expected } demo warnings { kind text { zh } } } }`,
    );
    expect(brief).toMatchObject({
      page: 'OVERVIEW',
      region: { name: '洛阳市' },
      period: '2025Q4',
      indicator: 'PARTY_ORG_COVERAGE',
      basis: 'OPERATING',
      title: { zh: '洛阳市组织覆盖率 59.1\u202f%，瀍河回族区最低，10.0\u202f%' },
      headline: {
        name: { zh: '洛阳市党的组织覆盖率' },
        text: '59.1',
        unit: { zh: '%' },
        band: 'MISSED',
        rate: { numerator: 65, denominator: 110 },
      },
      statements: [
        { id: 'level', tone: 'BAD' },
        { id: 'change', tone: 'PLAIN' },
        { id: 'extremes', tone: 'PLAIN' },
      ],
      asOf: '2025-12-31',
      receipt: { received: 3, expected: 14 },
      demo: false,
      warnings: [{ kind: 'INCOMPLETE' }, { kind: 'NOT_ACCEPTED' }],
    });
  });

  it.each(BRIEF_PAGES.map((page) => [page.toUpperCase()]))('finds every number of %s in the answer of its own query', async (page) => {
    for (const region of ['410300', '410302', '410304', '410305', '520000']) {
      const { brief } = await ask<{ brief: { statements: Statement[] } }>(
        `query ($region: ID!) { brief(page: ${page}, region: $region) { statements { ${STATEMENT} } } }`,
        { region },
      );
      expect(await untraced(brief.statements)).toEqual([]);
    }
  });

  it('finds every number of regions set beside each other, of another indicator and of another basis', async () => {
    for (const more of [
      'page: COMPARE, regions: ["410302", "410303"]',
      'page: TRENDS, regions: ["410302", "410303"]',
      'page: WHY, indicator: PARTY_WORK_COVERAGE, basis: ELIGIBLE',
      'page: GAPS, indicator: TRAININGS',
      'page: ORGANIZATIONS, indicator: STANDARD_MET',
    ]) {
      const { brief } = await ask<{ brief: { statements: Statement[] } }>(
        `{ brief(${more}, region: "410300") { statements { ${STATEMENT} } } }`,
      );
      expect(await untraced(brief.statements)).toEqual([]);
    }
  });

  it('gives the bulletin of 洛阳 in nine sections, every number in the answer of its own query', async () => {
    const { bulletin } = await ask<{ bulletin: { title: unknown; sections: { id: string; statements: Statement[] }[] } }>(
      `{ bulletin(region: "410300") { region { name } period basis title { zh } asOf receipt { received } demo sections { id heading { zh } charts statements { ${STATEMENT} } tables { id title { zh } columns { label { zh } numeric } rows { zh en } } } } }`,
    );
    expect(bulletin.title).toEqual({ zh: '洛阳市“两个覆盖”2025年第四季度通报' });
    expect(bulletin.sections.map(({ id }) => id)).toEqual([
      'LEVEL',
      'CHANGE',
      'RANKING',
      'MOVES',
      'TARGET',
      'STRUCTURE',
      'ACTIVITY',
      'RECEIPT',
      'QUALITY',
    ]);
    expect(await untraced(bulletin.sections.flatMap(({ statements }) => statements))).toEqual([]);
  });

  it('refuses an unknown region and a period that is no quarter', async () => {
    const code = async (query: string): Promise<unknown> => (await served.ask(query)).errors?.[0]?.extensions['code'];
    expect(await code('{ brief(page: OVERVIEW, region: "999999") { asOf } }')).toBe('NOT_FOUND');
    expect(await code('{ bulletin(region: "410300", period: "2025") { asOf } }')).toBe('BAD_USER_INPUT');
  });
});
