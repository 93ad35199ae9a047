import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { ANCHOR_FILE, verifyChains } from '../../server/cli/anchors.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { signedIn, type SignedIn } from '../support/users.ts';
import { begun, fileOf, organizationRows, pair, send, unitRows, workbook } from '../support/uploads.ts';
import {
  ask,
  ATTEMPTS,
  FROM_AFAR,
  SERVERS,
  startCluster,
  startLoad,
  statusOf,
  untilTold,
  versionIn,
  type Cluster,
} from './clusterServers.ts';

const VIEWER = '{ viewer { name } }';
const MAP =
  '{ observationTable(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: "410300" }, periods: { only: ["2025Q4"] }) { numerators denominators } dataset { version } }';
const QUESTIONS = [MAP, '{ dataset { version submissions units } }', '{ regions(parent: "410300") { code name } dataset { version } }'];
const ENDED = ['RECEIVED', 'APPLIED', 'REFUSED', 'FAILED', 'INTERRUPTED', 'CANCELLED'];
const boundary = '----fugai';

let database: { url: string; drop(): Promise<void> };
let cluster: Cluster;
let accounts: OpenAccounts;
let reporters: readonly SignedIn[];

const urls = (): string[] => cluster.servers.map(({ url }) => url);
const url = (at: number): string => String(urls()[at]);
const by = (at: number): SignedIn => reporters[at] as SignedIn;
const cookie = (at: number): { cookie: string } => ({ cookie: by(at).cookie });
const everywhere = <Answer>(question: (address: string) => Promise<Answer>): Promise<Answer[]> => Promise.all(urls().map(question));

