/** Questions, exports and files asked twice with one sight: of a database that holds everything, and of one that holds nothing outside of it. */
import { openReaders, type Engine } from '../../server/db/open.ts';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { BULK_WRITERS } from '../../server/documents/bulk/writers.ts';
import { FILES, readFileAddress } from '../../server/documents/files.ts';
import { NO_MAPS } from '../../server/documents/mapPack.ts';
import { DomainError } from '../../server/domain/errors.ts';
import { EVERYTHING, type Sight } from '../../server/domain/sight.ts';
import { createExecutor, type Answer } from '../../server/graphql/executeOnce.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import type { View } from '../../server/reports/types.ts';
import { partsOf } from '../documents/archive.ts';
import { createQueries, sequence, type Pool } from './anyQuery.ts';
import type { TestDatabase } from '../support/database.ts';
import { filledDatabase, PARK, SIGHTS, withoutTheRest } from './scopeGround.ts';

const POOL: Pool = {
  regions: '100000 410000 410300 410300 410302 410302 410302001 410302003 410303 410304 410102 420000 420102 420103'
    .split(' ')
    .concat(PARK),
  parks: [PARK, 'P41010001'],
  periods: ['2025Q2', '2025Q3', '2025Q4', '2025Q4', '2025'],
  texts: ['示例', '洛阳', 'units', ''],
  // Sums of an earlier moment are made of rows, and those outside are deleted: what was known then is asked of the sights of `EARLIER_OF`.
  moments: ['2099-01-01T00:00:00.000Z'],
};
/** A version that later ones replaced. */
const EARLIER = 'v16';
/** An earlier version is made for each database of which it is asked: these are enough to see it narrowed. */
const EARLIER_OF: ReadonlySet<string> = new Set([
  'county',
  'prefecture, and aggregates',
  'park and a county, and aggregates',
  'park and a county',
]);
const ALL_NAMES = Object.keys(SIGHTS);

function asking(url: string) {
  const readers = openReaders(url);
  const reports = createReports(readers);
  return { readers, reports, execute: createExecutor(reports, createLog('silent')) };
}
type Asked = ReturnType<typeof asking>;

/** An error of the program has a number of its own each time, and several stand in the order in which they happened. What the database spent on it is no part of an answer. */
const settled = ({ data, errors, extensions }: Pick<Answer, 'data' | 'errors' | 'extensions'>): string =>
  JSON.stringify({ data, extensions, errors: errors?.map((error) => JSON.stringify(error)).toSorted() }).replace(
    /[0-9a-f]{8}-[0-9a-f-]{27}/g,
    'ID',
  );

