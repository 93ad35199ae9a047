import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { OBSERVATION_PARAMETERS, ORGANIZATION_FILTER, UNIT_FILTER } from '../../server/documents/bulk/sets.ts';
import { textOf } from '../documents/bulkTables.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from './serve.ts';

type Row = Readonly<Record<string, string>>;

let database: TestDatabase;
let served: Served;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  for (const [period, sole] of [
    ['2025Q3', 2],
    ['2025Q4', 5],
  ] as const) {
    await database.submit('410302', period, ledgerOf('410302', { sole, none: 2100 }));
    await database.submit('410303', period, ledgerOf('410303', { sole: 1, joint: 3, none: 900 }, { kind: 'FOUNDATION', staff: 60 }));
  }
  served = await serve({ database: database.url });
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const get = (address: string, headers: Record<string, string> = {}, from = served) => fetch(`${from.url}${address}`, { headers });
const rowsOf = async (address: string): Promise<Row[]> => parse(await (await get(address)).text(), { columns: true });
const refusal = async (address: string, from = served) => {
  const answer = await get(address, {}, from);
  return [answer.status, (await answer.json()) as { error: string; code: string }] as const;
};

interface Pages {
  readonly nodes: readonly Record<string, unknown>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}

/** Every page of a list of the API, 1000 rows each. */
async function allPages(list: string, where: string, fields: string): Promise<readonly Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let after = ''; ;) {
    const { data } = await served.ask(
      `{ list: ${list}(where: ${where}, first: 1000${after}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } totalCount } }`,
    );
    const { list: page } = data as { list: Pages };
    found.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return found;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
}

const staffOf = (rows: readonly { readonly staff: unknown }[]): number => rows.reduce((sum, row) => sum + Number(row.staff), 0);

