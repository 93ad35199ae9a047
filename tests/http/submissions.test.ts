import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { startWriter } from '../../server/cli/writer.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';
import {
  begun,
  fileOf,
  organizationRows,
  pair,
  REGION,
  send,
  toAnswered,
  unitRows,
  workbook,
  type ToldUpload,
} from '../support/uploads.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

let served: Served;
let operator: OpenAccounts;
let wang: SignedIn;
let zhou: SignedIn;
let outside: SignedIn;
let reader: SignedIn;
let reviewer: SignedIn;
let admin: SignedIn;

beforeAll(async () => {
  const database = path.join(temporaryFolder(), 'fugai.sqlite');
  await (await startWriter(database, () => undefined)).close();
  served = await serve({ database, accounts: true, office: true });
  operator = await openAccounts(database, () => undefined);
  const enter = (name: string, roles: Parameters<typeof signedIn>[2]['roles'], report: readonly string[]): Promise<SignedIn> =>
    signedIn(served.url, operator, { name, roles, report, view: ['410300'] });
  wang = await enter('wang', ['REPORTER'], [REGION]);
  zhou = await enter('zhou', ['REPORTER'], ['410300']);
  outside = await enter('outside', ['REPORTER'], ['410303']);
  reader = await enter('reader', ['VIEWER'], []);
  reviewer = await enter('reviewer', ['APPROVER'], ['410300']);
  admin = await enter('admin', ['SYSADMIN', 'AUDITOR'], []);
});
afterAll(async () => {
  await operator.close();
  await served.close();
});

const sent = (files: readonly File[], by: SignedIn, fields: Readonly<Record<string, string>> = {}) =>
  send(served.url, files, { wait: '1', ...fields }, { cookie: by.cookie });
const told = async (id: string, by: SignedIn): Promise<ToldUpload> =>
  (await toAnswered(await fetch(`${served.url}/submissions/uploads/${id}`, { headers: { cookie: by.cookie } }))).told;
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

