import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { ask, visit } from './visit.ts';

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

/** An answer of the server may be on its way. */
const SOON = { timeout: 15_000 };

/** Quarters of the demo, the earliest first. */
async function quarters(): Promise<readonly string[]> {
  const { dataset } = await ask<{ dataset: { periods: string[] } }>(home, '{ dataset { periods } }');
  return dataset.periods;
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

describe('the map of the overview', () => {
  it('shows the nation as 34 tiles where they lie, and arrow keys move from 上海 to 江苏 and up to 山东', async () => {
    const { page, complaints, close } = await visit(browser, home, '?layout=tiles');
    const tiles = page.getByRole('list', { name: /^全国地图/ }).getByRole('button');
    await expect.poll(() => tiles.count(), SOON).toBe(34);
    await page.getByRole('button', { name: /^上海/ }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toContain('江苏');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toContain('山东');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('region') === '370000');
    expect(complaints).toEqual([]);
    await close();
  });

  it('labels quantiles and natural breaks as relative to this map, and policy bands not, each with the count of every class', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000');
    const legend = page.getByRole('group', { name: '图例' });
    await legend.waitFor();
    expect(await legend.innerText()).not.toContain('相对本图');
    for (const classing of ['quantile', 'natural']) {
      await page.getByRole('combobox', { name: '分档' }).selectOption(classing);
      await page.waitForURL((url) => url.searchParams.get('classes') === classing);
      await expect.poll(() => legend.innerText(), SOON).toContain('相对本图');
      const counts = await legend.locator('.classes b').allInnerTexts();
      const { ranking: rows } = await ask<Ranked>(
        home,
        '{ ranking(indicator: PARTY_ORG_COVERAGE, parent: "410000") { region { code name } rate { value } } }',
      );
      expect(counts.reduce((sum, one) => sum + Number(one), 0)).toBe(rows.filter(({ rate }) => rate.value !== null).length);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it('turns rates into shortfalls with one click: what is printed and the rate add up to 100.0', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000&layout=tiles');
    const tiles = page.getByRole('list', { name: /^河南省地图/ });
    await tiles.waitFor();
    await page.getByRole('button', { name: '差距', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('scale') === 'shortfall');
    for (const [region, rate] of await percentages('410000'))
      await expect.poll(() => tiles.getByTitle(region, { exact: true }).innerText(), SOON).toContain((100 - Number(rate)).toFixed(1));
    expect(complaints).toEqual([]);
    await close();
  });

  it('sets another quarter beside this one, with one pointer for both maps, and the change between them in points', async () => {
    const periods = await quarters();
    const before = String(periods.at(-2));
    const { page, complaints, close } = await visit(browser, home, '?region=410000');
    await page.getByRole('combobox', { name: '并排另一期' }).selectOption(before);
    await page.waitForURL((url) => url.searchParams.get('against') === before);
    await expect.poll(() => page.getByRole('img', { name: /^河南省地图/ }).count(), SOON).toBe(2);
    await page
      .getByRole('listbox', { name: /^地图上的地区/ })
      .last()
      .focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('[role=option][aria-selected=true]').count(), SOON).toBe(2);
    await page.getByRole('button', { name: '变化', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('scale') === 'change');
    await expect.poll(() => page.getByRole('img', { name: /^河南省地图/ }).count(), SOON).toBe(1);
    await expect.poll(() => page.locator('.map header').innerText(), SOON).toContain('变化（百分点）');
    await page.goBack();
    await expect.poll(() => page.getByRole('img', { name: /^河南省地图/ }).count(), SOON).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  it('lists every county of 河南 in the table twin of the county view, whatever the ranking folds away', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000&layout=counties');
    const { ranking: rows } = await ask<Ranked>(
      home,
      '{ ranking(indicator: PARTY_ORG_COVERAGE, parent: "410000", level: COUNTY) { region { code name } rate { value } } }',
    );
    await page.getByText('图中各地的数字（表）').click();
    await expect.poll(() => page.locator('.twin tbody tr').count(), SOON).toBe(rows.length);
    await expect.poll(() => page.locator('.rank table').getByRole('row').count()).toBe(26);
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining(`${rows[0]?.region.name}最低`)]),
    );
    expect(complaints).toEqual([]);
    await close();
  });

  it('plays the quarters to the last by itself, and the edges of the colours do not move', async () => {
    const periods = await quarters();
    const { page, complaints, close } = await visit(browser, home, `?region=410000&period=${String(periods.at(-2))}`);
    const edges = page.getByRole('group', { name: '图例' }).locator('.classes em');
    await edges.first().waitFor();
    const before = await edges.allInnerTexts();
    await page.getByRole('button', { name: '播放' }).click();
    await page.waitForURL((url) => !url.searchParams.has('period'));
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL((url) => url.searchParams.get('period') === periods.at(-2));
    expect(await edges.allInnerTexts()).toEqual(before);
    expect(complaints).toEqual([]);
    await close();
  });

  it('puts the focus on the title after drilling, and back on the link that led away', async () => {
    const { page, close } = await visit(browser, home, '?region=410000');
    await drill(page, '洛阳市', '410300');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), SOON).toBe('H1');
    await page.goBack();
    await expect.poll(() => focused(page), SOON).toBe('洛阳市');
    await close();
  });

  it('names the worst county without a click, on the nation too, and opens its reasons with one', async () => {
    const { ranking: rows } = await ask<Ranked>(
      home,
      '{ ranking(indicator: PARTY_ORG_COVERAGE, parent: "410000", level: COUNTY) { region { code name } rate { value } } }',
    );
    const { page, complaints, close } = await visit(browser, home, '');
    await expect.poll(() => page.locator('.overview > .worst').innerText(), SOON).toContain(String(rows[0]?.region.name));
    await page
      .locator('.worst')
      .getByRole('link', { name: /为什么/ })
      .click();
    await page.waitForURL((url) => url.searchParams.get('why') === rows[0]?.region.code);
    expect(complaints).toEqual([]);
    await close();
  });

  it('counts only what the conditions let through, on cards, map and ranking alike', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410000&kind=SOCIAL_SERVICE');
    const { ranking: rows } = await ask<Ranked>(
      home,
      '{ ranking(indicator: PARTY_ORG_COVERAGE, parent: "410000", where: { kind: [SOCIAL_SERVICE] }) { region { code name } rate { value } } }',
    );
    const [worst] = rows;
    await expect.poll(() => rowOf(page, String(worst?.region.name)), { timeout: 15_000 }).toContain(String(worst?.rate.value?.toFixed(1)));
    expect(complaints).toEqual([]);
    await close();
  });
});
