import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startDemo, type DemoServer } from '../support/demo.ts';
import { createUser, firstSignIn, grant, person, signIn, type Person } from './accountPages.ts';
import { outsideOf } from './outsideOf.ts';

/** Everybody who is made, in the order of the roles. */
const PEOPLE = [
  { name: 'lingdao', displayName: '王领导', role: '领导', view: '洛阳市', report: null },
  { name: 'fenxi', displayName: '李分析', role: '分析员', view: '河南省', report: null },
  { name: 'tianbao', displayName: '赵填报', role: '填报员', view: '老城区', report: '老城区' },
  { name: 'shenhe', displayName: '孙审核', role: '审核员', view: '洛阳市', report: '洛阳市' },
  { name: 'xitong', displayName: '周系统', role: '系统管理员', view: null, report: null },
  { name: 'anquan', displayName: '吴安全', role: '安全管理员', view: null, report: null },
  { name: 'shenji', displayName: '郑审计', role: '审计员', view: null, report: null },
] as const;
type Name = (typeof PEOPLE)[number]['name'];

const ADMIN = { name: 'guanli', displayName: '管理员', password: 'Henan-2026-first!' };
/** Not with the name in it, which no password may hold. */
const passwordOf = (name: string): string => `Mima-${[...name].toReversed().join('')}-2026!`;
const PAGES = ['总览', '趋势', '对比', '应建未建', '组织状况', '活动', '数据质量', '指标口径', '报送'];

let server: DemoServer;
let browser: Browser;
const temporary = new Map<string, string>();
beforeAll(async () => {
  [browser, server] = await Promise.all([openChromium(), startDemo({ from: inject('demoFolder'), settings: { FUGAI_ANONYMOUS: 'none' } })]);
}, 300_000);
afterAll(async () => {
  await browser.close();
  expect(await server.stop()).toBe(0);
});

/** A person of a role, signed in and at their first page. */
async function enter(name: Name, address = ''): Promise<Person> {
  const who = await person(browser, server.url);
  await who.page.goto(address === '' ? server.url : new URL(address, server.url).href);
  await who.page.getByRole('heading', { name: '登录' }).waitFor();
  const first = temporary.get(name);
  if (first === undefined) await signIn(who.page, name, passwordOf(name));
  else await firstSignIn(who.page, name, first, passwordOf(name));
  temporary.delete(name);
  await who.page.getByRole('button', { name: /^账户：/ }).waitFor();
  return who;
}

const navigation = ({ page }: Person): Promise<string[]> => page.getByRole('navigation', { name: '主导航' }).locator('a').allInnerTexts();
const tools = async ({ page }: Person): Promise<string[]> => (await page.locator('.masthead .tools > a').allInnerTexts()).toSorted();
const tabs = ({ page }: Person): Promise<string[]> => page.getByRole('navigation', { name: '管理的各部分' }).locator('a').allInnerTexts();
const ranking = ({ page }: Person) => page.locator('.rank tbody tr');

/** Statuses of addresses asked with the cookie of the person. */
const statuses = (who: Person, addresses: readonly string[]): Promise<number[]> =>
  Promise.all(addresses.map(async (address) => (await who.context.request.get(address)).status()));

describe('who may not read anything', () => {
  it('gets set-up first, then the sign-in page and nothing else: no figure, no refused query', async () => {
    const who = await person(browser, server.url);
    await who.page.goto(new URL('gaps?region=410300', server.url).href);
    await who.page.getByRole('heading', { name: '首次设置' }).waitFor();
    expect(await navigation(who)).toEqual([]);
    const exchanges = (await who.answered()).filter(({ address }) => address.includes('/graphql'));
    expect(exchanges.map(({ body }) => Object.keys((JSON.parse(body) as { data: object }).data))).toEqual([['site', 'viewer']]);
    expect(await statuses(who, ['/export/units.csv?region=410300', '/gaps.csv?region=410300', '/overview.png'])).toEqual([401, 401, 401]);
    expect(who.complaints).toEqual([]);
    await who.close();
  });
});