describe('the list of units as CSV', () => {
  it('holds the 3009 rows of GraphQL of all pages, in the same order, with the same staff in all', async () => {
    const rows = await rowsOf('/export/units.csv?region=410300&lang=en');
    const nodes = await allPages('units', '{region: "410300"}', 'creditCode name staff partyTier bases region { code name }');
    expect(rows).toHaveLength(3009);
    expect(rows.map(({ credit_code }) => credit_code)).toEqual(nodes.map(({ creditCode }) => creditCode));
    expect(staffOf(rows as never)).toBe(staffOf(nodes as never));
    expect(staffOf(rows as never)).toBe(2105 * 20 + 904 * 60);
  });

  it('follows a filter of several conditions as GraphQL does: 904 foundations, 900 of them without an organisation', async () => {
    const [foundations, without] = await Promise.all([
      rowsOf('/export/units.csv?region=410300&kind=FOUNDATION&lang=en'),
      rowsOf('/export/units.csv?region=410300&kind=FOUNDATION,PRIVATE_ENTERPRISE&tier=NONE&minStaff=50&lang=en'),
    ]);
    const nodes = await allPages(
      'units',
      '{region: "410300", kind: [FOUNDATION, PRIVATE_ENTERPRISE], tier: [NONE], minStaff: 50}',
      'creditCode',
    );
    expect([foundations.length, without.length, nodes.length]).toEqual([904, 900, 900]);
    expect(without.map(({ credit_code }) => credit_code)).toEqual(nodes.map(({ creditCode }) => creditCode));
  });

  it('is ordered as asked, of the quarter asked, and says words beside codes', async () => {
    const rows = await rowsOf('/export/units.csv?region=410300&period=2025Q3&orderBy=STAFF_DESC');
    expect(rows).toHaveLength(2102 + 904);
    expect(rows.slice(0, 904).every((row) => row['从业人员'] === '60')).toBe(true);
    expect(rows[0]).toMatchObject({
      单位类别: '基金会',
      单位类别代码: 'FOUNDATION',
      地区代码: '410303',
      报告期: '2025Q3',
      截至: '2025-09-30',
    });
  });

  it('is pinned to the data version that is asked for: v1 has the 2102 units of the first ledger', async () => {
    const answer = await get('/export/units.csv?version=v1&lang=en');
    expect(answer.headers.get('x-fugai-data-version')).toBe('v1');
    expect(parse(await answer.text())).toHaveLength(2102 + 1);
  });

  it('tells version, day, rows, source, filter and 口径 in headers, and nothing but rows in the file', async () => {
    const answer = await get('/export/units.csv?region=410300&sector=SOCIAL_ORGANIZATION&basis=OPERATING');
    const said = (name: string) => decodeURIComponent(String(answer.headers.get(`x-fugai-${name}`)));
    expect([said('data-version'), said('as-of'), said('rows'), said('source')]).toEqual(['v4', '2025-12-31', '904', '各地季度台账']);
    expect(said('filter')).toBe('地区：410300；领域：社会组织；口径：正常经营');
    expect(said('basis')).toBe('正常经营（状态为正常经营的两新组织）');
    expect(answer.headers.get('link')).toBe('<units.dictionary.json>; rel="describedby"');
    expect(decodeURIComponent(String(answer.headers.get('content-disposition')))).toContain('单位清单-2025-12-31.csv');
    const rows: string[][] = parse(await answer.text());
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it('answers 304 to the tag it gave, 200 once the address differs, and HEAD without reading', async () => {
    const answer = await get('/export/units.csv?region=410302');
    await answer.arrayBuffer();
    const tag = String(answer.headers.get('etag'));
    expect((await get('/export/units.csv?region=410302', { 'if-none-match': tag })).status).toBe(304);
    expect((await get('/export/units.csv?region=410302&lang=en', { 'if-none-match': tag })).status).toBe(200);
    const head = await fetch(`${served.url}/export/units.csv?region=410302`, { method: 'HEAD' });
    expect([head.status, head.headers.get('x-fugai-rows'), await head.text()]).toEqual([200, '2105', '']);
    await expect.poll(() => served.open(), { timeout: 10_000 }).toBe(0);
  });
});

describe('the other exports', () => {
  it('units as a workbook hold the same rows as CSV, and a page 说明', async () => {
    const { sheets } = await readXlsx(Buffer.from(await (await get('/export/units.xlsx?region=410303')).arrayBuffer()));
    const csv: string[][] = parse(await (await get('/export/units.csv?region=410303')).text());
    expect(sheets.map(({ name }) => name)).toEqual(['单位清单', '说明']);
    const texts = sheets[0]?.rows.map((row) => csv[0]?.map((_, at) => textOf(row[at])));
    expect(texts).toEqual(csv);
  });

  it('organizations hold the 7 rows of GraphQL of the Party in both counties, flags and all', async () => {
    const rows = await rowsOf('/export/organizations.csv?region=410300&subject=PARTY&lang=en');
    const nodes = await allPages('organizations', '{region: "410300", subject: [PARTY]}', 'code unitsCovered flags { flag }');
    expect(rows).toHaveLength(7);
    expect(rows.map(({ code, units_covered, flags_code }) => [code, Number(units_covered), flags_code])).toEqual(
      nodes.map(({ code, unitsCovered, flags }) => [code, unitsCovered, (flags as { flag: string }[]).map(({ flag }) => flag).join(';')]),
    );
  });

  it('observations say as CSV, as Parquet and by GraphQL the same: 3 regions × 2 quarters × 2 indicators', async () => {
    const address = 'codes=410300,410302&codes=410303&last=2&indicators=PARTY_ORG_COVERAGE,SUBMISSION_RECEIVED';
    const rows = await rowsOf(`/export/observations.csv?${address}&lang=en`);
    const { data } = await served.ask(
      '{ observations(indicators: [PARTY_ORG_COVERAGE, SUBMISSION_RECEIVED], regions: {codes: ["410300", "410302", "410303"]}, periods: {last: 2}) { region { code level } period asOf indicator basis rate { numerator denominator value missing } target band receipt { expected received onTime accepted carriedForward } } }',
    );
    const { observations } = data as { observations: Record<string, Record<string, unknown>>[] };
    const said = observations.map(({ region, rate, receipt, ...row }) =>
      [
        region?.['code'],
        region?.['level'],
        row['period'],
        row['asOf'],
        row['indicator'],
        row['basis'],
        ...Object.values(rate ?? {}),
        row['target'],
        row['band'],
        ...Object.values(receipt ?? {}),
      ].map(textOf),
    );
    const NAMES =
      'region_code level period as_of indicator_code basis_code numerator denominator value missing_code target band_code expected received on_time accepted carried_forward'.split(
        ' ',
      );
    expect(rows).toHaveLength(12);
    expect(rows.map((row) => NAMES.map((name) => row[name]))).toEqual(said);

    const parquet = await parquetReadObjects({ file: await (await get(`/export/observations.parquet?${address}&lang=en`)).arrayBuffer() });
    expect(parquet.map((row) => Object.values(row).map(textOf))).toEqual(rows.map((row) => Object.values(row)));
    expect(Object.keys(parquet[0] ?? {})).toEqual(Object.keys(rows[0] ?? {}));
  });

  it('observations of all indicators, split by kind, with conditions: 2 members, and counts that add up to the whole', async () => {
    const rows = await rowsOf('/export/observations.csv?codes=410300&only=2025Q4&by=KIND&lang=en');
    expect(new Set(rows.map(({ member_1_code }) => member_1_code))).toEqual(new Set(['PRIVATE_ENTERPRISE', 'FOUNDATION']));
    expect(new Set(rows.map(({ indicator_code }) => indicator_code)).size).toBeGreaterThan(10);
    const [whole] = await rowsOf('/export/observations.csv?codes=410300&only=2025Q4&indicators=PARTY_ORG_COVERAGE&lang=en');
    const parts = rows.filter(({ indicator_code }) => indicator_code === 'PARTY_ORG_COVERAGE');
    expect(parts.reduce((sum, row) => sum + Number(row['denominator']), 0)).toBe(Number(whole?.['denominator']));
    const [filtered] = await rowsOf(
      '/export/observations.csv?codes=410300&only=2025Q4&indicators=PARTY_ORG_COVERAGE&where.kind=FOUNDATION&lang=en',
    );
    expect(filtered?.['denominator']).toBe('904');
  });

  it('have a dictionary each as JSON and CSV, with a tag', async () => {
    for (const { noun } of EXPORTS)
      for (const suffix of ['json', 'csv']) {
        const answer = await get(`/export/${noun}.dictionary.${suffix}`);
        expect(answer.status).toBe(200);
        const again = await get(`/export/${noun}.dictionary.${suffix}`, { 'if-none-match': String(answer.headers.get('etag')) });
        expect(again.status).toBe(304);
      }
  });

  it('are compressed while they are sent, and read the same', async () => {
    const answer = await get('/export/units.csv?region=410300', { 'accept-encoding': 'br' });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(parse(await answer.text())).toHaveLength(3010);
  });
});

describe('parameters of exports', () => {
  const fieldsOf = async (type: string): Promise<string[]> => {
    const { data } = await served.ask(`{ __type(name: "${type}") { inputFields { name } } }`);
    return (data as { __type: { inputFields: { name: string }[] } }).__type.inputFields.map(({ name }) => name).toSorted();
  };

  it('are the fields of UnitFilter, OrganizationFilter, RegionSelection and PeriodSelection, all of them, by the same names', async () => {
    expect(Object.keys(UNIT_FILTER).toSorted()).toEqual(await fieldsOf('UnitFilter'));
    expect(Object.keys(ORGANIZATION_FILTER).toSorted()).toEqual(await fieldsOf('OrganizationFilter'));
    const selections = [...(await fieldsOf('RegionSelection')), ...(await fieldsOf('PeriodSelection'))];
    const { data } = await served.ask('{ __type(name: "Query") { fields { name args { name } } } }');
    const { fields } = (data as { __type: { fields: { name: string; args: { name: string }[] }[] } }).__type;
    const wanted = fields.find(({ name }) => name === 'observations')?.args.map(({ name }) => name) ?? [];
    const own = wanted.filter((name) => !['regions', 'periods', 'where', 'asKnownOn'].includes(name));
    expect(Object.keys(OBSERVATION_PARAMETERS).toSorted()).toEqual([...selections, ...own].toSorted());
  });

  it('cover every field of Unit, Organization and Figure in columns', async () => {
    for (const [type, noun, left] of [
      ['Unit', 'units', []],
      ['Organization', 'organizations', []],
      ['Figure', 'figures', ['source', 'unitLabel']],
    ] as const) {
      const { data } = await served.ask(`{ __type(name: "${type}") { fields { name } } }`);
      const fields = (data as { __type: { fields: { name: string }[] } }).__type.fields.map(({ name }) => name);
      const held = new Set(EXPORTS.find((one) => one.noun === noun)?.columns.map(({ field }) => field));
      expect(fields.filter((name) => !held.has(name) && !(left as readonly string[]).includes(name))).toEqual([]);
    }
  });

  it('that are wrong are refused with 400 and named all at once; an unknown place with the parameter that has it', async () => {
    const [status, { error, code }] = await refusal('/export/units.csv?kind=X&foo=1&minStaff=-1');
    expect([status, code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(error).toMatch(
      /^参数有误（3 处）：「kind=X」应为 PRIVATE_ENTERPRISE（私营企业）.*「foo=1」没有这个参数.*「minStaff=-1」应为 0 到 999999999 的整数。$/,
    );
    expect((await refusal('/export/units.csv?region=999999&park=P999999'))[1].error).toMatch(
      /^参数有误（2 处）：「region=999999」区划表中没有这个代码。.*「park=P999999」/,
    );
    expect(await refusal('/export/observations.csv?codes=410300&last=1&by=KIND&indicators=FUNDS_PER_MEMBER')).toMatchObject([
      400,
      { code: 'BAD_USER_INPUT' },
    ]);
    expect((await refusal('/export/units.parquet'))[1].error).toContain('units.csv、units.xlsx');
    expect(await refusal('/export/units.csv?version=v99')).toMatchObject([404, { error: expect.stringContaining('v99') as string }]);
    expect(served.open()).toBe(0);
  });

  it('that ask for more than ten million cells are refused with both numbers', async () => {
    const [status, { error, code }] = await refusal('/export/observations.csv?under=100000&level=COUNTY&last=400');
    expect([status, code]).toEqual([400, 'QUERY_TOO_EXPENSIVE']);
    expect(error).toMatch(/^这次要导出 \d{8} 个数（\d+ 个地区 × 400 期 × \d+ 个指标），上限 10000000 个；/);
  });

  it('are asked of nobody where readers must sign in: 401 for each file and each dictionary', async () => {
    const closed = await serve({ database: database.url, change: { anonymous: 'none' } });
    try {
      for (const name of ['units.csv', 'units.xlsx', 'observations.parquet', 'figures.csv', 'units.dictionary.json'])
        expect(await refusal(`/export/${name}`, closed)).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
    } finally {
      await closed.close();
    }
  });
});
