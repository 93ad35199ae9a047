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

interface Ranked {
  readonly ranking: { region: { code: string; name: string }; rate: { value: number | null } }[];
}

/** What the API ranks below `parent`: name → percentage with one decimal, as the page prints it. Regions without a value are left out. */
async function percentages(parent: string, basis = 'OPERATING'): Promise<Map<string, string>> {
  const query =
    'query($parent: ID!, $basis: Basis) { ranking(indicator: PARTY_ORG_COVERAGE, parent: $parent, basis: $basis) { region { code name } rate { value } } }';
  const { ranking } = await ask<Ranked>(home, query, { parent, basis });
  return new Map(ranking.flatMap(({ region, rate }) => (rate.value === null ? [] : [[region.name, rate.value.toFixed(1)] as const])));
}

const ranking = (page: Page) => page.getByRole('table').first();

/** Opens every row of the ranking and gives the text of the row that names `region`. */
async function rowOf(page: Page, region: string): Promise<string> {
  const all = page.getByRole('button', { name: /^展开全部/ });
  if (await all.isVisible()) await all.click();
  const row = ranking(page).getByRole('row').filter({ hasText: region });
  await row.first().waitFor();
  return (await row.first().innerText()).replace(/\s+/g, ' ');
}

/** Follows the ranking's link to `region` and waits for the address to name it. */
async function drill(page: Page, region: string, code: string): Promise<void> {
  await rowOf(page, region);
  await ranking(page).getByRole('link', { name: region }).first().click();
  await page.waitForURL((url) => url.searchParams.get('region') === code);
}

/** Each of the API's percentages stands in the row of its region. */
async function expectSameNumbers(page: Page, numbers: Map<string, string>): Promise<void> {
  expect(numbers.size).toBeGreaterThan(3);
  for (const [region, number] of numbers) {
    await expect.poll(() => rowOf(page, region), { timeout: 15_000, message: region }).toContain(number);
  }
}

describe('the overview in a browser', () => {
  it('drills nation → 河南 → 洛阳 → a county, and shows at each step the numbers that GraphQL answers', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, '');
    await drill(page, '河南省', '410000');
    await expectSameNumbers(page, await percentages('410000'));
    await drill(page, '洛阳市', '410300');
    const counties = await percentages('410300');
    await expectSameNumbers(page, counties);
    await drill(page, '涧西区', '410305');
    await expect.poll(() => page.locator('main').innerText()).toContain(counties.get('涧西区'));
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('drills from the map with the keyboard alone: an arrow chooses a prefecture, Enter opens it', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000');
    await page.getByRole('img', { name: /^河南省地图/ }).waitFor();
    await page.getByRole('listbox', { name: /^地图上的地区/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => /^41\d\d00$/.test(url.searchParams.get('region') ?? '') && url.searchParams.get('region') !== '410000');
    expect(complaints).toEqual([]);
    await close();
  });

  it('changes the denominator with the basis, and the address with it', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000');
    const before = await percentages('410000');
    await expectSameNumbers(page, before);
    await page
      .getByRole('radio', { name: '三有' })
      .or(page.getByRole('button', { name: '三有' }))
      .first()
      .click();
    await page.waitForURL((url) => url.searchParams.get('basis') === 'THREE_HAVE');
    const after = await percentages('410000', 'THREE_HAVE');
    expect([...after.values()]).not.toEqual([...before.values()]);
    await expectSameNumbers(page, after);
    expect(complaints).toEqual([]);
    await close();
  });

  it('goes back one step with the back button and opens the same view from its address alone', async () => {
    const { page, close } = await visit(browser, home, '?region=410000');
    await drill(page, '洛阳市', '410300');
    const inside = page.url();
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('region') === '410000');
    await expectSameNumbers(page, await percentages('410000'));
    await close();
    const again = await visit(browser, home, inside.slice(home.length));
    await expectSameNumbers(again.page, await percentages('410300'));
    await again.close();
  });

  it('speaks English when asked, numbers unchanged', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000');
    await page.getByRole('link', { name: 'English' }).click();
    await page
      .getByRole('heading', { name: /coverage/i })
      .first()
      .waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const values = [...(await percentages('410000')).values()];
    await expect.poll(() => page.locator('main').innerText()).toContain(values[0]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('draws the nation from real figures with their source and date, and never a demo number among them', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, '');
    await expect.poll(() => page.locator('main').innerText()).toContain('第一次全国经济普查');
    await expect.poll(() => page.locator('main').innerText()).toContain('2004-12-31');
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('says so when a parameter of the address is unknown, and shows the nation', async () => {
    const { page, close } = await visit(browser, home, '?region=999999&period=never');
    await expect.poll(() => page.locator('main').innerText()).toContain('无法识别');
    await close();
  });
});

const LAYOUTS = [
  '?layout=tiles',
  '?region=410000&layout=counties',
  '?region=410000&against=2025Q3',
  '?region=410000&scale=change',
  '?region=410000&lang=en&scale=shortfall&classes=natural',
];
describe.each(['', '?region=410000', '?region=410300', '?region=410305', ...LAYOUTS, 'indicators', 'quality'])(
  'every page: /%s',
  (path) => {
    it('fits a telephone 390 wide without scrolling sideways', async () => {
      const { page, close } = await visit(browser, home, path, { width: 390, height: 844 });
      await page.locator('main h1, main h2').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await overhang(page)).toBe(0);
      await close();
    });

    it.each(['light', 'dark', 'contrast'])('has no violation that axe knows, %s', async (theme) => {
      const { page, complaints, outside, close } = await visit(browser, home, `${path}${path.includes('?') ? '&' : '?'}theme=${theme}`);
      await page.locator('main h1, main h2').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(outside).toEqual([]);
      await close();
    });
  },
);
