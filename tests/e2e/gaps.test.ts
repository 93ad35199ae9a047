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

const parts = (page: Page) => page.getByRole('table', { name: '补上最快的地方' });
const units = (page: Page) => page.getByRole('table', { name: '应建未建单位' });
const digits = (text: string): string => text.replaceAll(/\s/g, '');

interface Answer {
  readonly gap: {
    readonly gap: number;
    readonly candidates: number;
    readonly explanation: { readonly zh: string };
    readonly parts: readonly { readonly label: { readonly zh: string }; readonly gap: number }[];
  };
  readonly units: { readonly totalCount: number; readonly nodes: readonly { readonly name: string }[] };
}
const QUERY =
  '{ gap(indicator: PARTY_ORG_COVERAGE, region: "410000", basis: OPERATING) { gap candidates explanation { zh } parts { label { zh } gap } } units(where: {region: "410000", eligibleWithout: PARTY}, orderBy: STAFF_DESC) { totalCount nodes { name } } }';

describe('the page of what is not yet founded', () => {
  it('shows the gap, the number that could be founded, the parts and the first 50 units as GraphQL answers them', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'gaps?region=410000');
    const answer = await ask<Answer>(home, QUERY);
    await parts(page).waitFor();
    const figures = digits(await page.locator('.gap-panel .answer-figures').innerText());
    expect(figures).toContain(`差额${String(answer.gap.gap)}家`);
    expect(figures).toContain(`应建未建${String(answer.gap.candidates)}家`);
    const rows = await parts(page).locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => digits(row).match(/^\D+/)?.[0].replace('—', ''))).toEqual(answer.gap.parts.map(({ label }) => label.zh));
    await expect.poll(() => units(page).locator('tbody tr').count()).toBe(50);
    expect(await units(page).locator('tbody th').allInnerTexts()).toEqual(answer.units.nodes.map(({ name }) => name));
    expect(digits(await page.getByRole('navigation', { name: '翻页' }).innerText())).toContain(`共${String(answer.units.totalCount)}家`);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('says that the gaps of the parts are not the gap of the whole', async () => {
    const { page, close } = await visit(browser, home, 'gaps?region=410000');
    const { gap } = await ask<Answer>(home, QUERY);
    await parts(page).waitFor();
    const sum = gap.parts.reduce((all, part) => all + part.gap, 0);
    await expect.poll(async () => digits(await page.locator('.gap-panel').innerText())).toContain(digits(gap.explanation.zh));
    expect(digits(gap.explanation.zh)).toContain(`差${gap.gap}家；各部分差额合计${sum}家`);
    await close();
  });

  it('lists one reason when it is chosen by the keyboard, opens a unit by the keyboard, and the back button lists all again', async () => {
    const { page, complaints, close } = await visit(browser, home, 'gaps?region=410000');
    await units(page).waitFor();
    await page.locator('.reasons-panel').getByRole('button', { name: '业主抵触' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('reason') === 'OWNER_RELUCTANT');
    await expect.poll(async () => [...new Set(await units(page).locator('tbody tr td:last-child').allInnerTexts())]).toEqual(['业主抵触']);
    const first = units(page).locator('tbody button').first();
    await first.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => units(page).locator('.unit-facts').innerText()).toContain('信用代码');
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('reason') === null);
    await expect.poll(async () => new Set(await units(page).locator('tbody tr td:last-child').allInnerTexts()).size).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('reads the second page from its address: 50 other units, and back to the start', async () => {
    const { page, close } = await visit(browser, home, 'gaps?region=410000');
    await units(page).waitFor();
    const before = await units(page).locator('tbody th').allInnerTexts();
    await page.getByRole('link', { name: '下一页' }).click();
    await page.waitForURL((url) => url.searchParams.get('after') !== null);
    await expect.poll(async () => (await units(page).locator('tbody th').allInnerTexts())[0]).not.toBe(before[0]);
    const second = await units(page).locator('tbody th').allInnerTexts();
    expect(second.filter((name) => before.includes(name))).toEqual([]);
    const again = await visit(browser, home, page.url().slice(home.length));
    await units(again.page).waitFor();
    await expect.poll(() => units(again.page).locator('tbody th').allInnerTexts()).toEqual(second);
    await again.page.getByRole('link', { name: '回到开头' }).click();
    await expect.poll(() => units(again.page).locator('tbody th').allInnerTexts()).toEqual(before);
    await again.close();
    await close();
  });

  it('narrows by staff and search in the address alone, and says what stands', async () => {
    const { page, close } = await visit(browser, home, 'gaps?region=410000&minStaff=400&kind=PRIVATE_ENTERPRISE');
    await units(page).waitFor();
    const staff = (await units(page).locator('tbody tr td:nth-child(4)').allInnerTexts()).map((text) => Number(digits(text)));
    expect(Math.min(...staff)).toBeGreaterThanOrEqual(400);
    expect(await page.getByRole('list', { name: '已选条件' }).innerText()).toContain('私营企业');
    expect(await page.getByRole('list', { name: '已选条件' }).innerText()).toContain('不少于 400 人');
    await close();
  });

  it('keeps the totals and shows the designed state where the list of units needs a permission', async () => {
    const { page, complaints, close } = await visit(browser, home, 'about:blank');
    await page.route(/\/graphql(\?|$)/, async (route) => {
      const request = route.request();
      if (!`${request.url()} ${request.postData() ?? ''}`.includes('UnitList')) return route.fallback();
      return route.fulfill({
        contentType: 'application/json',
        body: JSON.stringify({ errors: [{ message: '无权查看', extensions: { code: 'FORBIDDEN' } }] }),
      });
    });
    await page.goto(new URL('gaps?region=410000', home).href);
    await page.getByRole('heading', { name: '无权限' }).waitFor();
    await expect.poll(() => page.locator('.gap-panel .answer-figures dd').count(), { timeout: 15_000 }).toBe(4);
    expect(await page.locator('#units').innerText()).toContain('单位清单须有权限才能查看');
    expect(await units(page).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says of a county without a ledger that its number is not known, never that there is none; nor does the page of organizations', async () => {
    const { bounds } = await ask<{ bounds: { missing: { key: string }[] } }>(
      home,
      '{ bounds(indicator: PARTY_ORG_COVERAGE, region: "410000") { missing { key } } }',
    );
    for (const path of ['gaps', 'organizations']) {
      const { page, complaints, close } = await visit(browser, home, `${path}?region=${String(bounds.missing[0]?.key)}`);
      await page.getByText('数目不详，不等于没有').first().waitFor();
      const text = await page.locator('main').innerText();
      expect(text).not.toMatch(/没有应建未建的|没有带标记的组织/);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  it('leads to the beginning where the address holds the place of another list', async () => {
    const { page, close } = await visit(browser, home, 'gaps?region=410000&after=abc');
    await page.getByText('翻页位置不属于这份清单').waitFor();
    await page.getByRole('link', { name: '回到开头' }).click();
    await expect.poll(() => units(page).locator('tbody tr').count(), { timeout: 15_000 }).toBe(50);
    await close();
  });

  it('changes the subject to unions, in the address and in the numbers, and speaks English', async () => {
    const { page, complaints, close } = await visit(browser, home, 'gaps?region=410000');
    await units(page).waitFor();
    await page.getByRole('button', { name: '工会', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('subject') === 'UNION');
    const { gap } = await ask<Answer>(home, QUERY.replace('PARTY_ORG_COVERAGE', 'UNION_COVERAGE').replace('PARTY}', 'UNION}'));
    await expect
      .poll(async () => digits(await page.locator('.gap-panel .answer-figures').innerText()))
      .toContain(`应建未建${gap.candidates}家`);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: /Not yet founded/ }).waitFor();
    await expect.poll(async () => digits(await page.locator('.gap-panel .answer-figures').innerText())).toContain(`${gap.candidates}units`);
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(['', '&theme=dark', '&theme=contrast', '&lang=en&subject=WOMEN'])(
    'has no violation that axe knows: gaps?region=410300%s',
    async (more) => {
      const { page, complaints, close } = await visit(browser, home, `gaps?region=410300${more}`);
      await page.locator('#units table').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it.each(['', '&lang=en'])('fits a telephone 390 wide without scrolling sideways%s', async (more) => {
    const { page, close } = await visit(browser, home, `gaps?region=410000${more}`, { width: 390, height: 844 });
    await page.locator('#units table').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await overhang(page)).toBe(0);
    await close();
  });
});
