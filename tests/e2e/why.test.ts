import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { ask, overhang, violations, visit } from './visit.ts';

const home = inject('demoUrl');
/** From the address to the reasons, in ms. */
const LIMIT = 3000;
/** For what waits on the server. */
const PATIENT = { timeout: 15_000 };
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
});

interface Ranked {
  readonly ranking: {
    region: { code: string; name: string };
    rate: { value: number | null; numerator: number | null; denominator: number | null };
  }[];
}

/** The worst of a level below `parent`, as the API ranks it. */
async function worstOf(parent: string, level: string): Promise<{ code: string; name: string; text: string }> {
  const query =
    'query($parent: ID!, $level: RegionLevel!) { ranking(indicator: PARTY_ORG_COVERAGE, parent: $parent, level: $level, basis: OPERATING) { region { code name } rate { value numerator denominator } } }';
  const { ranking } = await ask<Ranked>(home, query, { parent, level });
  const [first] = ranking;
  if (first === undefined || first.rate.value === null) throw new Error('the demo ledger ranks nothing');
  return { ...first.region, text: first.rate.value.toFixed(1) };
}

interface Explained {
  readonly dataset: { latestPeriod: string; periods: string[] };
  readonly change: {
    change: number;
    numeratorEffect: number;
    denominatorEffect: number;
    after: { numerator: number; denominator: number };
    byChildren: { rateEffect: number; compositionEffect: number; parts: { region: { name: string } | null; contribution: number }[] };
  };
  readonly gap: { gap: number; parts: { region: { name: string } | null; gap: number }[] };
}

async function explained(region: string): Promise<Explained> {
  const { dataset } = await ask<Pick<Explained, 'dataset'>>(home, '{ dataset { latestPeriod periods } }');
  const query =
    'query($region: ID!, $from: Period!, $to: Period!) { change(indicator: PARTY_ORG_COVERAGE, region: $region, basis: OPERATING, from: $from, to: $to) { change numeratorEffect denominatorEffect after { numerator denominator } byChildren { rateEffect compositionEffect parts { region { name } contribution } } } gap(indicator: PARTY_ORG_COVERAGE, region: $region, basis: OPERATING, period: $to) { gap parts { region { name } gap } } }';
  const answer = await ask<Omit<Explained, 'dataset'>>(home, query, { region, from: dataset.periods.at(-2), to: dataset.latestPeriod });
  return { dataset, ...answer };
}

