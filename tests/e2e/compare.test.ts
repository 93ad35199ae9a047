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

interface Ranked {
  readonly ranking: { rank: number | null; region: { code: string; name: string }; rate: { value: number | null }; gap: number | null }[];
}

async function ranking(regions: string, basis = 'OPERATING'): Promise<Ranked['ranking']> {
  const query = `{ ranking(indicator: PARTY_ORG_COVERAGE, regions: ${regions}, basis: ${basis}) { rank region { code name } rate { value } gap } }`;
  return (await ask<Ranked>(home, query)).ranking;
}

const table = (page: Page) => page.locator('main table').first();
const line = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
    .first();
const textOf = async (page: Page, name: string): Promise<string> => (await line(page, name).innerText()).replaceAll(/\s+/g, ' ');
const names = async (page: Page): Promise<string[]> =>
  (await table(page).getByRole('rowheader').allInnerTexts()).map((text) => text.split(/\s/)[0] ?? '');

/** Rank and percentage of every region stand in its row. */
async function expectSameNumbers(page: Page, rows: Ranked['ranking']): Promise<void> {
  await line(page, rows[0]?.region.name ?? '').waitFor();
  for (const { rank, region, rate } of rows.slice(0, 20)) {
    if (rate.value === null) continue;
    await expect.poll(() => textOf(page, region.name), { ...PATIENT, message: region.name }).toContain(rate.value.toFixed(1));
    expect(await textOf(page, region.name)).toMatch(new RegExp(`^${String(rank)} `));
  }
}

describe('the comparison in a browser', () => {
  it('ranks the children, worst first, with the numbers that GraphQL answers', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'compare?region=410000');
    const rows = await ranking('{ childrenOf: "410000" }');
    await expectSameNumbers(page, rows);
    expect(await names(page)).toEqual(rows.map(({ region }) => region.name));
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('sorts by a column with the keyboard, writes it into the address, and the back button undoes it', async () => {
    const { page, complaints, close } = await visit(browser, home, 'compare?region=410000');
    const before = await ranking('{ childrenOf: "410000" }');
    await expectSameNumbers(page, before.slice(0, 1));
    await table(page).getByRole('button', { name: '差额' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('order') === '-gap');
    const most = before.toSorted((a, b) => Number(b.gap) - Number(a.gap))[0];
    await expect.poll(async () => (await names(page))[0], PATIENT).toBe(most?.region.name);
    expect(await table(page).getByRole('columnheader', { name: '差额' }).getAttribute('aria-sort')).toBe('descending');
    await page.goBack();
    await expect.poll(async () => (await names(page))[0], PATIENT).toBe(before[0]?.region.name);
    expect(complaints).toEqual([]);
    await close();
  });

  it('sets regions of three levels beside each other from their address, ranked among themselves', async () => {
    const { page, complaints, close } = await visit(browser, home, 'compare?region=410000&regions=410000,410300,410305');
    await expectSameNumbers(page, await ranking('{ codes: ["410000", "410300", "410305"] }'));
    expect(await page.locator('main').innerText()).toContain('所选地区层级不同');
    expect(complaints).toEqual([]);
    await close();
  });

  it('ranks all counties of the province on one click', async () => {
    const { page, close } = await visit(browser, home, 'compare?region=410000');
    await page.getByRole('button', { name: '全部县' }).click();
    await page.waitForURL((url) => url.searchParams.get('among') === 'counties');
    const rows = await ranking('{ under: "410000", level: COUNTY }');
    await expect.poll(() => table(page).getByRole('rowheader').count(), PATIENT).toBe(rows.length);
    await expectSameNumbers(page, rows.slice(0, 3));
    await close();
  });

  it('puts both bases of the dumbbell into one row, with the numbers of two rankings', async () => {
    const { page, complaints, close } = await visit(browser, home, 'compare?region=410000&layout=dumbbell&versus=REGISTERED');
    const [first, second] = [await ranking('{ childrenOf: "410000" }'), await ranking('{ childrenOf: "410000" }', 'REGISTERED')];
    for (const { region, rate, rank } of first.slice(0, 5)) {
      const other = second.find((row) => row.region.code === region.code);
      await line(page, region.name).waitFor();
      const text = await textOf(page, region.name);
      expect(text).toContain(Number(rate.value).toFixed(1));
      expect(text).toContain(Number(other?.rate.value).toFixed(1));
      expect(text).toContain(`${String(rank)} → ${String(other?.rank)}`);
    }
    await expect.poll(() => page.locator('main canvas').count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('leads from a row to the why card of its region', async () => {
    const { page, close } = await visit(browser, home, 'compare?region=410000');
    const [worst] = await ranking('{ childrenOf: "410000" }');
    await page.getByRole('link', { name: `${String(worst?.region.name)}为什么` }).click();
    await page.waitForURL((url) => url.searchParams.has('why'));
    expect(new URL(page.url()).searchParams.get('why')).toBe(worst?.region.code);
    await close();
  });

  it('speaks English when asked, numbers unchanged', async () => {
    const { page, complaints, close } = await visit(browser, home, 'compare?region=410000&layout=bars');
    const [worst] = await ranking('{ childrenOf: "410000" }');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('columnheader', { name: 'Rank change' }).waitFor();
    expect(await table(page).innerText()).toContain(Number(worst?.rate.value).toFixed(1));
    expect(complaints).toEqual([]);
    await close();
  });
});

describe.each(['compare?region=410000', 'compare?region=410305&layout=bars', 'compare?region=410000&layout=dumbbell'])('/%s', (path) => {
  it('fits a telephone 390 wide without scrolling sideways', async () => {
    const { page, close } = await visit(browser, home, path, { width: 390, height: 844 });
    await table(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });

  it.each(['light', 'dark', 'contrast'])('has no violation that axe knows, %s', async (theme) => {
    const { page, complaints, outside, close } = await visit(browser, home, `${path}&theme=${theme}`);
    await table(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });
});