describe('a file that is sent', () => {
  it('is checked without being kept in a dry run: 12 units and 1 organization', async () => {
    const answer = await sent([fileOf(workbook(unitRows(12)))], wang, { dryRun: '1' });
    expect([answer.status, answer.told.state, answer.told.message]).toEqual([
      200,
      'CHECKED',
      '检查通过：单位 12 行，组织 1 行；只检查，未写入',
    ]);
  });

  it('is answered at once with its place, and received: a workbook of 12 units', async () => {
    const answer = await send(served.url, [fileOf(workbook(unitRows(12)))], { note: '首次报送' }, { cookie: wang.cookie });
    expect([answer.status, answer.location]).toEqual([202, `/submissions/uploads/${answer.told.id}`]);
    const ended = await until(answer.told.id, wang, ({ state }) => !['WAITING', 'READING', 'COMPARING'].includes(state));
    expect(ended).toMatchObject({
      state: 'RECEIVED',
      message: '已接收：单位 12 行，组织 1 行。核对差异后提交入库',
      units: 12,
      organizations: 1,
      errors: 0,
      fileName: '台账.xlsx',
      sentBy: 'wang',
    });
    const found = await asked(
      `{ upload(id: "${answer.told.id}") { state region { code } submission { state version units } progress { rowsRead } } }`,
      wang,
    );
    expect(found).toEqual({
      upload: {
        state: 'RECEIVED',
        region: { code: REGION },
        submission: { state: 'RECEIVED', version: 1, units: 12 },
        progress: { rowsRead: 13 },
      },
    });
  });

  it('changes nothing where the same content waits already, whether as two CSV files or as the same workbook', async () => {
    const again = await sent(pair(unitRows(12)), wang);
    expect([again.status, again.told.state]).toEqual([200, 'UNCHANGED']);
    expect(again.told.message).toMatch(/^与 \d{4}-\d\d-\d\d 上传、还没有入库的文件内容相同$/);
  });

  it('takes the place of the one that waits when two CSV files with 13 units come', async () => {
    const answer = await sent(pair(unitRows(13)), wang);
    expect(answer.told.message).toMatch(/^已接收：单位 13 行，组织 1 行；取代了 .* 上传、还没有入库的一份。核对差异后提交入库$/);
    const { upload } = await asked(`{ upload(id: "${answer.told.id}") { submission { version units } } }`, wang);
    expect(upload).toEqual({ submission: { version: 1, units: 13 } });
  });

  it('may be the body itself, with its name in the address, by a token of scope submit', async () => {
    const { secret } = await operator.operator.createToken({ name: '脚本', scopes: ['SUBMIT'], days: 1, role: 'REPORTER', view: [REGION] });
    const address = `${served.url}/submissions?region=${REGION}&period=2025Q3&wait=1&name=${encodeURIComponent('台账 三季度.xlsx')}`;
    const post = (headers: Record<string, string>) =>
      fetch(address, { method: 'POST', headers, body: new Uint8Array(workbook(unitRows(3))) }).then(toAnswered);
    const answer = await post({ authorization: `Bearer ${secret}`, 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, answer.told.state, answer.told.fileName, answer.told.sentBy]).toEqual([
      200,
      'RECEIVED',
      '台账 三季度.xlsx',
      '脚本',
    ]);
    const { secret: other } = await operator.operator.createToken({
      name: '查询',
      scopes: ['QUERY'],
      days: 1,
      role: 'REPORTER',
      view: [REGION],
    });
    expect((await post({ authorization: `Bearer ${other}` })).status).toBe(403);
  });

  it('is refused with all that is wrong, at sheet, row and column, and nothing of it is kept', async () => {
    const rows = unitRows(5, (at) => (at === 1 ? { 从业人员: '3.5' } : at === 3 ? { 统一社会信用代码: '123' } : {}));
    const answer = await sent([fileOf(workbook(rows), '有错误.xlsx')], wang, { period: '2025Q2' });
    expect([answer.status, answer.told.state, answer.told.errors, answer.told.submission]).toEqual([422, 'REFUSED', 2, null]);
    expect(answer.told.message).toBe(
      '有 2 处错误，没有接收任何数据。请改正后重新上传：两新组织 K 列"从业人员" 1 处，两新组织 A 列"统一社会信用代码" 1 处',
    );
    expect(answer.told.problems.map(({ sheet, row, header }) => [sheet, row, header])).toEqual([
      ['两新组织', 3, '从业人员'],
      ['两新组织', 5, '统一社会信用代码'],
    ]);
  });

  it('is taken in part where that is wanted: 3 sound rows, 2 wrong ones, and 1 that leans on a wrong one', async () => {
    const rows = unitRows(4, (at) => (at === 1 ? { 从业人员: '3.5' } : at === 2 ? { 党组织代码: 'D-2' } : {}));
    const answer = await sent([fileOf(workbook(rows, organizationRows({}, { 成立日期: '2026-02-30' })))], wang, {
      period: '2025Q2',
      partial: '1',
    });
    expect(answer.told).toMatchObject({ state: 'RECEIVED', units: 2, organizations: 1, errors: 3 });
    expect(answer.told.message).toBe('导入正确的 3 行，另存 3 行错误。核对差异后提交入库');
    expect(answer.told.problems.map(({ code }) => code)).toContain('ORGANIZATION_UNSOUND');
  });

  it('is answered the same when it is sent again under the same key', async () => {
    const file = fileOf(workbook(unitRows(2)));
    const first = await sent([file], wang, { period: '2025Q1', key: 'abc' });
    const second = await sent([file], wang, { period: '2025Q1', key: 'abc' });
    expect([second.told.id, second.told.state]).toEqual([first.told.id, 'RECEIVED']);
  });

  it('is applied at once where nothing has to be confirmed, changes nothing a second time, waits where much changed, and meets a lock', async () => {
    const file = fileOf(workbook(unitRows(4)));
    const first = await sent([file], wang, { period: '2023Q3', apply: '1' });
    expect([first.told.state, first.told.message]).toEqual(['APPLIED', '已入库：单位 4 行，组织 1 行']);
    const again = await sent([file], wang, { period: '2023Q3', apply: '1' });
    expect([again.status, again.told.state]).toEqual([200, 'UNCHANGED']);
    expect(again.told.message).toMatch(/^与 \d{4}-\d\d-\d\d 上传的文件相同，数据没有变化$/);
    const fewer = await sent([fileOf(workbook(unitRows(1)))], wang, { period: '2023Q3', apply: '1' });
    expect(fewer.told.state).toBe('RECEIVED');
    expect(fewer.told.message).toMatch(/^已接收，还没有入库：将减少 3 家（上次 4 家），名单见差异，须确认；.*须写变更说明/);
    for (const act of ['ACCEPT', 'LOCK'])
      await asked(`mutation { review(id: "${first.told.submission}", act: ${act}) { state } }`, reviewer);
    const locked = await sent([file], wang, { period: '2023Q3' });
    expect([locked.status, locked.told.message]).toEqual([422, '2023Q3 已锁定，请联系审核员退回（锁定后由系统管理员写明原因解锁）']);
  });

  it('is refused in words where it is for no reporting region or for a quarter to come', async () => {
    const file = fileOf(workbook(unitRows(1)));
    const prefecture = await sent([file], zhou, { region: '410300' });
    const future = await sent([file], wang, { period: '2199Q4' });
    expect([prefecture.status, prefecture.told.message]).toEqual([
      422,
      '「410300」不是可以报送的地区：报送单位为县级、没有县的地级市，或县内的乡镇街道',
    ]);
    expect([future.status, future.told.message]).toEqual([422, '2199Q4 要到 2199-12-31 才结束，还不能报送；请核对报告期']);
  });
});