async function rows(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query("select set_config('fugai.rows', '*', false)");
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A ledger of a region, whose only organization has a code of its own. */
const ledger = (region: string, units: number): readonly File[] =>
  pair(
    unitRows(units, () => ({ 行政区划代码: region })),
    organizationRows({ 行政区划代码: region, 组织代码: `D-${region}` }),
  );

/** The first bytes of a form whose file never ends. */
const openForm = (at: number, region: string, who: SignedIn) => {
  const field = (name: string, value: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="units.csv"\r\n\r\n${'x'.repeat(2_000)}`;
  const bytes = Buffer.from(field('region', region) + field('period', '2025Q4') + file);
  return begun(url(at), '/submissions', bytes, 1_000_000, {
    cookie: who.cookie,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
};

/** Id of the upload under way that a server tells of somebody. */
async function underWay(at: number, who: SignedIn): Promise<string> {
  for (;;) {
    const { text } = await ask(url(at), '{ uploads { nodes { id state } } }', { cookie: who.cookie });
    const id = /"id":"([^"]+)","state":"RECEIVING"/.exec(text)?.[1];
    if (id !== undefined) return id;
  }
}

beforeAll(async () => {
  database = await emptyDatabase(inject('postgresUrl'));
  cluster = await startCluster(database.url);
  accounts = await openAccounts(database.url, () => undefined);
  const made: SignedIn[] = [];
  for (const name of ['wang', 'zhou', 'li.na', 'sun'])
    made.push(await signedIn(url(0), accounts, { name, roles: ['REPORTER'], report: ['410300'], view: ['410300'] }));
  reporters = made;
});
afterAll(async () => {
  await accounts.close();
  await cluster.close();
  await database.drop();
});

describe(`${SERVERS} servers that were started at once on an empty PostgreSQL`, () => {
  it('have made one set-up code, which one of them has printed; the others say where it is', () => {
    const words = cluster.servers.map((one) => one.words());
    expect(words.filter((text) => /设置码 [0-9A-Z]{5}-/.test(text))).toHaveLength(1);
    expect(words.filter((text) => text.includes('先启动的进程的控制台'))).toHaveLength(SERVERS - 1);
  });

  it('have anchored the audit log into the folder that they share, and it verifies', async () => {
    const checks = await verifyChains({ database: database.url, folder: cluster.folder, auditAnchor: null });
    expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
    const lines = readFileSync(path.join(cluster.folder, ANCHOR_FILE), 'utf8').trim().split('\n');
    expect(new Set(lines.map((line) => line.replace(/"at":"[^"]+"/, ''))).size).toBe(lines.length);
  });

  it('know who signed in at the first of them, and no longer know them once they signed out at the second', async () => {
    const { headers } = await signedIn(url(0), accounts, { name: 'guest', roles: ['ANALYST'], view: ['410300'] });
    const known = async (): Promise<number> =>
      (await everywhere((address) => ask(address, VIEWER, { ...headers, origin: address }))).filter(({ text }) => text.includes('guest'))
        .length;
    expect(await known()).toBe(SERVERS);
    await ask(url(1), 'mutation { logout }', { ...headers, origin: url(1) });
    expect(await known()).toBe(0);
  });

  it('see a change of rights at their next answer: a grant ends the session at all of them', async () => {
    const { headers } = await signedIn(url(2), accounts, { name: 'moved', roles: ['ANALYST'], view: ['410300'] });
    await accounts.operator.grant('moved', { roles: ['VIEWER'] });
    const told = await everywhere((address) => ask(address, VIEWER, { ...headers, origin: address }));
    expect(told.filter(({ text }) => text.includes('moved'))).toEqual([]);
  });

  it('tell 5 of 12 attempts at one account, made at once over all of them, that the password is wrong; the others that it is locked', async () => {
    const login = 'mutation { login(name: "wang", password: "wrong horse battery") { id } }';
    const told = await Promise.all(Array.from({ length: 12 }, (_, at) => ask(url(at % SERVERS), login)));
    expect([
      told.filter(({ text }) => text.includes('登录名或密码不对')).length,
      told.filter(({ text }) => text.includes('连续 5 次失败')).length,
    ]).toEqual([5, 7]);
  });

  it(`count attempts of one address together: of ${ATTEMPTS + 8} at once ${ATTEMPTS} are answered by the account`, async () => {
    const minute = async (): Promise<unknown> =>
      (await rows('select floor(extract(epoch from clock_timestamp()) / 60) as minute'))[0]?.['minute'];
    let [before, answered]: [unknown, number] = [null, 0];
    do {
      before = await minute();
      const login = (at: number) =>
        ask(url(at % SERVERS), `mutation { login(name: "nobody.${at}", password: "wrong horse battery") { id } }`, FROM_AFAR);
      const told = await Promise.all(Array.from({ length: ATTEMPTS + 8 }, (_, at) => login(at)));
      answered = told.filter(({ text }) => text.includes('登录名或密码不对')).length;
      // A minute that ended in between begins the count anew.
    } while (before !== (await minute()));
    expect(answered).toBe(ATTEMPTS);
  });
});

describe('a ledger that is sent to one of them', () => {
  it('is in the next answer of every other, whose bytes are the same; no client goes back, 3 ledgers under load', async () => {
    const load = startLoad(urls, QUESTIONS, 6);
    for (const [at, region] of ['410302', '410303', '410304'].entries()) {
      const answer = await send(url(at), ledger(region, 300), { region, apply: '1', wait: '1' }, cookie(at));
      expect([answer.told.state, answer.told.message]).toEqual(['APPLIED', '已入库：单位 300 行，组织 1 行']);
      const told = await everywhere((address) => ask(address, MAP));
      expect(told[0]?.text).toContain('numerators');
      expect(new Set(told.map(({ text }) => text)).size).toBe(1);
      const [row] = await rows('select max(version) as version from publication');
      expect(versionIn(String(told[0]?.text))).toBe(row?.['version']);
    }
    const { requests, errors, seconds, p99, wentBack } = await load.end();
    console.log(
      `servers ${SERVERS} / requests ${requests} / per second ${Math.round(requests / seconds)} / p99 ${p99.toFixed(0)} ms / errors ${errors} / went back ${wentBack}`,
    );
    expect([errors, wentBack, requests > 100]).toEqual([0, 0, true]);
  });

  it('is followed and cancelled at another while its bytes come in, and keeps out another sender and a second file everywhere', async () => {
    const sending = openForm(0, '410305', by(0));
    const status = statusOf(sending);
    const id = await underWay(1, by(0));
    const told = await untilTold(
      url(2),
      id,
      cookie(0),
      ({ progress }) => Number((progress as { bytesReceived?: number }).bytesReceived) >= 2_000,
    );
    expect(told.sentBy).toBe('wang');
    const beside = await send(url(3), [fileOf(workbook(unitRows(2)))], { region: '410305', wait: '1' }, cookie(1));
    const second = await send(url(3), [fileOf(workbook(unitRows(2)))], { region: '410303', wait: '1' }, cookie(0));
    expect([beside.status, second.status]).toEqual([409, 429]);
    const ended = await fetch(`${url(3)}/submissions/uploads/${id}`, { method: 'DELETE', headers: { ...cookie(0), origin: url(3) } });
    expect([ended.status, ((await ended.json()) as { state: string }).state]).toEqual([200, 'CANCELLED']);
    sending.write('more');
    expect(await status).toBe(409);
    for (const address of urls()) expect((await untilTold(address, id, cookie(0), () => true)).state).toBe('CANCELLED');
  });

  it('comes back with its mistakes marked from any of them, the same bytes, and not for who may not see it', async () => {
    const wrong = unitRows(5, (at) => (at === 1 ? { 从业人员: '3.5' } : {}));
    const { told } = await send(url(3), [fileOf(workbook(wrong))], { region: '410302', wait: '1' }, cookie(2));
    expect(told.state).toBe('REFUSED');
    const fetched = await everywhere(async (address) => {
      const response = await fetch(`${address}/submissions/uploads/${told.id}/annotated.xlsx`, { headers: cookie(2) });
      return [
        response.status,
        response.headers.get('content-disposition'),
        Buffer.from(await response.arrayBuffer()).toString('base64'),
      ].join(' ');
    });
    expect([new Set(fetched).size, fetched[0]?.startsWith('200 attachment'), fetched[0]?.includes(' UEsDB')]).toEqual([1, true, true]);
    expect(
      (await everywhere((address) => untilTold(address, told.id, cookie(2), () => true))).map(
        (one) => (one as { annotated?: boolean }).annotated,
      ),
    ).toEqual(Array.from({ length: SERVERS }, () => true));
    const stranger = await everywhere((address) =>
      fetch(`${address}/submissions/uploads/${told.id}/annotated.xlsx`, { headers: { 'x-fugai-passed': '1' } }),
    );
    expect(stranger.map(({ status }) => status)).toEqual(Array.from({ length: SERVERS }, () => 401));
  });
});

describe('a server that is killed under a file of 40 000 units', () => {
  it('leaves nothing partial: its 2 uploads are interrupted, and the others go on without an error', async () => {
    const others = (): string[] => urls().filter((_, at) => at !== 2);
    const load = startLoad(others, QUESTIONS, 3);
    const counted = async (): Promise<unknown> =>
      (
        await rows(
          'select (select count(*) from submission) as submissions, (select count(*) from unit_quarter) as units, (select max(version) from publication) as version',
        )
      )[0];
    const before = await counted();
    const receiving = openForm(2, '410311', by(3));
    const lost = await underWay(0, by(3));
    const { told } = await send(url(2), ledger('410307', 40_000), { region: '410307' }, cookie(1));
    const seen = await untilTold(url(1), told.id, cookie(1), ({ state }) => ['READING', 'COMPARING', ...ENDED].includes(state));
    cluster.servers[2]?.child.kill('SIGKILL');
    await cluster.servers[2]?.ended;
    receiving.destroy();
    expect(['READING', 'COMPARING']).toContain(seen.state);
    for (const address of others()) {
      const one = await untilTold(address, told.id, cookie(1), ({ state }) => ENDED.includes(state));
      const other = await untilTold(address, lost, cookie(3), ({ state }) => ENDED.includes(state));
      expect([one.state, other.state]).toEqual(['INTERRUPTED', 'INTERRUPTED']);
    }
    expect(await counted()).toEqual(before);
    const again = await send(url(0), ledger('410307', 20), { region: '410307', wait: '1' }, cookie(1));
    expect(again.told.state).toBe('RECEIVED');
    const report = await load.end();
    console.log(
      `servers killed under an upload 1 of ${SERVERS} / interrupted 2 / partial 0 / requests meanwhile ${report.requests} / errors ${report.errors}`,
    );
    expect([report.errors, report.wentBack]).toEqual([0, 0]);
  });

  it('comes back, and what it alone holds goes with it: the marked file of a server that is killed is nowhere, which the others say', async () => {
    await cluster.start(2);
    const { told } = await send(
      url(2),
      [fileOf(workbook(unitRows(3, () => ({ 从业人员: '3.5' }))))],
      { region: '410302', wait: '1' },
      cookie(2),
    );
    cluster.servers[2]?.child.kill('SIGKILL');
    await cluster.servers[2]?.ended;
    const answer = await fetch(`${url(0)}/submissions/uploads/${told.id}/annotated.xlsx`, { headers: cookie(2) });
    expect([[404, 503].includes(answer.status), /请?重新上传原文件后再取/.test(await answer.text())]).toEqual([true, true]);
    while ((await rows('select number from peer')).length >= SERVERS);
  });

  it('leaves others that end cleanly: 3 exit codes 0, nobody in the table of who serves, and an audit log that verifies', async () => {
    const left = cluster.servers.filter((_, at) => at !== 2);
    for (const { child } of left) child.kill('SIGTERM');
    expect(await Promise.all(left.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect([await rows('select number from peer'), await rows('select id from upload_way')]).toEqual([[], []]);
    const checks = await verifyChains({ database: database.url, folder: cluster.folder, auditAnchor: null });
    expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
