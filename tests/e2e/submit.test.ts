import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Download, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startDemo, type DemoServer } from '../support/demo.ts';
import { firstSignIn, person, type Person } from './accountPages.ts';
import { commentsIn, countyOf, filled, FIRST_ROW, type Ledger } from './submitLedger.ts';
import { overhang, violations } from './visit.ts';

const REGION = '410302';
const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');
const FOLDER = path.join(import.meta.dirname, '..', '..');
const REPORTER = ['tianbao', '--role', 'reporter', '--view', REGION, '--report', REGION, '--display', '赵填报'];
const REVIEWER = ['shenhe', '--role', 'approver', '--view', '410300', '--report', '410300', '--display', '孙审核'];
const ADMINISTRATOR = ['xitong', '--role', 'sysadmin', '--view', '410300', '--display', '周系统'];
const passwordOf = (name: string): string => `Mima-${[...name].toReversed().join('')}-2026!`;
const RETURNED = '从业人员与上季度相同，请核实后重报';

let server: DemoServer;
let browser: Browser;
let reporter: Person;
let reviewer: Person;
let administrator: Person;
let template: Buffer;
/** The quarter that the page offers first. */
let period = '';

/** A user made at the console of the server, signed in at a browser of their own. */
async function entered([name = '', ...rest]: readonly string[]): Promise<Person> {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'user', 'add', name, ...rest, '--json'], {
    cwd: FOLDER,
    env: { ...process.env, FUGAI_DATA: server.folder, FUGAI_DATABASE: path.join(server.folder, 'fugai.sqlite'), FUGAI_LOG: 'silent' },
  });
  const { temporaryPassword } = JSON.parse(stdout) as { temporaryPassword: string };
  const who = await person(browser, server.url);
  await who.page.goto(new URL('submit', server.url).href);
  await firstSignIn(who.page, name, temporaryPassword, passwordOf(name));
  await who.page.getByRole('heading', { name: '报送', level: 1 }).waitFor();
  return who;
}

beforeAll(async () => {
  [browser, server] = await Promise.all([openChromium(), startDemo({ settings: { FUGAI_DEMO: 'off', FUGAI_LOG: 'silent' } })]);
  reporter = await entered(REPORTER);
  reviewer = await entered(REVIEWER);
  administrator = await entered(ADMINISTRATOR);
}, 300_000);
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

/** The bytes behind a link that downloads. */
async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return bytesOf(download);
}

const part = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: '报送的各部分' }).getByRole('link', { name }).click();

/** Chooses a workbook by the keyboard alone, as it lies on the clerk's disk. */
async function send(page: Page, file: Buffer): Promise<void> {
  const field = page.locator('input[type=file]');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), field.press('Enter')]);
  await chooser.setFiles({ name: '老城区台账.xlsx', mimeType: 'application/octet-stream', buffer: file });
}

const verdict = (page: Page, words: string): Promise<void> => page.locator('.verdict-line h3').getByText(words, { exact: true }).waitFor();

/** What the calendar says of the region in the quarter, in the words of its cell. */
async function calendarCell(page: Page): Promise<string> {
  await page.goto(new URL(`submit?part=calendar&period=${period}`, server.url).href);
  const cell = page.getByRole('row').filter({ hasText: '老城区' }).locator('td[data-shown=true]');
  await cell.waitFor();
  return cell.innerText();
}

const toFill = async (page: Page): Promise<void> => {
  await page.goto(new URL(`submit?part=fill&region=${REGION}&period=${period}`, server.url).href);
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
};

async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提交入库' }).press('Enter');
  await page.getByRole('list', { name: '经过' }).getByText('提交入库').first().waitFor();
}

/** Opens what waits in a list of the reviewer's and does one thing with it. */
async function judge(page: Page, from: string, act: string, reason: string | null): Promise<void> {
  await page.goto(new URL('submit?part=review', server.url).href);
  await page.getByRole('button', { name: from, exact: true }).press('Enter');
  await page.getByRole('table', { name: '报送清单' }).getByRole('link', { name: '老城区' }).first().press('Enter');
  await page.getByRole('group', { name: '办理' }).getByRole('button', { name: act, exact: true }).press('Enter');
  const form = page.getByRole('form', { name: act, exact: true });
  if (reason !== null) await form.getByRole('textbox').fill(reason);
  await form.getByRole('button', { name: `确认${act.replace('审核', '')}` }).press('Enter');
  await form.waitFor({ state: 'detached' });
}

