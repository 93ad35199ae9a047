/** What lies in the page of a site that stands open: for whom, of which data version, and as the same answers come over `/graphql`. */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { loadConfig } from '../../server/config.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { signedIn, type SignedIn } from '../support/users.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

const TEXTS = {
  Dataset: 'query Dataset { dataset { version units } }',
  Indicators: 'query Indicators { indicators { id } }',
  OverviewRegion: 'query OverviewRegion($region: ID!) { region(code: $region) { name parent { code } } }',
} as const;
type Name = keyof typeof TEXTS;
const hashOf = (name: Name): string => createHash('sha256').update(TEXTS[name]).digest('hex');

/** A name that would end the element in which it lies. */
const STRANGE = '</script><b>';

let database: TestDatabase;
let operator: OpenAccounts;
let served: Readonly<Record<'open' | 'closed' | 'waiting' | 'older', Served>>;
let viewer: SignedIn;
const folders: string[] = [];

/** What a build leaves beside its code; `named`: with questions of these names. */
function site(named: readonly Name[]): string {
  const folder = temporaryFolder();
  folders.push(folder);
  for (const page of ['index', 'open', 'overview'])
    writeFileSync(path.join(folder, `${page}.html`), `<!doctype html><html><head><title>${page}</title></head><body></body></html>`);
  const known = named.map((name) => [hashOf(name), { name, text: TEXTS[name] }] as const);
  writeFileSync(path.join(folder, 'operations.json'), JSON.stringify(Object.fromEntries(known)));
  return folder;
}

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  await database.store.db.updateTable('region').set({ name: STRANGE }).where('code', '=', '410303').execute();
  const { places } = loadConfig({});
  const whole = { ...places, web: site(['Dataset', 'Indicators', 'OverviewRegion']) };
  const start = (change: object, more: object = {}) =>
    serve({ database: database.url, accounts: true, change: { places: whole, ...change }, ...more });
  served = {
    open: await start({}),
    closed: await start({ anonymous: 'none' }),
    waiting: await start({ host: '0.0.0.0', trustedProxies: ['192.0.2.1'] }, { needsSetup: async () => true }),
    older: await start({ places: { ...places, web: site(['Dataset', 'OverviewRegion']) } }),
  };
  operator = await openAccounts(database.url, () => undefined);
  viewer = await signedIn(served.open.url, operator, { name: 'ling', roles: ['VIEWER'], view: ['410300'] });
});
afterAll(async () => {
  await operator.close();
  for (const one of Object.values(served)) await one.close();
  await database.drop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Told {
  readonly hash: string;
  readonly variables: { readonly region?: string };
  readonly answer: { readonly data: object; readonly extensions: { readonly dataVersion: string } };
}

interface Page {
  readonly status: number;
  readonly title: string;
  readonly tag: string | null;
  /** Null where nothing lies in it. */
  readonly told: readonly Told[] | null;
}

async function pageAt(address: string, of: Served = served.open, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
  const response = await fetch(new URL(address, of.url), { headers: { accept: 'text/html', ...headers } });
  const html = await response.text();
  const told = /<script type="application\/json" id="told">(.*?)<\/script>\n {2}<\/head><body><\/body><\/html>$/s.exec(html)?.[1];
  return {
    status: response.status,
    title: /<title>(.*)<\/title>/.exec(html)?.[1] ?? '',
    tag: response.headers.get('etag'),
    told: told === undefined ? null : (JSON.parse(told) as readonly Told[]),
  };
}

/** The same question as a page would ask it. */
async function asked(name: Name, variables: object): Promise<unknown> {
  const search = new URLSearchParams({
    operationName: name,
    variables: JSON.stringify(variables),
    extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(name) } }),
  });
  const response = await fetch(`${served.open.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
  return response.json();
}

describe('answers that lie in the page', () => {
  it('are the 3 that come over /graphql, of the region of the address, to the last field', async () => {
    const { title, told } = await pageAt('?region=410300');
    const [dataset, indicators, region] = [{}, {}, { region: '410300' }];
    expect(title).toBe('overview');
    expect(told).toEqual([
      { hash: hashOf('Dataset'), variables: dataset, answer: await asked('Dataset', dataset) },
      { hash: hashOf('Indicators'), variables: indicators, answer: await asked('Indicators', indicators) },
      { hash: hashOf('OverviewRegion'), variables: region, answer: await asked('OverviewRegion', region) },
    ]);
    expect(told?.[2]?.answer.data).toEqual({ region: { name: '洛阳市', parent: { code: '410000' } } });
  });

  it('are those of the nation where the address names no region or one that is no code', async () => {
    for (const address of ['', '?region=x', 'trends']) expect((await pageAt(address)).told?.[2]?.variables).toEqual({ region: '100000' });
    expect((await pageAt('trends')).title).toBe('open');
  });

  it('end no element, whatever a region is called', async () => {
    expect((await pageAt('?region=410303')).told?.[2]?.answer.data).toEqual({ region: { name: STRANGE, parent: { code: '410300' } } });
  });

  it('are told to nobody who has a name, or needs one, or who has to set the site up first', async () => {
    expect(await pageAt('', served.open, viewer.headers)).toMatchObject({ status: 200, title: 'index', told: null });
    expect(await pageAt('', served.closed)).toMatchObject({ status: 200, title: 'index', told: null });
    expect(await pageAt('overview', served.waiting)).toMatchObject({ status: 200, title: 'overview', told: null });
  });

  it('are not there on pages that begin otherwise, and not of another version or another day', async () => {
    expect(await pageAt('indicators')).toMatchObject({ title: 'open', told: null });
    expect(await pageAt('?version=v1')).toMatchObject({ title: 'overview', told: null });
    expect(await pageAt('?asKnownOn=2026-01-01')).toMatchObject({ title: 'overview', told: null });
  });

  it('are all there or none: a build that asks otherwise gets its page as it is', async () => {
    expect(await pageAt('', served.older)).toMatchObject({ status: 200, title: 'overview', told: null });
  });

  it('have a tag that holds until the next data version, and is another for another region', async () => {
    const first = await pageAt('?region=410000');
    const again = { 'if-none-match': String(first.tag) };
    expect(await pageAt('?region=410000', served.open, again)).toMatchObject({ status: 304, tag: first.tag });
    expect((await pageAt('?region=410300', served.open, again)).status).toBe(200);
    expect((await pageAt('?region=410000', served.open, { ...again, ...viewer.headers })).title).toBe('index');
    await database.submit('410303', '2025Q4', ledgerOf('410303', { none: 2 }));
    const next = await pageAt('?region=410000', served.open, again);
    expect([next.status, next.tag === first.tag]).toEqual([200, false]);
    const units = [first, next].map(({ told }) => told?.[0]?.answer);
    expect(units).toMatchObject([
      { data: { dataset: { units: 4 } }, extensions: { dataVersion: 'v1' } },
      { data: { dataset: { units: 6 } }, extensions: { dataVersion: 'v2' } },
    ]);
  });
});