describe('set-up', () => {
  it('takes the code from the console once, makes one administrator with three offices and leads to eight tabs', async () => {
    const code = /设置码 ([\w-]+)/.exec(server.words())?.[1] ?? '';
    const who = await person(browser, server.url);
    await who.page.goto(server.url);
    await who.page.getByLabel('设置码').fill('AAAAA-AAAAA-AAAAA-AAAAA');
    for (const [label, value] of [
      ['用户名', ADMIN.name],
      ['姓名', ADMIN.displayName],
      ['密码', ADMIN.password],
      ['再输一遍密码', ADMIN.password],
    ] as const)
      await who.page.getByLabel(label, { exact: true }).fill(value);
    await who.page.keyboard.press('Enter');
    await who.page.getByRole('alert').getByText('设置码不对').waitFor();
    await who.page.getByLabel('设置码').fill(code);
    await who.page.keyboard.press('Enter');
    await who.page.getByRole('heading', { name: '管理', level: 1 }).waitFor();
    expect(await tabs(who)).toEqual(['用户', '角色与范围', '令牌', '规则集', '目标', '报送设置', '审计', '备份']);
    await who.close();
  });

  it('then one administrator makes seven people, one of every role, with their regions', async () => {
    const who = await person(browser, server.url);
    await who.page.goto(new URL('admin', server.url).href);
    await signIn(who.page, ADMIN.name, ADMIN.password);
    await who.page.getByRole('heading', { name: '管理', level: 1 }).waitFor();
    for (const { name, displayName } of PEOPLE) temporary.set(name, await createUser(who.page, name, displayName));
    await who.page.getByRole('link', { name: '角色与范围' }).click();
    for (const one of PEOPLE) await grant(who.page, one);
    await expect.poll(async () => (await who.page.locator('table.list tbody tr').allInnerTexts()).length).toBe(PEOPLE.length + 1);
    await who.close();
  });
});

describe('each role sees what it may see, and nothing else', () => {
  it('a viewer of 洛阳市 begins there, sees its counties, and of 河南省 one prefecture of 18', async () => {
    const who = await enter('lingdao');
    await who.page.getByRole('heading', { name: '洛阳市', level: 1 }).waitFor();
    expect(new URL(who.page.url()).search).toBe('?region=410300');
    expect(await navigation(who)).toEqual(PAGES);
    expect(await tools(who)).toEqual(['投影']);
    await who.page.goto(new URL('?region=410000', server.url).href);
    await ranking(who).nth(17).waitFor();
    expect(await ranking(who).count()).toBe(18);
    const rows = await ranking(who).allInnerTexts();
    expect(rows.filter((row) => row.includes('无权限'))).toHaveLength(17);
    expect(rows.find((row) => row.includes('洛阳'))).toMatch(/\d\d\.\d/);
    expect(await who.page.locator('.legend').innerText()).toMatch(/无权限\s*17/);
    await who.page.goto(new URL('gaps?region=410500', server.url).href);
    await who.page.locator('.notice').getByText('安阳市不在您的查看范围').waitFor();
    await who.page.waitForLoadState('networkidle');
    await who.page.goto(new URL('explorer', server.url).href);
    await who.page.getByRole('heading', { name: '您的角色不自写查询' }).waitFor();
    await who.page.goto(new URL('admin', server.url).href);
    await who.page.getByText('「管理」只对系统管理员').waitFor();
    expect(await statuses(who, ['/export/units.csv?region=410300'])).toEqual([403]);
    expect(outsideOf(await who.answered(), ['4103'])).toEqual([]);
    expect(who.complaints).toEqual([]);
    await who.close();
  });

  it('an analyst of 河南省 reads units, asks queries of their own and exports, and sees no other province', async () => {
    const who = await enter('fenxi', 'gaps?region=410300');
    await who.page.getByRole('table', { name: '应建未建单位' }).locator('tbody tr').first().waitFor();
    expect(await tools(who)).toEqual(['投影', '接口'].toSorted());
    expect(await statuses(who, ['/export/units.csv?region=410300', '/admin.csv'])).toEqual([200, 404]);
    await who.page.goto(server.url);
    await ranking(who).nth(17).waitFor();
    await who.page.goto(new URL('admin?tab=users', server.url).href);
    await who.page.getByText('「管理」只对系统管理员').waitFor();
    expect(outsideOf(await who.answered(), ['41'])).toEqual([]);
    // What leaks would be found: of one who were to see 洛阳市 alone, these pages hold the numbers of 17 others.
    const leaked = outsideOf(await who.answered(), ['4103']).map((found) => found.slice(0, 6));
    // 济源市 is a county in the place of a prefecture.
    expect(new Set(leaked.filter((code) => code === '419001' || (code.endsWith('00') && code !== '410000'))).size).toBe(17);
    await who.close();
  });

  it('a reporter of 老城区 sees its units, not those of the county beside it', async () => {
    const who = await enter('tianbao', 'gaps?region=410302');
    await who.page.getByRole('table', { name: '应建未建单位' }).locator('tbody tr').first().waitFor();
    await who.page.goto(new URL('gaps?region=410305', server.url).href);
    await who.page.locator('.notice').getByText('涧西区不在您的查看范围').waitFor();
    await who.page.locator('#units').getByRole('heading', { name: '无权限' }).waitFor();
    expect(await who.page.locator('#units').innerText()).toContain('老城区及以下');
    await who.page.getByRole('button', { name: '账户：赵填报' }).click();
    expect(await who.page.getByRole('dialog', { name: '账户' }).innerText()).toMatch(/填报员[\s\S]*老城区及以下[\s\S]*老城区及以下/);
    expect(await statuses(who, ['/export/units.csv?region=410305'])).toEqual([403]);
    expect(outsideOf(await who.answered(), ['410302'])).toEqual([]);
    await who.close();
  });

  it('an approver of 洛阳市 sees what its viewer sees, and has the explorer', async () => {
    const who = await enter('shenhe');
    await who.page.getByRole('heading', { name: '洛阳市', level: 1 }).waitFor();
    expect(await tools(who)).toEqual(['投影', '接口'].toSorted());
    await who.page.waitForLoadState('networkidle');
    expect(outsideOf(await who.answered(), ['4103'])).toEqual([]);
    await who.close();
  });

  it.each([
    // Who unlocks a locked quarter does it there.
    ['xitong', ['用户', '令牌', '规则集', '目标', '报送设置', '备份'], '审计', ['报送']],
    ['anquan', ['角色与范围'], '用户', []],
    ['shenji', ['审计'], '备份', []],
  ] as const)(
    'administrator %s is led to the administration, has the tabs %j and no page of numbers',
    async (name, open, closed, pages) => {
      const who = await enter(name);
      await who.page.getByRole('heading', { name: '管理', level: 1 }).waitFor();
      expect(await tabs(who)).toEqual(open);
      expect(await navigation(who)).toEqual(pages);
      const tab = { 审计: 'audit', 用户: 'users', 备份: 'backups' }[closed];
      await who.page.goto(new URL(`admin?tab=${tab}`, server.url).href);
      await who.page.getByText(`「${closed}」须由`).waitFor();
      await who.page.goto(new URL('trends?region=410300', server.url).href);
      await who.page.getByRole('heading', { name: '您的角色不查看数据' }).waitFor();
      expect(await statuses(who, ['/export/units.csv?region=410300', '/trends.csv?region=410300'])).toEqual([403, 403]);
      expect(outsideOf(await who.answered(), [])).toEqual([]);
      await who.close();
    },
  );
});

