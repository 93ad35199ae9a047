import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startDemo, type DemoServer } from '../support/demo.ts';
import { person, signIn, type Person } from './accountPages.ts';
import { overhang, violations } from './visit.ts';

const ADMIN = { name: 'guanli', displayName: '管理员', password: 'Henan-2026-first!' };
const TABS = ['users', 'grants', 'tokens', 'rules', 'targets', 'submissions', 'audit', 'backups'];

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
  [browser, server] = await Promise.all([openChromium(), startDemo({ from: inject('demoFolder') })]);
}, 300_000);
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

/** Types into the field that has the focus and goes on to the next. */
async function typeOn(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
}

async function administrator(address: string, size?: { width: number; height: number }): Promise<Person> {
  const who = await person(browser, server.url, size);
  await who.page.goto(new URL(address, server.url).href);
  await signIn(who.page, ADMIN.name, ADMIN.password);
  await who.page
    .getByRole('heading', { level: 1 })
    .filter({ hasNotText: /登录|Sign in/ })
    .waitFor();
  return who;
}

describe('set-up and administration by the keyboard alone', () => {
  it('makes the first administrator, where aggregates stay open without one', async () => {
    const who = await person(browser, server.url);
    await who.page.goto(new URL('setup', server.url).href);
    await who.page.getByLabel('设置码').waitFor();
    expect(await violations(who.page)).toEqual([]);
    const code = /设置码 ([\w-]+)/.exec(server.words())?.[1] ?? '';
    await typeOn(who.page, [code, ADMIN.name, ADMIN.displayName, ADMIN.password]);
    await who.page.keyboard.type(`${ADMIN.password}?`);
    await who.page.keyboard.press('Enter');
    await who.page.getByText('两次输入的密码不同').waitFor();
    await who.page.keyboard.press('Backspace');
    await who.page.keyboard.press('Enter');
    await who.page.getByRole('heading', { name: '管理', level: 1 }).waitFor();
    expect(who.complaints).toEqual([]);
    await who.close();
  });

  it('makes a user, shows the temporary password once with the focus on it, and finds the user by name', async () => {
    const who = await administrator('admin');
    await who.page.getByRole('button', { name: '新建用户' }).focus();
    await who.page.keyboard.press('Enter');
    await typeOn(who.page, ['lisi']);
    await who.page.keyboard.type('李四');
    await who.page.keyboard.press('Enter');
    await who.page.getByRole('heading', { name: '「lisi」的临时密码' }).waitFor();
    expect(await who.page.evaluate(() => document.activeElement?.textContent)).toContain('临时密码');
    await who.page.getByRole('button', { name: '我已交付' }).press('Enter');
    expect(await who.page.getByRole('region', { name: '临时密码' }).count()).toBe(0);
    await who.page.getByRole('searchbox').fill('李四');
    await expect.poll(() => who.page.locator('table.list tbody tr').count()).toBe(1);
    await who.page.getByRole('button', { name: '李四', exact: true }).press('Enter');
    await who.page.getByRole('button', { name: '停用', exact: true }).press('Enter');
    await who.page.getByRole('button', { name: '确认停用' }).press('Enter');
    await who.page.locator('table.list .badge').getByText('停用').waitFor();
    expect(who.complaints).toEqual([]);
    await who.close();
  });

  it('checks a rule set before it can be set: 1 mistake is named, nothing is put in force', async () => {
    const who = await administrator('admin?tab=rules');
    await who.page.getByRole('button', { name: '新规则集' }).press('Enter');
    await who.page.getByLabel('规则集全文（JSON）').fill('{ "id": ');
    await who.page.getByRole('button', { name: '检查' }).press('Enter');
    await who.page.getByText(/发现 \d+ 处问题/).waitFor();
    expect(await who.page.getByRole('button', { name: '使之生效' }).count()).toBe(0);
    expect(who.complaints).toEqual([]);
    await who.close();
  });

  it('puts a checked rule set in force, sets a target and takes it away, and makes a backup', async () => {
    const who = await administrator('admin?tab=rules');
    const rules = who.page.getByRole('table', { name: '规则集' });
    await rules.getByRole('button').first().press('Enter');
    await rules.getByRole('button', { name: '检查' }).press('Enter');
    await rules.getByText('检查通过').waitFor();
    await rules.getByRole('button', { name: '使之生效' }).press('Enter');
    await rules.getByRole('button', { name: '确认生效' }).press('Enter');
    await rules.getByText(/已生效，自 \d{4}-\d\d-\d\d；重算 0 份报送/).waitFor();

    await who.page.getByRole('link', { name: '目标', exact: true }).press('Enter');
    const form = who.page.getByRole('form', { name: '设定目标' });
    await form.getByRole('combobox').first().fill('洛阳');
    await who.page.getByRole('option', { name: '洛阳市' }).first().click();
    await form.getByLabel('生效日期').fill('2026-10-01');
    await form.getByLabel('目标 %').fill('88.5');
    await form.getByRole('button', { name: '设定', exact: true }).press('Enter');
    await form.getByText('已设定').waitFor();
    const line = who.page.getByRole('row').filter({ hasText: '2026-10-01' }).filter({ hasText: '洛阳市' });
    await line.filter({ hasText: ADMIN.name }).getByText(/88\.5/).waitFor();
    await line.getByRole('button', { name: '删除' }).press('Enter');
    await line.getByRole('button', { name: '确认删除' }).press('Enter');
    await line.waitFor({ state: 'detached' });

    await who.page.getByRole('link', { name: '备份', exact: true }).press('Enter');
    await who.page.getByRole('button', { name: '立即备份' }).press('Enter');
    await who.page.getByRole('table', { name: '备份' }).locator('tbody tr').first().waitFor({ timeout: 60_000 });
    expect(who.complaints).toEqual([]);
    await who.close();
  });

  it('lists in the audit log all that was done here, and gives as CSV what it lists', async () => {
    const who = await administrator('admin?tab=audit');
    await who.page.getByText('完整：没有增删或改动的痕迹').waitFor();
    const log = who.page.getByRole('table', { name: '审计日志' });
    await log.locator('tbody tr').first().waitFor();
    const actions = await log.locator('tbody tr td:nth-child(3)').allInnerTexts();
    for (const action of ['首次设置', '新建用户', '启用、停用用户', '规则集变更', '目标变更', '备份', '登录'])
      expect(actions).toContain(action);
    await who.page.getByRole('searchbox').fill(ADMIN.name);
    await who.page.getByRole('button', { name: '何事' }).press('Enter');
    await who.page.getByRole('checkbox', { name: '目标变更' }).press('Space');
    await who.page.keyboard.press('Escape');
    await expect.poll(() => log.locator('tbody tr').count()).toBe(2);
    await log.getByRole('button').first().press('Enter');
    await log.getByText('410300').first().waitFor();
    const href = await who.page.getByRole('link', { name: '导出 CSV' }).getAttribute('href');
    const file = await who.context.request.get(String(href));
    const lines = (await file.text()).trim().split('\r\n');
    expect([file.status(), lines.length]).toEqual([200, 3]);
    for (const one of lines.slice(1)) expect(one).toMatch(/^台账,\d+,.*,guanli,.*,目标变更,完成,/);
    expect(who.complaints).toEqual([]);
    await who.close();
  });
});

describe.each([
  ['light', 'zh', 1366],
  ['dark', 'zh', 1366],
  ['contrast', 'en', 390],
] as const)('administration in %s, %s, %i wide', (theme, lang, width) => {
  let who: Person;
  beforeAll(async () => {
    who = await administrator('admin', { width, height: 844 });
    await who.page.goto(new URL(`admin?theme=${theme}&lang=${lang}`, server.url).href);
  });
  afterAll(() => who.close());

  it.each(TABS)('%s has no axe violation, no overhang and a clean console', async (tab) => {
    await who.page.locator(`.tabs a[href*="tab=${tab}"]`).click();
    await who.page.locator('.admin-page .panel').first().waitFor();
    await expect.poll(() => who.page.locator('[aria-busy="true"]').count()).toBe(0);
    expect(await violations(who.page)).toEqual([]);
    expect(await overhang(who.page)).toBe(0);
    expect(who.complaints).toEqual([]);
  });
});
