import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { ask, overhang, violations, visit } from './visit.ts';

const home = inject('demoUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
});

const list = (page: Page) => page.getByRole('table', { name: '组织清单' });
const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });
const digits = (text: string): string => text.replaceAll(/\s/g, '');

interface Groups {
  readonly observations: {
    dimensions: { value: string | null; label: { zh: string } }[];
    share: number | null;
    rate: { denominator: number };
  }[];
}

/** Groups with organizations, as «name number share». */
async function groups(by: string): Promise<string[]> {
  const { observations } = await ask<Groups>(
    home,
    `{ observations(indicators: [SHELL_RATE], regions: {codes: ["410000"]}, periods: {last: 1}, by: [${by}]) { dimensions { value label { zh } } share rate { denominator } } }`,
  );
  return observations
    .filter(({ rate, dimensions }) => rate.denominator > 0 && dimensions[0]?.value !== null)
    .toSorted((a, b) => b.rate.denominator - a.rate.denominator)
    .map(({ dimensions, rate, share }) => `${String(dimensions[0]?.label.zh)}${rate.denominator}${Number(share).toFixed(1)}%`);
}

describe('the page of organizations', () => {
  it.each([
    ['FORM', '组织形式'],
    ['SETUP', '组建方式'],
    ['SECRETARY', '书记来源'],
  ])('counts organizations by %s as GraphQL does', async (by, name) => {
    const { page, complaints, outside, close } = await visit(browser, home, 'organizations?region=410000');
    await table(page, name).waitFor();
    const rows = (await table(page, name).locator('tbody tr').allInnerTexts()).map(digits).filter((row) => !row.startsWith('台账未填'));
    const wanted = await groups(by);
    expect(rows.length).toBe(wanted.length);
    for (const [at, text] of wanted.entries()) expect(rows[at]).toContain(text);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('shows the terms, the flags and the net rate beside the reported one as GraphQL answers them', async () => {
    const { page, close } = await visit(browser, home, 'organizations?region=410000');
    const { terms, any, net } = await ask<{
      terms: { overdue: number; overdueByYear: number; quarters: { period: string; ending: number }[] };
      any: { totalCount: number };
      net: { rate: { value: number } }[];
    }>(
      home,
      '{ terms(region: "410000") { overdue overdueByYear quarters { period ending } } any: organizations(first: 1, where: {region: "410000", subject: [PARTY], shell: true}) { totalCount } net: observations(indicators: [PARTY_ORG_COVERAGE, NET_ORG_COVERAGE], regions: {codes: ["410000"]}, periods: {last: 1}, basis: OPERATING) { rate { value } } }',
    );
    await table(page, '届期').waitFor();
    const said = digits(await table(page, '届期').innerText());
    expect(said).toContain(`其中逾期超过12个月${terms.overdueByYear}个${terms.overdue}`);
    for (const { period, ending } of terms.quarters) expect(said).toContain(`${period}届满${ending}`);
    await expect.poll(async () => digits(await table(page, '情形').innerText())).toContain(`至少一条标记${any.totalCount}`);
    const whole = digits(await table(page, '空壳核查').locator('tbody tr').first().innerText());
    expect(whole).toMatch(new RegExp(`^河南省${net.map(({ rate }) => rate.value.toFixed(1)).join('')}`));
    expect(await page.locator('main').innerText()).toContain('清单供核对，不是结论');
    await close();
  });

  it('chooses a flag by the keyboard: every listed organization has it with its date; the back button takes it away', async () => {
    const { page, complaints, close } = await visit(browser, home, 'organizations?region=410000');
    await list(page).waitFor();
    await table(page, '情形').getByRole('button', { name: '联合支部覆盖单位超限' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('flags') === 'OVERSTRETCHED');
    await expect
      .poll(async () => (await list(page).locator('.why-listed').allInnerTexts()).every((text) => /联合支部覆盖单位超限.*台账/s.test(text)))
      .toBe(true);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('flags') === null);
    await expect
      .poll(async () => (await list(page).locator('.why-listed').allInnerTexts()).every((text) => text.includes('超限')))
      .toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  it('lists all organizations when asked, sorts the regions by a column, and reads both from the address', async () => {
    const { page, close } = await visit(browser, home, 'organizations?region=410000');
    await list(page).waitFor();
    await page.getByRole('button', { name: '全部', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('listed') === 'all');
    const comparison = table(page, '各地对照');
    await comparison.getByRole('button', { name: '空壳率' }).click();
    await page.waitForURL((url) => url.searchParams.get('order') === '-shellrate');
    const again = await visit(browser, home, page.url().slice(home.length));
    const { all } = await ask<{ all: { totalCount: number } }>(
      home,
      '{ all: organizations(first: 1, where: {region: "410000", subject: [PARTY]}) { totalCount } }',
    );
    const sorted = table(again.page, '各地对照');
    await sorted.waitFor();
    const values = (await sorted.locator('tbody tr td:nth-child(2)').allInnerTexts()).slice(1).map(Number);
    expect(values).toEqual([...values].toSorted((a, b) => b - a));
    await expect
      .poll(async () => digits(await again.page.getByRole('navigation', { name: '翻页' }).innerText()))
      .toContain(`共${all.totalCount}个`);
    await again.close();
    await close();
  });

  it('shows unions with their own forms and checklist, in English too', async () => {
    const { page, complaints, close } = await visit(browser, home, 'organizations?region=410000&subject=UNION');
    await table(page, '组织形式').waitFor();
    expect(await table(page, '组织形式').innerText()).toContain('基层工会');
    expect(await page.locator('main').innerText()).toContain('芜湖工会');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: /Organisations/ }).waitFor();
    expect(await page.locator('main').innerText()).toContain('a list to check, not a verdict');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['', '&theme=dark', '&theme=contrast', '&lang=en&subject=LEAGUE'])(
    'has no violation that axe knows: organizations?region=410300%s',
    async (more) => {
      const { page, complaints, close } = await visit(browser, home, `organizations?region=410300${more}`);
      await page.locator('.organizations').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it.each(['', '&lang=en&subject=UNION'])('fits a telephone 390 wide without scrolling sideways%s', async (more) => {
    const { page, close } = await visit(browser, home, `organizations?region=410000${more}`, { width: 390, height: 844 });
    await page.locator('#list').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });
});
