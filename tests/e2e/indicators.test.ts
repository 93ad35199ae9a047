import type { Browser } from 'playwright';
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

describe('the dictionary of indicators', () => {
  it('has an entry for every indicator of GraphQL, each with its definition, source and the pages that show it', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'indicators');
    const { indicators } = await ask<{ indicators: { key: string; definition: { zh: string }; citation: string }[] }>(
      home,
      '{ indicators { key definition { zh } citation } }',
    );
    await page.locator('.entry').first().waitFor();
    const entries = await page.locator('.entry').evaluateAll((found) => found.map((one) => [one.id, one.textContent] as const));
    expect(entries.map(([id]) => id).toSorted()).toEqual(indicators.map(({ key }) => key).toSorted());
    const texts = new Map(entries);
    for (const { key, definition, citation } of indicators) {
      expect(texts.get(key)).toContain(definition.zh);
      expect(texts.get(key)).toContain(citation);
      expect(texts.get(key)).toContain('用于');
    }
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('opens at one indicator from the address, and its links lead to views of that very indicator', async () => {
    const { page, complaints, close } = await visit(browser, home, 'indicators?region=410000#theme_day_held');
    const entry = page.locator('#theme_day_held');
    await entry.waitFor();
    await expect.poll(() => entry.evaluate((one) => Math.abs(one.getBoundingClientRect().top) < 200)).toBe(true);
    await entry.getByRole('link', { name: '活动' }).click();
    await page.waitForURL((url) => url.pathname.endsWith('/activities') && url.searchParams.get('indicator') === 'THEME_DAY_HELD');
    await page.getByRole('heading', { name: '主题党日落实率：各地各季' }).waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.pathname.endsWith('/indicators'));
    expect(complaints).toEqual([]);
    await close();
  });

  it('finds by typing alone, keeps the search in the address, and names the lists that go by 六有', async () => {
    const { page, close } = await visit(browser, home, 'indicators');
    await page.locator('.entry').first().waitFor();
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('六有达标');
    await page.waitForURL((url) => url.searchParams.get('search') === '六有达标');
    await expect.poll(() => page.locator('.entry').count()).toBe(1);
    await expect.poll(() => page.locator('.entry').innerText()).toContain('场所、设施、标志、党旗、书报、制度');
    const again = await visit(browser, home, page.url().slice(home.length));
    await expect.poll(() => again.page.locator('.entry').count(), { timeout: 10_000 }).toBe(1);
    await again.close();
    await close();
  });

  it.each(['', '?theme=dark', '?theme=contrast', '?lang=en'])('has no violation that axe knows: indicators%s', async (more) => {
    const { page, complaints, close } = await visit(browser, home, `indicators${more}`);
    await page.locator('.entry').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['', '?lang=en'])('fits a telephone 390 wide without scrolling sideways%s', async (more) => {
    const { page, close } = await visit(browser, home, `indicators${more}`, { width: 390, height: 844 });
    await page.locator('.entry').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });
});
