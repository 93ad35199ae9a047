/** P8: nobody sees outside of their region scope, whatever they ask, and whatever is added to the schema later. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { BULK_WRITERS } from '../../server/documents/bulk/writers.ts';
import { FILES, readFileAddress } from '../../server/documents/files.ts';
import { NO_MAPS } from '../../server/documents/mapPack.ts';
import { DomainError } from '../../server/domain/errors.ts';
import { EVERYTHING, type Sight } from '../../server/domain/sight.ts';
import { createExecutor, type Executor } from '../../server/graphql/executeOnce.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import type { Reports } from '../../server/reports/types.ts';
import { ENGINES, type TestDatabase } from '../support/database.ts';
import { createQueries, sequence, type Pool } from './anyQuery.ts';
import { filledDatabase, PARK, SIGHTS, withoutTheRest, type Place } from './scopeGround.ts';

const PAIRS = 300;
const SEED = 20260118;
const POOL: Pool = {
  regions: [
    '100000',
    '410000',
    '410300',
    '410302',
    '410302001',
    '410302003',
    '410303',
    '410304',
    '410102',
    '420000',
    '420100',
    '420102',
    '420103',
    PARK,
  ],
  parks: [PARK, 'P41010001'],
  periods: ['2025Q2', '2025Q3', '2025Q4', '2025Q4', '2025'],
  texts: ['示例', '洛阳', 'units', ''],
};

interface Asked {
  readonly readers: Readers;
  readonly reports: Reports;
  readonly execute: Executor;
}

function asking(url: string): Asked {
  const readers = openReaders(url);
  const reports = createReports(readers);
  return { readers, reports, execute: createExecutor(reports, createLog('silent')) };
}

/** An error of the program has a number of its own each time. */
const settled = (answer: unknown): string => JSON.stringify(answer).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');

