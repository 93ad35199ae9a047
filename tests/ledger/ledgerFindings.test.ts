import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadFigures } from '../../server/ledger/loadFigures.ts';
import { refreshLedgerFindings } from '../../server/ledger/ledgerFindings.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const NOW = '2026-11-01T00:00:00.000Z';
const FIGURES = `figure_id,source_id,region_code,place,as_of,as_of_precision,subject,quantity,label,printed,value,unit,qualifier,basis
c1,s1,410302,老城区,2025-12-31,day,PARTY,covered_units,已建立党组织的单位,50家,50,unit,exact,OPERATING
c2,s1,410302,老城区,2025-12-31,day,PARTY,units,正常经营的单位,60家,60,unit,exact,OPERATING
c3,s1,410302,老城区,2025-12-30,day,PARTY,units,正常经营的单位,99家,99,unit,exact,OPERATING
c4,s1,410303,西工区,2025-12-31,day,PARTY,units,正常经营的单位,10家,10,unit,exact,OPERATING
`;

describe.each(ENGINES)('published counts against ledgers on %s', (engine) => {
  let db: TestDatabase;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-figures-'));
  const findings = async () =>
    (await db.ask((view) => view.findings({ first: 10 }))).rows.map(({ node }) => node).filter((node) => node.check === 'LEDGER');
  beforeAll(async () => {
    writeFileSync(
      path.join(folder, 'sources.csv'),
      'source_id,title,publisher,published_on,region_code,kind,reference\ns1,季度通报,老城区,2026-01,410302,report,\n',
    );
    writeFileSync(path.join(folder, 'figures.csv'), FIGURES);
    writeFileSync(path.join(folder, 'relations.csv'), 'relation_id,kind,role,figure_id\nr1,SAME,value,c2\nr1,SAME,value,c4\n');
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 41, none: 19 }));
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 1 }), { demo: true });
    const { reading } = await loadFigures(db.store, folder, NOW);
    expect(reading.problems).toEqual([]);
  });
  afterAll(async () => {
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds 50 printed and 41 in the ledger: 9 units, 18 % of what is reported, have no ground; 60 of 60 match', async () => {
    const rows = await findings();
    expect(rows.map((node) => [node.verdict, node.printed, node.computed, node.difference, node.period])).toEqual([
      ['UNBACKED', 50, 41, 9, '2025Q4'],
      ['MATCHES', 60, 60, 0, '2025Q4'],
    ]);
    expect(rows[0]?.explanation).toContain('18');
  });

  it('holds no real figure against the demo, and none against a day that ends no quarter', async () => {
    const rows = await findings();
    expect(rows.flatMap((node) => node.figures.map((figure) => figure.id))).toEqual(['c1', 'c2']);
  });

  it('follows a new version of the ledger: 50 of 50 are backed then', async () => {
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 50, none: 10 }));
    expect(await refreshLedgerFindings(db.store)).toBe(2);
    const rows = await findings();
    expect(rows.map((node) => node.verdict)).toEqual(['MATCHES', 'MATCHES']);
  });
});