const SOUND = countyOf(REGION, 20);
/** One unit gone and eleven of the other 23 changed: more than the 30 % from which a note is asked for. */
const CHANGED: Ledger = {
  ...SOUND,
  units: SOUND.units.slice(0, -1).map((unit, at) => (at >= 10 && at < 21 ? { ...unit, staff: unit.staff + 7 } : unit)),
};
const MENDED: Ledger = { ...CHANGED, units: CHANGED.units.map((unit, at) => (at === 5 ? { ...unit, staff: unit.staff + 3 } : unit)) };

describe('a quarter from the template to the lock', () => {
  it('begins with what is overdue and gives the template with one click', async () => {
    const { page } = reporter;
    await page.getByRole('heading', { name: '待办' }).waitFor();
    period = await page.getByRole('combobox', { name: '季度' }).inputValue();
    expect(period).toMatch(/^\d{4}Q[1-4]$/);
    template = await downloaded(page, '下载模板');
    expect(template.subarray(0, 2).toString()).toBe('PK');
    expect(await calendarCell(page)).toMatch(/未报|将到期|未到期/);
  });

  it('is uploaded by the keyboard with progress in sight, refused with 2 errors at their cells, and comes back annotated there', async () => {
    const { page, context } = reporter;
    await toFill(page);
    const wrong = [
      { header: '从业人员', row: FIRST_ROW + 1, value: '十二左右' },
      { header: '行政区划代码', row: FIRST_ROW + 4, value: '410303' },
    ];
    const wire = await context.newCDPSession(page);
    await wire.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 30_000 });
    await send(page, await filled(template, SOUND, wrong));
    await page.getByRole('progressbar', { name: '进度' }).waitFor();
    await page.getByRole('button', { name: '取消上传' }).waitFor();
    await wire.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await verdict(page, '有错误，未接收');
    const lines = page.getByRole('table', { name: '问题清单' }).locator('tbody tr');
    const errors = (await lines.allInnerTexts()).filter((text) => text.startsWith('错误'));
    expect(errors).toHaveLength(2);
    for (const { header, row, value } of wrong) {
      const line = errors.find((text) => text.includes(header));
      for (const said of ['两新组织', String(row), value]) expect(line).toContain(said);
    }
    await page.getByRole('button', { name: '错误 2' }).press('Enter');
    await expect.poll(() => lines.count()).toBe(2);
    const comments = await commentsIn(await downloaded(page, '下载批注文件'));
    for (const { header, row } of wrong) expect(comments.map((one) => `${one.header} ${one.row}`)).toContain(`${header} ${row}`);
  });

  it('is corrected, received without counting, compared with nothing, applied, and the calendar says so at each step', async () => {
    const { page } = reporter;
    await page.getByRole('button', { name: '改好后重新上传' }).press('Enter');
    await send(page, await filled(template, SOUND));
    await verdict(page, '检查通过，待提交入库');
    const counts = page.getByRole('table', { name: '行数对照' }).getByRole('row').filter({ hasText: '两新组织' });
    await expect.poll(async () => (await counts.locator('td').allInnerTexts()).slice(0, 4)).toEqual(['0', '24', '24', '0']);
    const address = page.url();
    expect(await calendarCell(page)).toContain('待提交');
    await page.goto(address);
    await apply(page);
    expect(await calendarCell(page)).toContain('待审核');
  });

  it('takes a second version with 11 of 24 units changed and 1 gone only with a note and a confirmation', async () => {
    const { page } = reporter;
    await toFill(page);
    await send(page, await filled(template, CHANGED));
    await verdict(page, '检查通过，待提交入库');
    const counts = page.getByRole('table', { name: '行数对照' }).getByRole('row').filter({ hasText: '两新组织' });
    await expect.poll(() => counts.locator('td').allInnerTexts()).toEqual(['24', '23', '0', '1', '11', '12']);
    await page.getByRole('table', { name: '逐行差异' }).getByText('从业人员').first().waitFor();
    const button = page.getByRole('button', { name: '提交入库' });
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('变更说明（必填）').fill('核查后清退 1 家，更正从业人员');
    expect(await button.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /我已核对：将减少单位 1 家/ }).check();
    await apply(page);
    await page.getByText('核查后清退 1 家，更正从业人员').first().waitFor();
  });

  it('is returned with a reason, which the reporter reads first, and the calendar says so', async () => {
    await judge(reviewer.page, '待审核', '退回', RETURNED);
    expect(await calendarCell(reviewer.page)).toContain('退回');
    const { page } = reporter;
    await page.goto(new URL('submit', server.url).href);
    await page.getByRole('region', { name: '待办' }).getByText('被退回').waitFor();
    await part(page, '我的上报');
    await page
      .getByRole('table', { name: '我的上报' })
      .getByRole('link', { name: /已退回/ })
      .first()
      .press('Enter');
    await page.locator('.returned').getByText(RETURNED).waitFor();
  });

  it('is corrected again, accepted by another and locked', async () => {
    const { page } = reporter;
    await toFill(page);
    await send(page, await filled(template, MENDED));
    await verdict(page, '检查通过，待提交入库');
    const note = page.getByLabel('变更说明（必填）');
    if ((await note.count()) > 0) await note.fill('按退回意见更正');
    const gone = page.getByRole('checkbox', { name: /我已核对/ });
    if ((await gone.count()) > 0) await gone.check();
    await apply(page);
    await judge(reviewer.page, '待审核', '审核通过', null);
    expect(await calendarCell(reviewer.page)).toContain('已审核');
    await judge(reviewer.page, '已审核', '锁定', null);
    expect(await calendarCell(reviewer.page)).toContain('已锁定');
  });

  it('takes nothing while it is locked and says so in words, until the administrator unlocks it with a reason', async () => {
    const { page } = reporter;
    await toFill(page);
    await send(page, await filled(template, SOUND));
    await page
      .getByText(/已锁定，请联系|锁定/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: '提交入库' }).count()).toBe(0);
    await administrator.page.goto(new URL('submit?part=review', server.url).href);
    await administrator.page.getByRole('row').filter({ hasText: '老城区' }).getByRole('button', { name: '解锁' }).press('Enter');
    const form = administrator.page.getByRole('form', { name: '解锁' });
    await form.getByRole('textbox').fill('县里补报漏报单位');
    await form.getByRole('button', { name: '确认解锁' }).press('Enter');
    await administrator.page.getByText('范围内没有已锁定的报送').waitFor();
    expect(await calendarCell(reviewer.page)).toContain('已审核');
    await toFill(page);
    await send(page, await filled(template, SOUND));
    await verdict(page, '检查通过，待提交入库');
    expect(
      [reporter, reviewer, administrator].flatMap(({ complaints }) => complaints.filter((one) => !/status of 4\d\d/.test(one))),
    ).toEqual([]);
  });
});

const PARTS = [
  ['填报', () => reporter, 'part=fill'],
  ['我的上报', () => reporter, 'part=mine'],
  ['审核', () => reviewer, 'part=review&reviewed=ACCEPTED'],
  ['日历', () => reviewer, 'part=calendar&focus=410302'],
  ['汇总上报', () => reporter, 'part=summary'],
] as const;

describe.each([
  ['light', 'zh', 1366],
  ['dark', 'zh', 1366],
  ['contrast', 'en', 390],
] as const)('the parts in %s, %s, %i wide', (theme, lang, width) => {
  it.each(PARTS)('%s has no axe violation and no overhang', async (_, who, address) => {
    const { page } = who();
    await page.setViewportSize({ width, height: 844 });
    await page.goto(new URL(`submit?${address}&theme=${theme}&lang=${lang}`, server.url).href);
    await page.locator('.submit-page .panel').first().waitFor();
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(await overhang(page)).toBe(0);
  });
});
