import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startDemo, type DemoServer } from '../support/demo.ts';
import { person, signIn, type Person } from './accountPages.ts';
import { overhang, violations } from './visit.ts';

const ADMIN = { name: 'guanli', displayName: '管理员', password: 'Henan-2026-first!' };
const TABS = ['users', 'grants', 'tokens', 'rules', 'targets', 'audit', 'backups'];

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
    await who.close();
  });
});

describe.each([
  ['light', 'zh', 1366],
  ['dark', 'zh', 1366],
  ['contrast', 'en', 1366],
  ['light', 'en', 390],
] as const)('administration in %s, %s, %i wide', (theme, lang, width) => {
  let who: Person;
  beforeAll(async () => {
    who = await administrator('admin', { width, height: 844 });
  });
  afterAll(() => who.close());

  it.each(TABS)('%s has no axe violation, no overhang and a clean console', async (tab) => {
    await who.page.goto(new URL(`admin?tab=${tab}&theme=${theme}&lang=${lang}`, server.url).href);
    await who.page.locator('.admin-page .panel').first().waitFor();
    await expect.poll(() => who.page.locator('[aria-busy="true"]').count()).toBe(0);
    expect(await violations(who.page)).toEqual([]);
    expect(await overhang(who.page)).toBe(0);
    expect(who.complaints).toEqual([]);
  });
});
