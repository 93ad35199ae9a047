import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { executeOnce } from '../../server/graphql/executeOnce.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import type { Reports } from '../../server/reports/types.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { listening } from '../support/plans.ts';

const LISTS = [
  { list: 'units', where: '{ region: "410302" }', code: 'creditCode', rows: 6 },
  { list: 'organizations', where: '{ region: "410302" }', code: 'code', rows: 4 },
] as const;

describe.each(ENGINES)('what is read of a list on %s', (engine) => {
  const heard = listening();
  let database: TestDatabase;
  let readers: Readers;
  let reports: Reports;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 4, none: 2 }));
    readers = openReaders(database.url);
    reports = createReports(heard.readers(readers));
    // What is read once a data version, and kept.
    await ask('{ dataset { version } }');
  });
  afterAll(async () => {
    await readers.close();
    await database.drop();
  });

  /** Data, and which statements on facts it took: those that count and those that read rows. */
  async function ask(text: string): Promise<{ data: Record<string, unknown>; counts: number; reads: number }> {
    heard.heard();
    const { data, errors } = await executeOnce(reports, text, {}, { log: createLog('silent') });
    expect(errors).toBeUndefined();
    const facts = heard.heard().filter(({ sql }) => /unit_quarter|organization_quarter/.test(sql) && !sql.includes('to_regclass'));
    const counts = facts.filter(({ sql }) => /^\s*select count\(\*\)/.test(sql)).length;
    return { data: data ?? {}, counts, reads: facts.length - counts };
  }

  describe.each(LISTS)('$list', ({ list, where, code, rows }) => {
    it('counts nothing where nobody asks how many there are', async () => {
      const { data, counts, reads } = await ask(`{ ${list}(where: ${where}, first: 2) { nodes { ${code} } pageInfo { hasNextPage } } }`);
      expect(data).toMatchObject({ [list]: { nodes: { length: 2 }, pageInfo: { hasNextPage: true } } });
      expect([counts, reads]).toEqual([0, 2]);
    });

    it('reads no row where only their number is asked for', async () => {
      const { data, counts, reads } = await ask(`{ ${list}(where: ${where}) { totalCount __typename } }`);
      expect(data).toMatchObject({ [list]: { totalCount: rows } });
      expect([counts, reads]).toEqual([1, 0]);
    });

    it('does both where both are selected, through a fragment as well', async () => {
      const name = list === 'units' ? 'Unit' : 'Organization';
      const text = `query { ${list}(where: ${where}, first: 3) { ...Some totalCount } } fragment Some on ${name}Connection { edges { cursor node { ${code} } } }`;
      const { data, counts, reads } = await ask(text);
      expect(data).toMatchObject({ [list]: { totalCount: rows, edges: { length: 3 } } });
      expect([counts, reads]).toEqual([1, 2]);
    });

    it('refuses a wrong cursor where only the number is asked for', async () => {
      const { errors } = await executeOnce(
        reports,
        `{ ${list}(where: ${where}, after: "x") { totalCount } }`,
        {},
        { log: createLog('silent') },
      );
      expect(errors?.[0]?.message).toMatch(/^after 不是有效的游标/);
    });

    it('reads whole rows of a page in its order', async () => {
      const order = list === 'units' ? 'STAFF_DESC' : 'UNITS_DESC';
      const field = list === 'units' ? 'staff' : 'unitsCovered';
      const { data } = await ask(`{ ${list}(where: ${where}, orderBy: ${order}) { nodes { ${field} name region { code } } } }`);
      const { nodes } = data[list] as { nodes: Record<string, number>[] };
      expect(nodes).toHaveLength(rows);
      expect(nodes.map((node) => node[field])).toEqual(nodes.map((node) => Number(node[field])).toSorted((one, other) => other - one));
      expect(nodes.every((node) => typeof node['name'] === 'string')).toBe(true);
    });
  });
});