async function overView({ reports }: Asked, sight: Sight, question: (view: View) => Promise<string>): Promise<string> {
  const view = await reports.open(sight);
  try {
    return await question(view);
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.message}`;
    throw error;
  } finally {
    await view.close();
  }
}

const exported =
  (noun: string, search: string) =>
  async (view: View): Promise<string> => {
    const table = await EXPORTS.find((one) => one.noun === noun)
      ?.read(new URLSearchParams(search))
      .open(view);
    if (table === undefined) throw new Error(`no export ${noun}`);
    const pieces: Buffer[] = [];
    for await (const piece of BULK_WRITERS.csv.write(table, false)) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  };

const filed =
  (address: string, as: BufferEncoding = 'utf8') =>
  async (view: View): Promise<string> => {
    const { pathname, ...asked } = readFileAddress(address);
    const file = await FILES.find((one) => one.address === pathname)?.make({ ...asked, view, maps: NO_MAPS });
    if (file === undefined) throw new Error(`no file ${address}`);
    return Buffer.from(await file.write()).toString(as);
  };

type Writing = readonly [name: string, question: (view: View) => Promise<string>];

/** Lists of all that a reader sees and splits over places outside: nothing but the sight keeps rows of others out of them. */
const lists: readonly Writing[] = [
  ...['units', 'organizations'].map((noun) => [`${noun}?`, exported(noun, 'lang=zh')] as const),
  ...['units', 'organizations'].map((noun) => [`${noun}?period`, exported(noun, 'period=2025Q3')] as const),
  ['observations by sector', exported('observations', 'codes=410000,410302,420102&last=1&by=SECTOR&indicators=PARTY_ORG_COVERAGE')],
];

/** Every export and every file that is text, of regions inside and outside. */
const writings: readonly Writing[] = [
  ...EXPORTS.flatMap(({ noun }) =>
    ['410300', '410302', '410302001', PARK].map((region) => {
      const search = noun === 'observations' ? `codes=${region},410303&last=2&lang=zh` : `region=${region}`;
      return [`${noun}?${search}`, exported(noun, search)] as const;
    }),
  ),
  ...FILES.filter(({ suffix }) => suffix === 'csv' || suffix === 'json').flatMap(({ address }) =>
    ['410300', '410302'].map((region) => [`${address} ${region}`, filed(`${address}?region=${region}`)] as const),
  ),
];

export interface Compared {
  readonly asked: number;
  /** What was asked and what both said. */
  readonly different: readonly string[];
  /** Answers without any refusal. */
  readonly answered: number;
  /** Of those that could be asked by who sees everything: how many are then others. */
  readonly narrowed: number;
  readonly broken: readonly string[];
}

export type Form = 'csv' | 'json' | 'svg' | 'xlsx' | 'docx' | 'pptx';

/** The words and numbers of a file, given as the text of its bytes. */
async function writtenIn(text: string, suffix: string): Promise<string> {
  const bytes = Buffer.from(text, 'latin1');
  if (suffix === 'csv' || suffix === 'json') return bytes.toString();
  const parts =
    suffix === 'svg'
      ? [bytes.toString()]
      : [...(await partsOf(bytes)).entries()]
          .filter(([name]) => name.endsWith('.xml') && !name.startsWith('docProps'))
          .map(([, part]) => part);
  return parts.join('\n').replace(/<[^>]*>/g, ' ');
}

/** When a version was published, which is when it was known. */
async function momentOf({ store }: TestDatabase, version: string): Promise<string> {
  const found = await store.db
    .selectFrom('publication')
    .select('published_at')
    .where('version', '=', Number(version.slice(1)))
    .executeTakeFirstOrThrow();
  return found.published_at;
}

/** The databases of the sights of these names, and what is asked of them. */
export async function scopePairs(engine: Engine, postgresUrl: string, names: readonly string[] = ALL_NAMES) {
  const db = await filledDatabase(engine, postgresUrl);
  const places = new Map<string, Asked & { drop(): Promise<void> }>();
  for (const name of names) {
    const place = await withoutTheRest(engine, db, SIGHTS[name] as Sight);
    places.set(name, { ...asking(place.url), drop: place.drop });
  }
  const whole = asking(db.url);
  const onlyOf = (name: string): Asked => {
    const found = places.get(name);
    if (found === undefined) throw new Error(`no database of ${name}`);
    return found;
  };
  return {
    questions: async (count: number, seed: number): Promise<Compared> => {
      const knownOn = await momentOf(db, EARLIER);
      const chooseEarlier = (at: number) => (at % 2 === 0 ? { version: EARLIER } : { knownOn });
      const random = sequence(seed);
      const { fields, query } = createQueries(createSchema(), POOL, random);
      const [different, broken]: [string[], string[]] = [[], []];
      let [answered, narrowed] = [0, 0];
      for (let at = 0; at < count; at += 1) {
        const field = fields[at % fields.length];
        if (field === undefined) throw new Error('the schema asks nothing');
        const nth = Math.floor(at / fields.length);
        const name = String(names[(at + nth) % names.length]);
        const text = query(field, nth);
        const ask = {
          sight: SIGHTS[name] as Sight,
          signedIn: true,
          ...(random() < 0.15 && EARLIER_OF.has(name) && chooseEarlier(at)),
        };
        const scoped = await whole.execute(text, {}, ask);
        const alone = await onlyOf(name).execute(text, {}, ask);
        if (scoped.errors === undefined) answered += 1;
        for (const { extensions, message } of scoped.errors ?? [])
          if (extensions?.['code'] === 'INTERNAL_SERVER_ERROR') broken.push(`${text} ${message}`);
        if (settled(scoped) !== settled(alone)) different.push(`${name}: ${text}\n${settled(scoped)}\n${settled(alone)}`);
        if (at % 5 === 0 && settled(await whole.execute(text, {}, { ...ask, sight: EVERYTHING })) !== settled(alone)) narrowed += 1;
      }
      return { asked: count, different, answered, narrowed, broken };
    },
    /** All lists, and one in `step` of every export and file × sight. */
    writings: async (step: number): Promise<Compared> => {
      const different: string[] = [];
      let [asked, answered, narrowed] = [0, 0, 0];
      for (const [at, name] of names.entries())
        for (const [what, question] of [...lists, ...writings.filter((_, nth) => (nth + at) % step === 0)]) {
          const sight = SIGHTS[name] as Sight;
          const scoped = await overView(whole, sight, question);
          const alone = await overView(onlyOf(name), sight, question);
          asked += 1;
          if (!/^(FORBIDDEN|UNAUTHENTICATED) /.test(scoped)) answered += 1;
          if (scoped !== alone) different.push(`${name} ${what}\n${scoped}\n${alone}`);
          if (asked % 5 === 0 && (await overView(whole, EVERYTHING, question)) !== alone) narrowed += 1;
        }
      return { asked, different, answered, narrowed, broken: [] };
    },
    /** What is written in every page, playlist and bulletin of a region, in some forms; marks that a writer counts up are no part of it. */
    files: async (name: string, region: string, forms: readonly Form[]) => {
      const different: string[] = [];
      const said = new Map<string, string>();
      const sight = SIGHTS[name] as Sight;
      for (const { address, suffix } of FILES.filter((one) => forms.some((form) => form === one.suffix))) {
        const question = filed(`${address}?region=${region}&period=2025Q4`, 'latin1');
        const [scoped, alone] = [await overView(whole, sight, question), await overView(onlyOf(name), sight, question)];
        const [text, other] = [await writtenIn(scoped, suffix), await writtenIn(alone, suffix)];
        if (text !== other) different.push(`${name} ${address}`);
        said.set(address, text);
      }
      return { different, said };
    },
    close: async () => {
      await whole.readers.close();
      for (const { readers, drop } of places.values()) {
        await readers.close();
        await drop();
      }
      await db.drop();
    },
  };
}
