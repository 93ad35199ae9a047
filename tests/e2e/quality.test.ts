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

const stale = (page: Page) => page.getByRole('table', { name: '陈旧与不动的数字' });
const findings = (page: Page) => page.locator('.findings tbody tr');

describe('the page of quality', () => {
  it('lists every reporting region without a number now, with the quarter last known, as GraphQL answers', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'quality?region=410000');
    const { bounds } = await ask<{ bounds: { missing: { standIn: string }[] } }>(
      home,
      '{ bounds(indicator: PARTY_ORG_COVERAGE, region: "410000") { missing { standIn } } }',
    );
    await stale(page).waitFor();
    const rows = await stale(page).getByRole('row').filter({ hasText: '最近已知的是' }).allInnerTexts();
    expect(rows.length).toBe(bounds.missing.length);
    for (const [at, { standIn }] of bounds.missing.entries()) expect(rows[at]).toContain(standIn);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('shows 89.11 % as published against 70.94 % recomputed, and as many problems as GraphQL counts', async () => {
    const { page, close } = await visit(browser, home, 'quality');
    const { found } = await ask<{ found: { totalCount: number } }>(
      home,
      '{ found: findings(where: {problemsOnly: true, ofSubmissions: false}) { totalCount } }',
    );
    await expect.poll(() => findings(page).count()).toBe(found.totalCount);
    const text = (await page.locator('.large').innerText()).replaceAll(/\s/g, '');
    expect(text).toContain('公布89.11%');
    expect(text).toContain('重算70.94%');
    await close();
  });

  it.each([
    ['999999', '没有代码为「999999」的地区，报送回执已改为显示河南省。'],
    ['110000', '没有台账，报送回执已改为显示河南省。'],
  ])('says that region %s has none, and shows the receipts of the first that has a ledger', async (region, words) => {
    const { page, complaints, close } = await visit(browser, home, `quality?region=${region}`);
    await page.getByRole('heading', { name: /^报送回执 \d+\/\d+$/ }).waitFor();
    await expect.poll(() => page.locator('.page-title').innerText()).toContain(words);
    expect(complaints).toEqual([]);
    await close();
  });

  it('chooses a severity and a finding by the keyboard alone; the back button goes back', async () => {
    const { page, close } = await visit(browser, home, 'quality?region=410000');
    await findings(page).first().waitFor();
    const all = await findings(page).count();
    await page.getByRole('button', { name: /^严重/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('findings') === 'SERIOUS');
    await expect.poll(() => findings(page).count()).toBeLessThan(all);
    await findings(page).last().getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('finding') !== null);
    await page.goBack();
    await page.goBack();
    await expect.poll(() => findings(page).count()).toBe(all);
    await close();
  });

  it('offers the view as files and speaks English', async () => {
    const { page, complaints, close } = await visit(browser, home, 'quality?region=410000&lang=en');
    await page.getByRole('heading', { level: 1, name: 'Data quality' }).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /CSV table/ }).waitFor();
    expect(await page.getByRole('menuitem', { name: /CSV table/ }).getAttribute('href')).toMatch(/quality\.csv\?region=410000/);
    expect(await page.locator('main').innerText()).toContain('Old and unmoving numbers');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['', '&theme=dark', '&theme=contrast', '&lang=en'])('has no violation that axe knows: quality?region=410000%s', async (more) => {
    const { page, complaints, close } = await visit(browser, home, `quality?region=410000${more}`);
    await page.locator('.stale').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('fits a telephone 390 wide without scrolling sideways', async () => {
    const { page, close } = await visit(browser, home, 'quality?region=410000', { width: 390, height: 844 });
    await page.locator('.stale').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });
});
