/** A ledger that is not the demo's in two provinces, and databases from which everything outside a scope was deleted. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { ROLLUP, ROLLUP_BY } from '../../server/db/rollup.ts';
import type { Engine } from '../../server/db/open.ts';
import { AGGREGATES, sightOf, unite, type Sight } from '../../server/domain/sight.ts';
import { loadDivisions } from '../../seed/divisions.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';

export const PARK = 'P41030001';

/** The five scopes, each alone and with what readers without a name see. */
export const SCOPES: Readonly<Record<string, readonly string[]>> = {
  province: ['410000'],
  prefecture: ['410300'],
  county: ['410302'],
  township: ['410302001'],
  'park and a county': ['420102', PARK],
};
/** Each scope once, in turn alone and with what readers without a name see; and all ten. */
export const SOME_SIGHTS = ['province', 'prefecture, and aggregates', 'county', 'township, and aggregates', 'park and a county'];
export const SIGHTS: Readonly<Record<string, Sight>> = Object.fromEntries(
  Object.entries(SCOPES).flatMap(([name, roots]) => [
    [name, sightOf(roots)],
    [`${name}, and aggregates`, unite(AGGREGATES, sightOf(roots))],
  ]),
);

/** Units of a county: so many in each township, with organizations of all four kinds, some in a park. */
function ledger(county: string, townships: readonly number[]) {
  const places = townships.map((units, at) => ({ units, region: `${county}${String(at + 1).padStart(3, '0')}` }));
  const known = new Set(loadDivisions().map((region) => region.code));
  const regionOf = (region: string): string => (known.has(region) ? region : county);
  let number = 0;
  const organizations = places.flatMap(({ region }, at) =>
    (['PARTY', 'UNION', 'LEAGUE', 'WOMEN'] as const).map((subject) =>
      organizationFact(regionOf(region), `${county}-${subject}-${at}`, {
        subject,
        form: ({ PARTY: 'BRANCH', UNION: 'UNION_COMMITTEE', LEAGUE: 'LEAGUE_BRANCH', WOMEN: 'WOMEN_GROUP' } as const)[subject],
        funds: 100 * (at + 1),
        trainings: 2,
        trained: 9,
        issuesFound: 5,
        issuesResolved: 3,
        termStartedOn: '2023-02-01',
        termYears: 3,
      }),
    ),
  );
  const units = places.flatMap(({ units: count, region }, at) =>
    Array.from({ length: count }, (_, nth) => {
      number += 1;
      return unitFact(regionOf(region), number, {
        name: `示例单位${county}${number}`,
        staff: 5 + number * 3,
        unionMembers: number,
        industry: nth % 2 === 0 ? 'C' : 'F',
        park: county.startsWith('4103') && nth % 3 === 0 ? PARK : null,
        applicants: nth,
        instructors: 1,
        instructorVisits: 2,
        ...(nth % 2 === 0
          ? { partyOrg: `${county}-PARTY-${at}`, unionOrg: `${county}-UNION-${at}` }
          : { reason: 'OWNER_RELUCTANT' as const }),
        ...(nth % 4 === 0 ? { leagueOrg: `${county}-LEAGUE-${at}`, womenOrg: `${county}-WOMEN-${at}` } : {}),
      });
    }),
  );
  return { units, organizations };
}

/** Three quarters of six counties; one is sent again, one misses a quarter, one holds a single unit. */
export async function fillLedger(db: TestDatabase): Promise<void> {
  const counties: Readonly<Record<string, readonly number[]>> = {
    '410302': [4, 3, 1, 6],
    '410303': [5, 2],
    '410304': [1],
    '410102': [7, 5],
    '420102': [6],
    '420103': [9],
  };
  for (const [period, received] of [
    ['2025Q2', '2025-07-05T01:00:00.000Z'],
    ['2025Q3', '2025-10-05T01:00:00.000Z'],
    ['2025Q4', '2026-01-10T01:00:00.000Z'],
  ] as const)
    for (const [county, townships] of Object.entries(counties))
      if (county !== '410303' || period !== '2025Q3')
        await db.submit(county, period, ledger(county, townships), {
          receivedAt: received,
          ...(county === '410302' ? { state: 'ACCEPTED' as const } : {}),
        });
  await db.submit('410303', '2025Q4', ledger('410303', [6, 4]), { receivedAt: '2026-02-01T01:00:00.000Z' });
  await db.submit('410302', '2025Q4', ledger('410302', [5, 3, 1, 6]), { receivedAt: '2026-02-02T01:00:00.000Z' });
  for (const [at, region] of ['410300', '410302', '420100', '410100', '420102', '410304'].entries())
    await db.store.db
      .insertInto('finding')
      .values({
        id: `L${at}`,
        relation: null,
        kind: 'LEDGER',
        verdict: 'MISMATCH',
        severity: 'SERIOUS',
        position: at,
        region,
        period: '2025Q4',
        printed: 10,
        computed: 9,
        difference: 1,
        decimals: 0,
        unit: 'unit',
        title: `题${region}`,
        explanation: `说明${region}`,
        explanation_en: `about ${region}`,
        figures: '[]',
      })
      .execute();
}