describe.each(ENGINES)('a scope on %s', (engine) => {
  let db: TestDatabase;
  let whole: Asked;
  const only = new Map<string, Asked & { readonly place: Place }>();
  const names = Object.keys(SIGHTS);
  const sightNamed = (name: string): Sight => SIGHTS[name] as Sight;

  beforeAll(async () => {
    db = await filledDatabase(engine, inject('postgresUrl'));
    for (const name of names) {
      const place = await withoutTheRest(engine, db, sightNamed(name));
      only.set(name, { ...asking(place.url), place });
    }
    whole = asking(db.url);
  }, 120_000);
  afterAll(async () => {
    await whole.readers.close();
    for (const { readers, place } of only.values()) {
      await readers.close();
      await place.drop();
    }
    await db.drop();
  });

  const onlyOf = (name: string): Asked => {
    const found = only.get(name);
    if (found === undefined) throw new Error(`no database of ${name}`);
    return found;
  };
  const pairs = () => {
    const random = sequence(SEED);
    const { fields, query } = createQueries(createSchema(), POOL, random);
    return Array.from({ length: PAIRS }, (_, at) => {
      const field = fields[at % fields.length];
      if (field === undefined) throw new Error('the schema asks nothing');
      const nth = Math.floor(at / fields.length);
      return { name: names[(at + nth) % names.length] ?? '', text: query(field, nth), version: random() < 0.06 ? 'v16' : undefined };
    });
  };

  it('answers 300 random questions over every field as a database that holds nothing else, byte for byte', async () => {
    const different: string[] = [];
    let answered = 0;
    for (const { name, text, version } of pairs()) {
      const at = { sight: sightNamed(name), signedIn: true, version };
      const [scoped, alone] = [await whole.execute(text, {}, at), await onlyOf(name).execute(text, {}, at)];
      if (scoped.errors === undefined) answered += 1;
      const broken = (scoped.errors ?? []).filter(({ extensions }) => extensions?.['code'] === 'INTERNAL_SERVER_ERROR');
      expect(broken.map(({ message }) => `${text} ${message}`)).toEqual([]);
      if (settled(scoped) !== settled(alone)) different.push(`${name}: ${text}\n${settled(scoped)}\n${settled(alone)}`);
    }
    console.log(`${engine}: scope pairs ${PAIRS} / different ${different.length} (answered without a refusal ${answered})`);
    expect(different.slice(0, 3)).toEqual([]);
    expect(answered).toBeGreaterThan(PAIRS / 3);
  }, 120_000);

  it('would notice: who sees everything gets other answers to the same questions', async () => {
    let different = 0;
    const some = pairs().slice(0, 60);
    for (const { name, text } of some) {
      const at = { signedIn: true };
      const [all, alone] = [
        await whole.execute(text, {}, { ...at, sight: EVERYTHING }),
        await onlyOf(name).execute(text, {}, { ...at, sight: sightNamed(name) }),
      ];
      if (settled(all) !== settled(alone)) different += 1;
    }
    console.log(`${engine}: of ${some.length} pairs ${different} differ for who sees everything`);
    expect(different).toBeGreaterThan(10);
  }, 60_000);

  it('writes the same bytes in every export and file as a database that holds nothing else', async () => {
    const addresses = EXPORTS.flatMap(({ noun }) =>
      ['410300', '410302', '410302001', PARK].map((region) => ({
        noun,
        search: noun === 'observations' ? `codes=${region},410303&last=2&lang=zh` : `region=${region}`,
      })),
    );
    const exported = async ({ reports }: Asked, sight: Sight, { noun, search }: { noun: string; search: string }): Promise<string> => {
      const view = await reports.open(sight);
      try {
        const table = await EXPORTS.find((one) => one.noun === noun)
          ?.read(new URLSearchParams(search))
          .open(view);
        if (table === undefined) return 'nothing';
        const pieces: Buffer[] = [];
        for await (const piece of BULK_WRITERS.csv.write(table, false)) pieces.push(piece);
        return Buffer.concat(pieces).toString();
      } catch (error) {
        if (error instanceof DomainError) return `${error.code} ${error.message}`;
        throw error;
      } finally {
        await view.close();
      }
    };
    const made = async ({ reports }: Asked, sight: Sight, address: string): Promise<string> => {
      const view = await reports.open(sight);
      try {
        const { pathname, ...asked } = readFileAddress(address);
        const file = await FILES.find((one) => one.address === pathname)?.make({ ...asked, view, maps: NO_MAPS });
        return file === undefined ? 'nothing' : (await file.write()).toString();
      } catch (error) {
        if (error instanceof DomainError) return `${error.code} ${error.message}`;
        throw error;
      } finally {
        await view.close();
      }
    };
    const files = FILES.filter(({ suffix }) => suffix === 'csv' || suffix === 'json').flatMap(({ address }) =>
      ['410300', '410302'].map((region) => `${address}?region=${region}`),
    );
    const different: string[] = [];
    let refused = 0;
    let asked = 0;
    for (const [at, name] of names.entries()) {
      const sight = sightNamed(name);
      for (const [nth, address] of addresses.entries()) {
        if ((nth + at) % 2 === 0) continue;
        const [scoped, alone] = [await exported(whole, sight, address), await exported(onlyOf(name), sight, address)];
        asked += 1;
        if (/^(FORBIDDEN|UNAUTHENTICATED) /.test(scoped)) refused += 1;
        if (scoped !== alone) different.push(`${name} ${address.noun}?${address.search}\n${scoped}\n${alone}`);
      }
      for (const [nth, address] of files.entries()) {
        if ((nth + at) % 4 !== 0) continue;
        const [scoped, alone] = [await made(whole, sight, address), await made(onlyOf(name), sight, address)];
        asked += 1;
        if (/^(FORBIDDEN|UNAUTHENTICATED) /.test(scoped)) refused += 1;
        if (scoped !== alone) different.push(`${name} ${address}\n${scoped}\n${alone}`);
      }
    }
    console.log(`${engine}: scope files ${asked} / different ${different.length} (refused ${refused})`);
    expect(different.slice(0, 2)).toEqual([]);
    expect(refused).toBeLessThan(asked / 2);
  }, 120_000);
});
