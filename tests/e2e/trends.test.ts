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

/** The machine that runs the tests may be busy. */
const PATIENT = { timeout: 15_000 };

interface Series {
  readonly observations: { period: string; rate: { value: number | null } }[];
}

/** What the API answers for one region, quarter by quarter, with one decimal as the page prints it. */
async function quarters(region: string, last: number): Promise<Map<string, string>> {
  const query =
    'query($region: ID!, $last: Int!) { observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: [$region] }, periods: { last: $last }) { period rate { value } } }';
  const { observations } = await ask<Series>(home, query, { region, last });
  return new Map(observations.flatMap(({ period, rate }) => (rate.value === null ? [] : [[period, rate.value.toFixed(1)] as const])));
}

const table = (page: Page) => page.getByRole('table', { name: /^逐期数字/ });
const list = (page: Page) => page.getByRole('table', { name: /突出哪一条线$/ }).first();
const pictures = (page: Page) => page.locator('main canvas');

/** Cells of the row that names `region`, without the asterisk of a partial receipt. */
async function cellsOf(page: Page, region: string): Promise<string[]> {
  const row = table(page).getByRole('row').filter({ hasText: region }).first();
  await row.waitFor();
  return row.getByRole('cell').allInnerTexts();
}

describe('trends in a browser', () => {
  it('shows in every quarter of the table the number that GraphQL answers, and draws the picture', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'trends?region=410000');
    const cells = await cellsOf(page, '河南省');
    expect(cells).toEqual([...(await quarters('410000', cells.length)).values()]);
    await expect.poll(() => pictures(page).count()).toBe(1);
    expect(await list(page).getByRole('button', { pressed: true }).innerText()).toBe('河南省');
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('brings another line out by the keyboard alone; the back button puts the first one back', async () => {
    const { page, complaints, close } = await visit(browser, home, 'trends?region=410000');
    const line = list(page).getByRole('button', { pressed: false }).first();
    const name = await line.innerText();
    await line.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('focus') !== null);
    await expect.poll(() => list(page).getByRole('button', { pressed: true }).innerText(), PATIENT).toBe(name);
    await page.goBack();
    await expect.poll(() => list(page).getByRole('button', { pressed: true }).innerText(), PATIENT).toBe('河南省');
    expect(complaints).toEqual([]);
    await close();
  });

  it('opens 2 chosen regions from their address, takes one away, and draws one small picture for each', async () => {
    const { page, complaints, close } = await visit(browser, home, 'trends?region=410000&regions=410100,410300&layout=multiples');
    await expect.poll(() => pictures(page).count(), PATIENT).toBe(2);
    await page.getByRole('button', { name: '去掉「郑州市」' }).click();
    await page.waitForURL((url) => url.searchParams.get('regions') === '410300');
    await expect.poll(() => pictures(page).count(), PATIENT).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('gives a count of persons a picture of its own beside 2 percentages of one region', async () => {
    const address = 'trends?region=410000&regions=410000&indicators=PARTY_WORK_COVERAGE,APPLICANTS';
    const { page, complaints, close } = await visit(browser, home, address);
    await expect.poll(() => pictures(page).count(), PATIENT).toBe(2);
    await expect.poll(() => list(page).getByRole('row').count(), PATIENT).toBe(3);
    expect(complaints).toEqual([]);
    await close();
  });

  it('begins at the quarter that the address names, and offers the others', async () => {
    const { page, close } = await visit(browser, home, 'trends?region=410000');
    const whole = (await cellsOf(page, '河南省')).length;
    const start = page.getByRole('combobox', { name: '起始' });
    const second = (await start.getByRole('option').allInnerTexts())[1];
    await start.selectOption(String(second));
    await page.waitForURL((url) => url.searchParams.get('against') === second);
    await expect.poll(async () => (await cellsOf(page, '河南省')).length, PATIENT).toBe(whole - 1);
    await close();
  });

  it('speaks English when asked, numbers unchanged', async () => {
    const { page, complaints, close } = await visit(browser, home, 'trends?region=410000');
    const before = await cellsOf(page, '河南省');
    await page.getByRole('link', { name: 'English' }).click();
    const row = page.getByRole('table', { name: 'Quarter by quarter' }).getByRole('row').filter({ hasText: 'Henan' }).first();
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(before);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe.each([
  'trends?region=410000',
  'trends?region=410305&layout=multiples',
  'trends?region=410000&indicators=PARTY_WORK_COVERAGE,APPLICANTS',
])('/%s', (path) => {
  it('fits a telephone 390 wide without scrolling sideways', async () => {
    const { page, close } = await visit(browser, home, path, { width: 390, height: 844 });
    await table(page).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });

  it.each(['light', 'dark', 'contrast'])('has no violation that axe knows, %s', async (theme) => {
    const { page, complaints, outside, close } = await visit(browser, home, `${path}&theme=${theme}`);
    await table(page).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });
});