export interface Place {
  readonly url: string;
  drop(): Promise<void>;
}

/** Codes at or below roots, parks of theirs too; said by the table of divisions and nothing else. */
function codesBelow(roots: readonly string[]): string[] {
  const divisions = loadDivisions();
  const parents = new Map(divisions.map((region) => [region.code, region.parent]));
  const isBelow = (code: string): boolean => {
    const parent = parents.get(code);
    return roots.includes(code) || (typeof parent === 'string' && isBelow(parent));
  };
  return divisions.map((region) => region.code).filter(isBelow);
}

/** Ledgers of which a township or a park that is a root itself is a part. */
const ledgersOver = (roots: readonly string[]): string[] =>
  roots.flatMap((root) => {
    if (root === PARK) return codesBelow(['410300']).filter((code) => code.length === 6);
    return root.length === 9 ? [root.slice(0, 6)] : [];
  });

const quote = (codes: readonly string[]): string => `(${['', ...codes].map((code) => `'${code}'`).join(', ')})`;
const BLANK = ['file_name', 'file_sha256', 'content_sha256'];
const NONE =
  'units organizations errors warnings units_added units_removed units_changed organizations_founded party_dissolved union_dissolved league_dissolved women_dissolved'.split(
    ' ',
  );

/** Statements after which a database holds nothing outside of a sight. */
export function deletions({ rows, sums }: Sight): string[] {
  const roots = rows === 'ALL' ? [] : rows;
  const own = codesBelow(roots);
  const inside = quote(own);
  const inSums = (column: string): string => (sums === 'ALL' ? '1 = 1' : `${column} in ${quote([...own, ...codesBelow(sums)])}`);
  const stubs = quote(ledgersOver(roots));
  return [
    `delete from unit_quarter where not (region in ${inside} or coalesce(park, '-') in ${inside})`,
    `delete from organization_quarter where region not in ${inside}`,
    `delete from "${ROLLUP}" where not (${inSums('region')})`,
    `delete from "${ROLLUP_BY}" where region not in ${inside}`,
    `delete from expectation where not (${inSums('region')} or region in ${stubs})`,
    `delete from finding where kind = 'LEDGER' and relation is null and not (${inSums('region')})`,
    `delete from submission where not (region in ${inside} or ${inSums('ledger_region')} or ledger_region in ${stubs})`,
    `update submission set ${[...BLANK.map((name) => `${name} = ''`), ...NONE.map((name) => `${name} = 0`)].join(', ')} where region not in ${inside}`,
  ];
}

/** A copy of a database, without what is outside of a sight. Nobody may be connected to the original but `db` itself. */
export async function withoutTheRest(engine: Engine, db: TestDatabase, sight: Sight): Promise<Place> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-scope-'));
    const url = path.join(folder, 'only.sqlite');
    const source = new Sqlite(db.url);
    source.pragma('wal_checkpoint(TRUNCATE)');
    source.close();
    copyFileSync(db.url, url);
    const copy = new Sqlite(url);
    for (const statement of deletions(sight)) copy.exec(statement);
    copy.close();
    return { url, drop: async () => rmSync(folder, { recursive: true, force: true }) };
  }
  const source = new URL(db.url);
  const name = `${source.pathname.slice(1)}_${Math.abs(JSON.stringify(sight).length)}_${Object.values(SIGHTS).indexOf(sight)}`;
  const command = async (database: string, statements: readonly string[]): Promise<void> => {
    const address = new URL(db.url);
    address.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await command('postgres', [
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${source.pathname.slice(1)}'`,
    `create database ${name} template ${source.pathname.slice(1)}`,
  ]);
  await command(name, deletions(sight));
  const own = new URL(db.url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => command('postgres', [`drop database if exists ${name} with (force)`]) };
}

export const filledDatabase = async (engine: Engine, postgresUrl: string): Promise<TestDatabase> => {
  const db = await testDatabase(engine, postgresUrl);
  await fillLedger(db);
  return db;
};
