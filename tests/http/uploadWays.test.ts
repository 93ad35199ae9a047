import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { startWriter } from '../../server/cli/writer.ts';
import { csv } from '../ledger/grids.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';
import { begun, fileOf, pair, REGION, send, toAnswered, unitRows, workbook, type ToldUpload } from '../support/uploads.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

let served: Served;
let operator: OpenAccounts;
let wang: SignedIn;
let zhou: SignedIn;

beforeAll(async () => {
  const database = path.join(temporaryFolder(), 'fugai.sqlite');
  await (await startWriter(database, () => undefined)).close();
  served = await serve({ database, accounts: true, office: true });
  operator = await openAccounts(database, () => undefined);
  const enter = (name: string, roles: Parameters<typeof signedIn>[2]['roles'], report: readonly string[]): Promise<SignedIn> =>
    signedIn(served.url, operator, { name, roles, report, view: ['410300'] });
  wang = await enter('wang', ['REPORTER'], [REGION]);
  zhou = await enter('zhou', ['REPORTER'], ['410300']);
});
afterAll(async () => {
  await operator.close();
  await served.close();
});

const sent = (files: readonly File[], by: SignedIn, fields: Readonly<Record<string, string>> = {}) =>
  send(served.url, files, { wait: '1', ...fields }, { cookie: by.cookie });
const told = async (id: string, by: SignedIn): Promise<ToldUpload> =>
  (await toAnswered(await fetch(`${served.url}/submissions/uploads/${id}`, { headers: { cookie: by.cookie } }))).told;
const cancel = async (id: string, by: SignedIn) =>
  toAnswered(await fetch(`${served.url}/submissions/uploads/${id}`, { method: 'DELETE', headers: by.headers }));
/** Asks until it is so; every question is an answer of the server. */
async function until(id: string, by: SignedIn, holds: (upload: ToldUpload) => boolean): Promise<ToldUpload> {
  for (;;) {
    const upload = await told(id, by);
    if (holds(upload)) return upload;
  }
}
const asked = async (query: string, by: SignedIn): Promise<Readonly<Record<string, unknown>>> => {
  const answer = (await (await postAs(served.url, query, {}, { cookie: by.cookie })).json()) as { data: Readonly<Record<string, unknown>> };
  return answer.data;
};
const uploadsOf = async (by: SignedIn, more = ''): Promise<readonly ToldUpload[]> => {
  const { uploads } = await asked(`{ uploads(first: 100${more}) { nodes { id state message fileName sentBy } } }`, by);
  return (uploads as { nodes: ToldUpload[] }).nodes;
};

describe('an upload under way', () => {
  const address = (period: string): string => `/submissions?region=${REGION}&period=${period}&name=x.xlsx`;
  const underWay = (by: SignedIn): Promise<ToldUpload> => untilListed(by, ({ state }) => state === 'RECEIVING');
  async function untilListed(by: SignedIn, holds: (upload: ToldUpload) => boolean): Promise<ToldUpload> {
    for (;;) {
      const found = (await uploadsOf(by)).find(holds);
      if (found !== undefined) return found;
    }
  }

  it('keeps a second clerk waiting for the same place, and its own sender from a second one; cut off, it is told how much came', async () => {
    const first = begun(served.url, address('2024Q4'), Buffer.alloc(3_250_585), 8_388_608, { cookie: wang.cookie });
    const { id } = await underWay(wang);
    const file = fileOf(workbook(unitRows(1)));
    const second = await sent([file], zhou, { period: '2024Q4' });
    expect(second.status).toBe(409);
    expect(second.told.error).toMatch(/^正在处理另一填报员 \d\d:\d\d 的文件，请稍候$/);
    const own = await sent([file], wang, { period: '2024Q3' });
    expect(own.status).toBe(429);
    expect(own.told.error).toMatch(/^您 \d\d:\d\d 发来的 410302 2024Q4 的文件还在处理，请等它结束，或先取消它$/);
    await until(id, wang, () => true);
    for (;;)
      if ((await told(id, wang)).state === 'RECEIVING') first.destroy();
      else break;
    const cut = await told(id, wang);
    expect(cut.state).toBe('INTERRUPTED');
    expect(cut.message).toBe('上传未完成（收到 3.1 MB / 共 8.0 MB），请重试');
    expect((await sent([file], zhou, { period: '2024Q4' })).told.state).toBe('RECEIVED');
  });

  it('is cancelled by its sender while its bytes come and while it is read, not by others, and not when it has ended', async () => {
    const coming = begun(served.url, address('2024Q2'), Buffer.alloc(100), 1_000, { cookie: wang.cookie });
    const { id } = await underWay(wang);
    expect((await cancel(id, zhou)).status).toBe(403);
    expect((await cancel(id, wang)).told).toMatchObject({ state: 'CANCELLED', message: '已取消，没有写入任何数据' });
    coming.destroy();
    const large = fileOf(Buffer.from(csv(unitRows(40_000))), 'units.csv');
    const [, others] = pair(unitRows(1));
    const { told: reading } = await send(served.url, [large, others as File], { period: '2024Q2' }, { cookie: wang.cookie });
    await until(reading.id, wang, ({ state, progress }) => state === 'READING' && progress.rowsRead >= 5_000);
    expect((await cancel(reading.id, wang)).told).toMatchObject({ state: 'CANCELLED', submission: null });
    const late = await cancel(reading.id, wang);
    expect([late.status, late.told.error]).toEqual([409, '这次上传已经结束（已取消），不能再取消']);
    const { told: received } = await sent([fileOf(workbook(unitRows(1)))], wang, { period: '2024Q2' });
    expect((await cancel(received.id, wang)).told.error).toBe('文件已接收，不能再取消；不要它时请撤回这次报送');
  }, 60_000);

  it('goes on when its sender signs out, and is refused when their right to send is taken meanwhile', async () => {
    const li = await signedIn(served.url, operator, { name: 'li', roles: ['REPORTER'], report: [REGION], view: [REGION] });
    const large = fileOf(Buffer.from(csv(unitRows(20_000))), 'units.csv');
    const [, others] = pair(unitRows(1));
    const { told: first } = await send(served.url, [large, others as File], { period: '2024Q1' }, { cookie: li.cookie });
    await postAs(served.url, 'mutation { logout }', {}, { cookie: li.cookie });
    expect((await until(first.id, zhou, ({ state }) => state === 'RECEIVED')).units).toBe(20_000);
    const again = await signedIn(served.url, operator, { name: 'li2', roles: ['REPORTER'], report: [REGION], view: [REGION] });
    const { told: second } = await send(served.url, [large, others as File], { period: '2023Q4' }, { cookie: again.cookie });
    await operator.operator.grant('li2', { roles: ['VIEWER'], report: [] });
    const ended = await until(second.id, zhou, ({ state }) => !['WAITING', 'READING', 'COMPARING'].includes(state));
    expect([ended.state, ended.message, ended.submission]).toEqual([
      'REFUSED',
      '您在这个地区的报送权限已被收回，没有写入任何数据。请联系安全管理员',
      null,
    ]);
  }, 60_000);
});
