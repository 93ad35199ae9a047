/** What an address of observations selects, and what their values are. */
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from './serve.ts';

let database: TestDatabase;
let served: Served;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  for (const period of ['2025Q3', '2025Q4'] as const) await database.submit('410302', period, ledgerOf('410302', { sole: 3, none: 5 }));
  served = await serve({ database: database.url });
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const get = (address: string) => fetch(`${served.url}${address}`);
const rowsOf = async (address: string): Promise<Readonly<Record<string, string>>[]> =>
  parse(await (await get(address)).text(), { columns: true });
const refusal = async (address: string) => {
  const answer = await get(address);
  return [answer.status, (await answer.json()) as { error: string; code: string }] as const;
};

describe('parameters of observations', () => {
  it('that do not fit together are told all at once in the words of the address, unknown regions among them', async () => {
    const wrong = 'codes=410300,999999&childrenOf=998877&last=1&period=2025Q4&under=410000&colour=red';
    expect((await refusal(`/export/observations.csv?${wrong}`))[1].error).toMatch(
      /^参数有误（6 处）：「colour=red」没有这个参数.*「codes\|childrenOf\|under」只能给其中一个来选择地区；「period\|last」只能给其中一个来选择报告期；「under=410000」须同时给出 level，如 level=COUNTY；「codes=999999」区划表中没有这个代码.*「childrenOf=998877」/,
    );
    expect((await refusal('/export/observations.csv?region=410300&to=2025Q3'))[1].error).toContain(
      '（1 处）：「to=2025Q3」须与 from 一起给出',
    );
    expect((await refusal('/export/observations.csv?region=410300&from=2025Q4&to=2025Q3'))[1].error).toContain(
      '（1 处）：「from=2025Q4」不能晚于 to=2025Q3',
    );
  });

  it('without any selection are refused with an example that is answered', async () => {
    const [status, { error }] = await refusal('/export/observations.csv');
    expect(status).toBe(400);
    expect(error).toMatch(
      /^参数有误（2 处）：「region\|codes\|childrenOf\|under」没有给出地区：.*；「period\|only\|from\|last」没有给出报告期：/,
    );
    const example = /可用的例子：(\S+)$/.exec(error)?.[1];
    const rows = await rowsOf(`${example}&indicators=PARTY_ORG_COVERAGE&lang=en`);
    expect(rows.map(({ region_code }) => region_code).slice(0, 2)).toEqual(['410000', '410100']);
  });

  it('take region as the region with its children, and period as only', async () => {
    const { data } = await served.ask('{ region(code: "410300") { children { code kind } } }');
    const { children } = (data as { region: { children: { code: string; kind: string }[] } }).region;
    const codes = ['410300', ...children.filter(({ kind }) => kind === 'ADMINISTRATIVE').map(({ code }) => code)];
    const [short, long] = await Promise.all([
      rowsOf('/export/observations.csv?region=410300&period=2025Q3,2025Q4&lang=en'),
      rowsOf(`/export/observations.csv?codes=${codes.join(',')}&only=2025Q3,2025Q4&lang=en`),
    ]);
    expect(short).toEqual(long);
    expect(new Set(short.map(({ region_code }) => region_code)).size).toBe(codes.length);
  });
});

describe('values of observations', () => {
  it('say shape and unit of each value as the indicator of GraphQL does, and both lie in the dictionary', async () => {
    const rows = await rowsOf('/export/observations.csv?codes=410300&only=2025Q4&lang=en');
    const { data } = await served.ask('{ indicators { id shape unit { en } } }');
    const { indicators } = data as { indicators: { id: string; shape: string; unit: { en: string } }[] };
    const said = new Map(indicators.map(({ id, shape, unit }) => [id, [shape, unit.en]]));
    expect(rows.map(({ value_shape, value_unit }) => [value_shape, value_unit])).toEqual(
      rows.map(({ indicator_code }) => said.get(String(indicator_code))),
    );
    expect(new Set(rows.map(({ value_shape }) => value_shape))).toEqual(new Set(['PERCENT', 'RATIO', 'COUNT']));
    for (const name of ['value_shape', 'value_unit']) {
      const members = EXPORTS.find(({ noun }) => noun === 'observations')?.columns.find(({ id }) => id === name)?.members ?? [];
      expect(rows.filter((row) => !members.some(({ code }) => code === row[name]))).toEqual([]);
    }
  });
});
