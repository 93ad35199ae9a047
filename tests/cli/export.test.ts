import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { demoSlice, importSlice } from '../support/demoLedger.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { serve } from '../http/serve.ts';
import { operator, type Operator } from './run.ts';

// Each command is a process that starts, and some tests need four.
vi.setConfig({ testTimeout: 120_000 });

let database: TestDatabase;
let shell: Operator;
let counts: { units: number; organizations: number };
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  const slice = demoSlice(['4103'], ['2025Q3', '2025Q4']).map((one) => ({ ...one, state: 'APPLIED' as const }));
  const own = slice.find((one) => one.region === '410302' && one.period === '2025Q4');
  counts = { units: own?.units.length ?? Number.NaN, organizations: own?.organizations.length ?? Number.NaN };
  await importSlice(database.store, slice);
  // The demo stands for what a place reported: a clerk's own file may take its place.
  await database.store.db.updateTable('submission').set({ demo: 0 }).execute();
  shell = operator(database.url);
}, 120_000);
afterAll(async () => {
  shell.close();
  await database.drop();
});

const rowsOf = (file: string): string[][] => parse(readFileSync(file), { bom: true });

describe('fugai export ledger', () => {
  it.each(['ledger', 'ledger.xlsx'])('as %s is taken back by fugai import unchanged: 0 added, 0 changed', async (name) => {
    const to = shell.place(name);
    const given = await shell.run(['export', 'ledger', '--region', '410302', '--period', '2025Q4', '--to', to]);
    expect(given).toMatchObject({ code: 0, err: '' });
    expect(given.out).toContain(`单位 ${counts.units} 行，组织 ${counts.organizations} 行`);
    const taken = await shell.run(['import', to, '--region', '410302', '--period', '2025Q4', '--json']);
    expect(taken.code).toBe(0);
    expect(JSON.parse(taken.out)).toMatchObject({
      applied: false,
      unchanged: true,
      rows: counts,
      errors: [],
      difference: { added: 0, removed: 0, changed: 0, same: counts.units },
    });
    expect((await shell.run(['import', to, '--region', '410302', '--period', '2025Q4'])).out).toContain(
      `0 新增 0 变更 ${counts.units} 相同`,
    );
  });

  it('takes the place of the files of the same name in a folder that is there, and leaves the others', async () => {
    const to = shell.place('kept');
    mkdirSync(to);
    writeFileSync(shell.place('kept', 'notes.txt'), 'mine');
    writeFileSync(shell.place('kept', 'units.csv'), 'old');
    expect((await shell.run(['export', 'ledger', '--region', '410302', '--period', '2025Q4', '--to', to])).code).toBe(0);
    expect(readdirSync(to).toSorted()).toEqual(['notes.txt', 'organizations.csv', 'units.csv']);
    expect(rowsOf(shell.place('kept', 'units.csv'))).toHaveLength(counts.units + 1);
  });

  it('is refused for a prefecture, for a quarter without a ledger and to the standard output', async () => {
    const ask = (region: string, period: string, to: string) =>
      shell.run(['export', 'ledger', '--region', region, '--period', period, '--to', to]);
    expect(await ask('410300', '2025Q4', 'a')).toMatchObject({ code: 1, err: expect.stringContaining('不是报送地区') as string });
    expect(await ask('410302', '2024Q1', 'a')).toMatchObject({ code: 1, err: expect.stringContaining('该地区这一期没有报送') as string });
    expect(await ask('410302', '2025Q4', '-')).toMatchObject({ code: 2, err: expect.stringContaining('不能写到标准输出') as string });
    expect(readdirSync(shell.folder)).not.toContain('a');
  });
});