describe('sessions', () => {
  it('after signing out the address before gives the sign-in page, and after signing in itself again', async () => {
    const who = await enter('lingdao', 'trends?region=410300');
    await who.page.getByRole('heading', { name: /洛阳市趋势/ }).waitFor();
    await who.page.getByRole('button', { name: /^账户：/ }).click();
    await who.page.getByRole('button', { name: '退出登录' }).click();
    await who.page.getByRole('heading', { name: '登录' }).waitFor();
    await who.page.goto(new URL('trends?region=410300', server.url).href);
    await who.page.getByRole('heading', { name: '登录' }).waitFor();
    await signIn(who.page, 'lingdao', passwordOf('lingdao'));
    await who.page.getByRole('heading', { name: /洛阳市趋势/ }).waitFor();
    expect(new URL(who.page.url()).pathname + new URL(who.page.url()).search).toBe('/trends?region=410300');
    await who.close();
  });

  it('a session that ended while a page is open says so, keeps the page, and leads back to it', async () => {
    const who = await enter('lingdao', 'compare?region=410300');
    await who.page.getByRole('heading', { name: /洛阳市对比/ }).waitFor();
    await who.context.clearCookies();
    await who.page.getByRole('link', { name: '趋势', exact: true }).click();
    const ended = who.page.getByRole('alert').filter({ hasText: '登录已结束' });
    await ended.waitFor();
    await ended.getByRole('link', { name: '重新登录' }).click();
    await signIn(who.page, 'lingdao', passwordOf('lingdao'));
    await who.page.getByRole('heading', { name: /洛阳市趋势/ }).waitFor();
    expect(new URL(who.page.url()).pathname).toBe('/trends');
    await who.close();
  });

  it('five wrong passwords lock the account: the right one is refused until the administrator unlocks it', async () => {
    const who = await person(browser, server.url);
    await who.page.goto(server.url);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await signIn(who.page, 'fenxi', 'wrong-password-here');
      await who.page.getByRole('alert').filter({ hasText: /./ }).waitFor();
      await expect.poll(() => who.page.getByLabel('密码', { exact: true }).inputValue()).toBe('');
    }
    await signIn(who.page, 'fenxi', passwordOf('fenxi'));
    await who.page.getByRole('alert').getByText(/锁定/).waitFor();
    const admin = await person(browser, server.url);
    await admin.page.goto(new URL('admin?search=fenxi', server.url).href);
    await signIn(admin.page, ADMIN.name, ADMIN.password);
    await admin.page.getByRole('button', { name: '李分析', exact: true }).click();
    await admin.page.getByRole('button', { name: '解除锁定' }).click();
    await expect.poll(() => admin.page.getByText('锁定至').count()).toBe(0);
    await admin.close();
    await signIn(who.page, 'fenxi', passwordOf('fenxi'));
    await who.page.getByRole('heading', { name: '河南省', level: 1 }).waitFor();
    await who.close();
  });
});