describe('who may send', () => {
  const file = fileOf(workbook(unitRows(1)));

  it('is who reports for the region: nobody else by 401 or 403, each refusal in the audit log', async () => {
    const nobody = await send(served.url, [file], {});
    expect([nobody.status, nobody.told.error]).toEqual([401, '「报送台账」须先登录。请登录后再试。']);
    for (const by of [reader, reviewer, admin]) expect((await sent([file], by)).status).toBe(403);
    const elsewhere = await sent([file], outside);
    expect([elsewhere.status, elsewhere.told.error]).toEqual([
      403,
      `地区 ${REGION} 不在您的填报范围内，不能为它报送。请核对地区代码，或请安全管理员调整范围`,
    ]);
    const { auditEntries } = await asked(
      '{ auditEntries(where: {action: [IMPORT], outcome: REFUSED}) { nodes { actor object facts } } }',
      admin,
    );
    const entries = (auditEntries as { nodes: { actor: string; object: string | null }[] }).nodes;
    expect(entries).toContainEqual(expect.objectContaining({ actor: 'outside', object: `${REGION} 2025Q4` }));
    expect(entries).toContainEqual(expect.objectContaining({ actor: 'anonymous', object: null }));
  });

  it('must be a page of the site: a session without Origin, and one of another site, are refused', async () => {
    const form = new FormData();
    form.set('file', file);
    const post = (headers: Record<string, string>) =>
      fetch(`${served.url}/submissions?region=${REGION}&period=2025Q4`, { method: 'POST', headers, body: form }).then(
        ({ status }) => status,
      );
    expect(await post({ cookie: wang.cookie })).toBe(403);
    expect(await post({ cookie: wang.cookie, origin: 'https://elsewhere.example' })).toBe(403);
  });

  it('sees what was sent for their regions and nothing else: reviewer yes, reporter of another county no', async () => {
    const [own] = await uploadsOf(wang);
    const id = String(own?.id);
    expect((await told(id, reviewer)).id).toBe(id);
    expect((await told(id, outside)).error).toBe('没有这次上传，或不在您的范围内。服务器如重新启动过，没有读完的文件须重新提交');
    expect(await asked(`{ upload(id: "${id}") { id } }`, outside)).toEqual({ upload: null });
    expect((await uploadsOf(reviewer, ', mine: false')).map((one) => one.id)).toContain(id);
    expect(await uploadsOf(reviewer)).toEqual([]);
    expect(await uploadsOf(outside, ', mine: false')).toEqual([]);
  });
});

describe('a form that cannot be read', () => {
  const plain = (address: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${served.url}${address}`, { method: 'POST', headers: { ...wang.headers, ...headers }, body }).then(toAnswered);

  it('is refused in words: no file, no region before the file, an unknown field, three files, a quarter that is none, no form at all', async () => {
    const file = fileOf(workbook(unitRows(1)));
    expect((await sent([], wang)).told.error).toBe('没有收到文件。请选择一个 .xlsx，或 units.csv 与 organizations.csv 两个文件');
    const late = new FormData();
    late.set('file', file);
    late.set('region', REGION);
    expect((await plain('/submissions', late)).told.error).toBe('缺少 region（如 410302）。请写在地址的 ? 之后，或放在表单中文件的前面');
    expect((await sent([file], wang, { regions: 'x' })).told.error).toMatch(/^没有「regions」这个字段；可用的有 region、/);
    expect((await sent([file, file, file], wang)).told.error).toBe('一次最多上传 2 个文件：一个 .xlsx，或 units.csv 与 organizations.csv');
    expect((await sent([file], wang, { period: '2025' })).told.error).toBe('period 须为季度，如 2025Q4；收到「2025」');
    expect((await plain('/submissions', '{}', { 'content-type': 'application/json' })).told.error).toBe(
      '请用表单（multipart/form-data）上传文件，或在地址中写明文件名：?name=台账.xlsx',
    );
    const broken = await plain('/submissions', 'nonsense', { 'content-type': 'multipart/form-data' });
    expect([broken.status, broken.told.error]).toEqual([
      400,
      '表单内容无法读取。请用 multipart/form-data 发送：region、period 等字段在前，文件在后',
    ]);
  });

  it('is refused when it has more than 50 MB: before it is read where it says so, and as soon as that shows', async () => {
    const large = 51 * 2 ** 20;
    const address = `/submissions?region=${REGION}&period=2025Q4&name=big.xlsx`;
    const early = begun(served.url, address, Buffer.alloc(10), large, { cookie: wang.cookie });
    const status = await new Promise((resolve) => early.on('response', (response) => resolve(response.statusCode)));
    early.destroy();
    expect(status).toBe(413);
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(2 ** 20)),
    });
    const late = await fetch(`${served.url}${address}`, {
      method: 'POST',
      headers: wang.headers,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect([late.status, ((await late.json()) as ToldUpload).error]).toEqual([
      413,
      '文件超过 50 MB 上限，没有接收。请按县区或乡镇拆分后分别上传',
    ]);
  }, 30_000);
});