describe('fugai export of lists', () => {
  it('gives the very bytes of the server for the same conditions', async () => {
    const served = await serve({ database: database.url });
    try {
      const [to, name] = [shell.place('units.csv'), '/export/units.csv?region=410302&period=2025Q3&kind=PRIVATE_ENTERPRISE&lang=en'];
      const ran = await shell.run([
        'export',
        'units',
        '--region',
        '410302',
        '--period',
        '2025Q3',
        '--kind',
        'PRIVATE_ENTERPRISE',
        '--lang',
        'en',
        '--to',
        to,
      ]);
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(readFileSync(to, 'utf8')).toBe(await (await fetch(`${served.url}${name}`)).text());
    } finally {
      await served.close();
    }
  });

  it('of observations has the region with its children, one period or a span, as CSV and as Parquet', async () => {
    const [csv, parquet] = [shell.place('o.csv'), shell.place('o.parquet')];
    const ask = ['export', 'observations', '--region', '410300', '--indicators', 'PARTY_ORG_COVERAGE,PARTY_WORK_COVERAGE', '--lang', 'en'];
    expect((await shell.run([...ask, '--period', '2025Q4', '--to', csv])).code).toBe(0);
    const [heads = [], ...rows] = rowsOf(csv);
    expect(new Set(rows.map((row) => row[heads.indexOf('region_code')])).size).toBe(rows.length / 2);
    expect(rows[0]?.[0]).toBe('410300');
    expect((await shell.run([...ask, '--from', '2025Q3', '--until', '2025Q4', '--to', parquet])).code).toBe(0);
    expect(await parquetReadObjects({ file: new Uint8Array(readFileSync(parquet)).buffer })).toHaveLength(rows.length * 2);
  });

  it('goes to the standard output with -, its words to the other', async () => {
    const { code, out, err } = await shell.run(['export', 'organizations', '--region', '410302', '--to', '-']);
    expect(code).toBe(0);
    expect(parse(out)).toHaveLength(counts.organizations + 1);
    expect(err).toContain(`已导出组织清单 ${counts.organizations} 行`);
  });

  it('leaves nothing behind, and an older file as it was, when it is refused', async () => {
    const to = shell.place('kept.csv');
    writeFileSync(to, 'old');
    const refused = await shell.run(['export', 'units', '--region', '999999', '--kind', 'X', '--to', to]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('「kind=X」应为 PRIVATE_ENTERPRISE');
    const misplaced = await shell.run(['export', 'units', '--to', shell.place('nowhere', 'u.csv')]);
    expect(misplaced).toMatchObject({ code: 1, err: expect.stringContaining('所在的文件夹不存在') as string });
    expect(readFileSync(to, 'utf8')).toBe('old');
    expect(readdirSync(shell.folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('tells wrong usage with exit code 2: no noun, no file, a form that the list has not, an option that is none', async () => {
    const wrong = [
      [['export'], 'export 后面应为 units、organizations、observations、figures、ledger、view 之一'],
      [['export', 'units'], '缺少 --to'],
      [['export', 'units', '--to', 'u.parquet'], 'units 可以写成 .csv、.xlsx；收到「parquet」'],
      [['export', 'units', '--colour', 'red', '--to', 'u.csv'], "没有「--colour」这个选项（Unknown option '--colour'"],
    ] as const;
    const ran = await Promise.all(wrong.map(([command]) => shell.run(command)));
    expect(ran.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    ran.forEach(({ err }, at) => {
      expect(err).toContain(wrong[at]?.[1]);
      expect(err).toContain('用法：fugai export');
    });
  });
});

describe('fugai export view', () => {
  it('makes the file that the address gives: a CSV that is the server’s, and a PDF', async () => {
    const served = await serve({ database: database.url });
    try {
      const address = '/compare.csv?region=410300&period=2025Q4';
      const [csv, pdf] = [shell.place('compare.csv'), shell.place('overview.pdf')];
      expect((await shell.run(['export', 'view', address, '--to', csv])).code).toBe(0);
      expect(readFileSync(csv, 'utf8')).toBe(await (await fetch(`${served.url}${address}`)).text());
      expect((await shell.run(['export', 'view', '/overview.pdf?region=410300', '--to', pdf])).code).toBe(0);
      expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    } finally {
      await served.close();
    }
  });

  it('is refused for an address that gives no file', async () => {
    expect(await shell.run(['export', 'view', '/nothing.pdf', '--to', 'x.pdf'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('没有「nothing」这一页') as string,
    });
  });
});

describe('fugai query', () => {
  const QUERY = 'query Q($code: ID!) { region(code: $code) { name } }';
  const answer = { data: { region: { name: '洛阳市' } } };

  it('takes variables as JSON and from a file, and writes the answer whole or on one line', async () => {
    writeFileSync(shell.place('v.json'), '{"code": "410300"}');
    const out = shell.place('answer.json');
    const given = await shell.run(['query', '-', '--vars', `@${shell.place('v.json')}`, '--out', out], QUERY);
    expect(given).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject(answer);
    const compact = await shell.run(['query', '-', '--variables', '{"code": "410300"}', '--compact'], QUERY);
    expect(compact.out.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(compact.out)).toMatchObject(answer);
  });

  it('says the cost of the query as HTTP does, and in its help that there is no limit', async () => {
    const region = '{ region(code: "410300") { code } }';
    const served = await serve({ database: database.url });
    try {
      const { extensions } = await served.ask(region);
      expect(JSON.parse((await shell.run(['query', '-'], region)).out)).toMatchObject({ extensions });
      expect(Number((extensions as { cost: number }).cost)).toBeGreaterThan(0);
    } finally {
      await served.close();
    }
    expect((await shell.run(['query', '--help'])).out).toContain('成本不设上限');
  });

  it('prints errors, leaves an older answer as it was and exits with 1; wrong variables are wrong usage', async () => {
    const out = shell.place('older.json');
    writeFileSync(out, 'old');
    const refused = await shell.run(['query', '-', '--vars', '{}', '--out', out], QUERY);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toHaveProperty('errors');
    expect(readFileSync(out, 'utf8')).toBe('old');
    expect(await shell.run(['query', '-', '--vars', '[1]'], QUERY)).toMatchObject({ code: 2 });
  });
});
