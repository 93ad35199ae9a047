import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { formatPercent } from '../../server/domain/format.ts';
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

const all = (page: Page) => page.getByRole('table', { name: '应开与已开' });
const heat = (page: Page) => page.locator('table.heat');
const digits = (text: string): string => text.replaceAll(/\s/g, '');

interface Rates {
  readonly observations: {
    region: { name: string };
    rate: { numerator: number; denominator: number; value: number | null };
    band: string | null;
    target: number | null;
  }[];
}
const rates = (indicator: string, regions: string, periods: string): Promise<Rates> =>
  ask<Rates>(
    home,
    `{ observations(indicators: [${indicator}], regions: {${regions}}, periods: {${periods}}) { region { name } rate { numerator denominator value } band target } }`,
  );

describe('the page of activities', () => {
  it('shows held and due of the meetings and the rate that GraphQL answers', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'activities?region=410000');
    const { observations } = await rates('MEETINGS_HELD', 'codes: ["410000"]', 'last: 1');
    const { rate, band, target } = observations[0] ?? {};
    await all(page).waitFor();
    const row = digits(await all(page).getByRole('row').filter({ hasText: '三会一课落实率' }).innerText());
    expect(row).toContain(
      `${String(rate?.numerator)}${String(rate?.denominator)}${formatPercent(Number(rate?.value), 1, band === 'MET' ? null : (target ?? 80))}`,
    );
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('draws one field a region and quarter, each with the number of GraphQL, and says that no month is inferred', async () => {
    const { page, close } = await visit(browser, home, 'activities?region=410000&indicator=THEME_DAY_HELD');
    const { observations } = await rates('THEME_DAY_HELD', 'childrenOf: "410000", kind: ADMINISTRATIVE', 'last: 12');
    await heat(page).waitFor();
    const wanted = [...Map.groupBy(observations, ({ region }) => region.name)].map(([name, of]) => [
      name,
      ...of.map(({ rate }) => (rate.value === null ? '' : rate.value.toFixed(1))),
    ]);
    const rows = await heat(page)
      .locator('tbody tr:not(.whole)')
      .evaluateAll((found) =>
        found.map((row) => [...row.children].map((cell) => (cell.querySelector('.unseen') ? '' : (cell.textContent ?? '')))),
      );
    expect(rows).toEqual(wanted);
    expect(await page.locator('main').innerText()).toContain('不推算到月');
    expect(await page.locator('main').innerText()).toContain('n/3 个月');
    await close();
  });

  it('changes the activity by the keyboard, in the address, the field and the ranking; the back button takes it back', async () => {
    const { page, complaints, close } = await visit(browser, home, 'activities?region=410000');
    await heat(page).waitFor();
    await all(page).getByRole('button', { name: '问题解决率' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('indicator') === 'ISSUES_RESOLVED');
    await page.getByRole('heading', { name: '问题解决率：各地各季' }).waitFor();
    await page.getByRole('heading', { name: '问题解决率：各地排名' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: '三会一课落实率：各地各季' }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('stands at an earlier quarter from its address alone, and ends its field there', async () => {
    const { page, close } = await visit(browser, home, 'activities?region=410300&period=2025Q4');
    await heat(page).waitFor();
    expect(await heat(page).locator('thead .now').innerText()).toBe('Q4');
    expect((await heat(page).locator('thead .group').allInnerTexts()).at(-1)).toBe('2025');
    await close();
  });

  it('speaks English when asked, numbers unchanged', async () => {
    const { page, complaints, close } = await visit(browser, home, 'activities?region=410000');
    await heat(page).waitFor();
    const before = await heat(page).locator('td').allInnerTexts();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: /Activities/ }).waitFor();
    await expect.poll(() => heat(page).locator('td').allInnerTexts()).toEqual(before);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows a county with its own quarters first', async () => {
    const { page, complaints, close } = await visit(browser, home, 'activities?region=410305');
    await heat(page).waitFor();
    expect(await heat(page).locator('tbody tr').first().innerText()).toContain('涧西区');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['', '&theme=dark', '&theme=contrast', '&lang=en&indicator=TRAINED'])(
    'has no violation that axe knows: activities?region=410300%s',
    async (more) => {
      const { page, complaints, close } = await visit(browser, home, `activities?region=410300${more}`);
      await heat(page).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it.each(['', '&lang=en'])('fits a telephone 390 wide without scrolling sideways%s', async (more) => {
    const { page, close } = await visit(browser, home, `activities?region=410000${more}`, { width: 390, height: 844 });
    await heat(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });
});