const title = (page: Page) => page.locator('main h1');
const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
/** Text with plain spaces. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');
const number = (text: string): number => Number(text.replace('−', '-').replaceAll(/[\s\u202f]/g, ''));
const settled = async (page: Page): Promise<void> => {
  await panel(page, '空壳核对').waitFor();
};

describe('the why card in a browser', () => {
  it('is reached from a cold start at the home page with 1 click on the worst county of the province, in at most 3 s', async () => {
    const worst = await worstOf('410000', 'COUNTY');
    // Each in a fresh context, with nothing cached; the quickest counts, for what else runs on the machine is not what is measured.
    const times: number[] = [];
    while (times.length < 3 && !times.some((took) => took <= LIMIT)) {
      const began = performance.now();
      const { page, complaints, outside, close } = await visit(browser, home, '');
      await page.getByRole('link', { name: new RegExp(`^为什么：.*${worst.name} ${worst.text}`) }).click();
      await panel(page, '比上季为什么变').getByRole('img').first().waitFor();
      times.push(performance.now() - began);
      expect(await title(page).innerText()).toContain(worst.name);
      expect(plain(await panel(page, /^党的组织覆盖率/).innerText())).toContain(worst.text);
      await settled(page);
      expect(complaints).toEqual([]);
      expect(outside).toEqual([]);
      await close();
    }
    expect(Math.min(...times)).toBeLessThanOrEqual(LIMIT);
  });

  it('is one click away in the row of the worst county of 洛阳市, and in no row without a value', async () => {
    const worst = await worstOf('410300', 'COUNTY');
    const { page, close } = await visit(browser, home, '?region=410300');
    const table = page.getByRole('table').first();
    await table.waitFor();
    const links = table.getByRole('link', { name: /^为什么：/ });
    const absent = await table.locator('td.absent').count();
    expect(await links.count()).toBe((await table.locator('tbody tr').count()) - absent);
    await links.first().click();
    await page.waitForURL((url) => url.searchParams.get('why') === worst.code);
    await expect.poll(() => title(page).innerText(), PATIENT).toContain(worst.name);
    await close();
  });

  it('prints the numbers of GraphQL, and sums that add up: 分子, 分母, 差额, every contribution and their total', async () => {
    const { change, gap } = await explained('411600');
    const { page, complaints, close } = await visit(browser, home, '?region=410000&why=411600');
    await settled(page);
    const facts = plain(await panel(page, /^党的组织覆盖率/).innerText()).replaceAll(/(\d) (?=\d{3}\b)/g, '$1');
    expect(facts).toContain(`${change.after.numerator} 家`);
    expect(facts).toContain(`${change.after.denominator} 家`);
    expect(gap.gap === 0 || facts.includes(`${gap.gap} 家`)).toBe(true);
    expect(change.numeratorEffect + change.denominatorEffect).toBeCloseTo(change.change, 9);
    expect(change.byChildren.rateEffect + change.byChildren.compositionEffect).toBeCloseTo(change.change, 9);

    const rows = page.locator('table.contributors tbody tr:not(.sum)');
    const printed = await rows.evaluateAll((lines) =>
      lines.map((line) => [line.querySelector('th')?.textContent, line.querySelector('td:last-child')?.textContent] as const),
    );
    expect(printed).toHaveLength(change.byChildren.parts.length);
    for (const { region, contribution } of change.byChildren.parts) {
      const found = printed.find(([name]) => name === region?.name)?.[1] ?? '';
      expect(Math.abs(number(found) - contribution)).toBeLessThanOrEqual(0.005 + 1e-9);
    }
    const total = number(await page.locator('table.contributors tr.sum td:last-child').innerText());
    const sum = printed.reduce((all, [, text]) => all + number(text ?? ''), 0);
    expect(Math.abs(total - change.change)).toBeLessThanOrEqual(0.005 + 1e-9);
    expect(Math.abs(sum - total)).toBeLessThanOrEqual(0.005 * printed.length);
    const exact = Math.abs(sum - total) < 1e-9;
    expect(await page.getByText('各行四舍五入').count()).toBe(exact ? 0 : 1);
    expect(complaints).toEqual([]);
    await close();
  });

  it('draws two waterfalls whose printed steps end at the printed rate, by regions, by sector and by size', async () => {
    const { page, close } = await visit(browser, home, '?why=411600');
    await settled(page);
    for (const split of ['地区', '领域', '规模']) {
      await page.getByRole('group', { name: '按什么拆分' }).getByRole('button', { name: split }).click();
      const spoken = await panel(page, '比上季为什么变')
        .getByRole('img')
        .evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('aria-label') ?? ''));
      expect(spoken).toHaveLength(2);
      for (const text of spoken) {
        const steps = text
          .split('，')
          .map((step) => number(/[+−]?[\d.]+(?=\s?%|$)/.exec(step.replaceAll('\u202f', ' ').replace(/^.*?\d{4}Q\d /, ''))?.[0] ?? ''));
        const end = steps.pop();
        expect(steps.reduce((all, step) => all + step, 0)).toBeCloseTo(end ?? Number.NaN, 6);
      }
    }
    expect(new URL(page.url()).searchParams.get('split')).toBe('scale');
    await close();
  });

  it('closes with Escape to the page it was opened from, and a deep link with Escape to the page below it', async () => {
    const { page, close } = await visit(browser, home, '?region=410000');
    await page
      .getByRole('link', { name: /^为什么：/ })
      .nth(1)
      .click();
    await settled(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.searchParams.get('why') === null && url.searchParams.get('region') === '410000');
    await page.getByRole('img', { name: /^河南省地图/ }).waitFor();
    await page.goForward();
    await settled(page);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('why') === null);

    await page.goto(new URL('?region=410000&why=411081&period=2025Q4', home).href);
    await settled(page);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.searchParams.get('why') === null && url.searchParams.get('period') === '2025Q4');
    await close();
  });

  it('leads with the keyboard alone from the ranking to the card, to a child and back: Enter, Tab, Enter, Escape', async () => {
    const { page, complaints, close } = await visit(browser, home, '?region=410300');
    const link = page
      .getByRole('table')
      .first()
      .getByRole('link', { name: /^为什么：/ })
      .nth(7);
    await link.waitFor();
    await link.focus();
    expect((await link.boundingBox())?.width).toBeGreaterThan(20);
    await page.keyboard.press('Enter');
    await settled(page);
    const parent = new URL(page.url()).searchParams.get('why');
    await page.locator('table.contributors tbody a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('why') !== parent);
    await settled(page);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.searchParams.get('why') === parent);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.searchParams.get('why') === null);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says in a sentence why something is not there: no quarter before, no level below, a count, no ledger, no such region', async () => {
    const { page, complaints, close } = await visit(browser, home, '');
    const { dataset } = await explained('411600');
    const cases: readonly (readonly [string, string | RegExp])[] = [
      [`?why=411600&period=${dataset.periods[0]}`, /没有数值（.*），不作分解/],
      ['?why=411003001', '没有下一级地区，不能按地区拆分。'],
      ['?why=411600&indicator=TRAINED', '这是个数，没有分母，不拆分子与分母。'],
      ['?why=411600&indicator=SHELL_RATE', '这个指标没有目标值，没有差额可补。'],
      ['?why=110000', '没有收到过这里的台账，因此没有可以拆分的数字。'],
      ['?why=999999', '没有代码为「999999」的地区，无从说明原因。'],
    ];
    for (const [address, sentence] of cases) {
      await page.goto(new URL(address, home).href);
      await page.getByText(sentence).first().waitFor();
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it('gives the bounds of the rate where not all have reported, and the reasons lead to the units behind them', async () => {
    const { page, close } = await visit(browser, home, '?why=410000');
    await panel(page, '还有地区未报：率的上下界').waitFor();
    const reason = panel(page, /^应建未建 /)
      .locator('a:not(.graphql-actions a)')
      .first();
    const target = new URL((await reason.getAttribute('href')) ?? '', home);
    expect(target.pathname.endsWith('/gaps')).toBe(true);
    expect(target.searchParams.get('region')).toBe('410000');
    expect(target.searchParams.get('reason')).toMatch(/^[A-Z_]+$/);
    await close();
  });

  it('has no axe violation in Chinese, in English, dark, on a phone, and nothing lies beyond 390 pixels', async () => {
    for (const [address, size] of [
      ['?why=411600', { width: 1366, height: 768 }],
      ['?why=410000&lang=en&theme=dark', { width: 1920, height: 1080 }],
      ['?why=411081', { width: 390, height: 844 }],
      ['?why=411600&lang=en&indicator=INSTRUCTOR_LOAD', { width: 390, height: 844 }],
    ] as const) {
      const { page, complaints, close } = await visit(browser, home, address, size);
      await page.locator('.why-shells').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overhang(page)).toBe(0);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  it('speaks English throughout when asked: the finding, the panels and the document title', async () => {
    const { page, close } = await visit(browser, home, '?why=411600&lang=en');
    await page.locator('.why-shells').waitFor();
    await panel(page, 'Why it changed since the quarter before').waitFor();
    await panel(page, 'Where to close the gap').waitFor();
    expect(await title(page).innerText()).toMatch(/^Zhoukou /);
    expect(await page.title()).toContain('Zhoukou');
    await close();
  });

  it('draws every one of the indicators of the registry without a complaint', async () => {
    const { indicators } = await ask<{ indicators: { id: string }[] }>(home, '{ indicators { id } }');
    expect(indicators.length).toBeGreaterThanOrEqual(38);
    const { page, complaints, close } = await visit(browser, home, '');
    for (const { id } of indicators) {
      await page.goto(new URL(`?why=411600&indicator=${id}`, home).href);
      await settled(page);
      expect(await page.locator('main .panel').count()).toBeGreaterThanOrEqual(7);
      expect(await page.locator('main [role="alert"]').count()).toBe(0);
      expect(await title(page).innerText()).toContain('周口市');
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
