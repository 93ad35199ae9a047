import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES, pathOf } from '../../web/src/state/pages.ts';
import { openChromium } from '../support/chromium.ts';
import { FORMULA, HIT, IMAGE, LINK, plantLedger, PREFECTURE, SCRIPT } from '../support/planted.ts';
import { startBehindProxy, type BehindProxy } from '../support/prepared.ts';
import { visit, type Visit } from './visit.ts';

const PREFIX = '/office/two';
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-escaped-'));
let program: BehindProxy | undefined;
let browser: Browser;
beforeAll(async () => {
  await plantLedger(folder);
  program = await startBehindProxy(folder, PREFIX);
  browser = await openChromium();
}, 180_000);
afterAll(async () => {
  await browser.close();
  const code = await program?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(code).toBe(0);
});

const home = (): string => String(program?.url);

async function open(address: string): Promise<Visit> {
  const seen = await visit(browser, home(), address);
  await seen.page.locator('h1').first().waitFor();
  await seen.page.waitForLoadState('networkidle');
  return seen;
}

/** What of the planted names became more than text; all of it empty. */
const awake = (page: Page): Promise<{ hit: unknown; elements: string[]; handlers: string[]; links: string[] }> =>
  page.evaluate((mark) => {
    const all = [...document.querySelectorAll('*')];
    return {
      hit: (globalThis as unknown as Record<string, unknown>)[mark] ?? null,
      elements: all.filter((one) => one.matches('body script, img[src="x"], svg[onload]')).map((one) => one.outerHTML.slice(0, 100)),
      handlers: all.flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on'))),
      links: all.flatMap((one) => one.getAttribute('href') ?? []).filter((href) => /^\s*javascript:/i.test(href)),
    };
  }, HIT);

const ASLEEP = { hit: null, elements: [], handlers: [], links: [] };

describe('names that are markup, formulas or links, below a path behind a proxy', () => {
  it.each(PAGES)('stay text on %s, in what the mouse shows and in its title, and no request forgets the path', async (name) => {
    const seen = await open(`.${pathOf(name)}?region=${PREFECTURE}`);
    const { page } = seen;
    // Whatever comes up under the mouse, over every chart and every row.
    for (const chart of (await page.locator('.chart').all()).slice(0, 4)) {
      const box = await chart.boundingBox();
      if (box === null) continue;
      for (const [x, y] of [
        [0.3, 0.3],
        [0.5, 0.5],
        [0.7, 0.6],
      ] as const)
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    }
    for (const row of (await page.getByRole('row').all()).slice(0, 6)) await row.hover({ timeout: 2000 }).catch(() => undefined);
    expect(await awake(page)).toEqual(ASLEEP);
    expect(await page.title()).not.toBe('');
    expect(seen.complaints).toEqual([]);
    expect(seen.outside).toEqual([]);
    expect(program?.strayed).toEqual([]);
    await seen.close();
  });

  it('are shown letter by letter: counties in the ranking, units and organizations in their lists, on the why card', async () => {
    const ranking = await open(`./?region=${PREFECTURE}`);
    for (const name of [IMAGE, SCRIPT, FORMULA]) await ranking.page.getByText(name).first().waitFor();
    expect(await awake(ranking.page)).toEqual(ASLEEP);
    await ranking.close();

    const gaps = await open('./gaps?region=410304');
    await gaps.page
      .getByRole('cell')
      .filter({ hasText: LINK })
      .or(gaps.page.getByRole('rowheader').filter({ hasText: LINK }))
      .first()
      .waitFor();
    expect(await awake(gaps.page)).toEqual(ASLEEP);
    expect(await gaps.page.locator('h1, title').allTextContents()).not.toContain('');
    await gaps.close();

    const organizations = await open('./organizations?region=410304&listed=all');
    await organizations.page.waitForFunction((mark) => document.body.innerText.includes(mark), `globalThis.${HIT}`);
    expect(await awake(organizations.page)).toEqual(ASLEEP);
    await organizations.close();

    for (const county of ['410302', '410303']) {
      const why = await open(`./?region=${PREFECTURE}&why=${county}`);
      await why.page
        .getByText(county === '410302' ? IMAGE : SCRIPT)
        .first()
        .waitFor();
      expect([await awake(why.page), why.complaints]).toEqual([ASLEEP, []]);
      await why.close();
    }
  });

  it('stay text in the address itself: a region, a period and a page that are markup', async () => {
    for (const address of [
      `?region=${encodeURIComponent(IMAGE)}`,
      `?period=${encodeURIComponent(SCRIPT)}&region=${PREFECTURE}`,
      encodeURIComponent(IMAGE),
    ]) {
      const seen = await visit(browser, home(), address);
      await seen.page.locator('body *').first().waitFor();
      await seen.page.waitForLoadState('networkidle');
      expect([address, await awake(seen.page)]).toEqual([address, ASLEEP]);
      await seen.close();
    }
  });

  it('stay text in the explorer and in a picture that is opened as a page', async () => {
    const explorer = await visit(browser, home(), 'explorer');
    await explorer.page.locator('.query .view-line').first().waitFor();
    await explorer.page.waitForLoadState('networkidle');
    expect([await awake(explorer.page), explorer.complaints]).toEqual([ASLEEP, []]);
    await explorer.close();
    const picture = await visit(browser, home(), `overview.svg?region=${PREFECTURE}`);
    expect([await awake(picture.page), await picture.page.locator('script, foreignObject').count()]).toEqual([ASLEEP, 0]);
    await picture.close();
    expect(program?.strayed).toEqual([]);
  });

  it('are answered below the path: links lead on, files come, and an address that ends in a slash finds its page', async () => {
    const seen = await open(`./?region=${PREFECTURE}`);
    const { page } = seen;
    await page.getByRole('link', { name: '对比', exact: true }).first().click();
    await page.waitForURL(`${home()}compare?**`);
    for (const file of ['compare.csv', 'bulletin.docx', 'export/units.csv', 'schema.graphql', 'clients/fugai.ts', 'maps/manifest.json']) {
      const answer = await page.request.get(`${home()}${file}?region=${PREFECTURE}${file.startsWith('export') ? '&period=2026Q3' : ''}`);
      expect([file, answer.status()]).toEqual([file, 200]);
    }
    const slash = await page.goto(`${home()}gaps/?region=${PREFECTURE}`);
    expect([slash?.status(), page.url()]).toEqual([200, `${home()}gaps?region=${PREFECTURE}`]);
    await seen.close();
    expect(program?.strayed).toEqual([]);
  });
});
