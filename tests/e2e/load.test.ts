import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PAGES } from '../../web/src/state/pages.ts';
import { openChromium } from '../support/chromium.ts';

const home = inject('demoUrl');
/** Bytes of script, gzipped, that stand before the first picture. */
const MOST = 300 * 1024;
/** A function of the library that draws maps and charts, which comes in a chunk of its own once there is something to draw. */
const DRAWING = 'registerMap';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
});

interface Script {
  readonly name: string;
  readonly bytes: number;
  readonly drawing: boolean;
}

/** All scripts of a first visit, with nothing in any cache, until the network is still. */
async function scriptsOf(address: string): Promise<readonly Script[]> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const bodies: Promise<Script>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname;
    if (name.endsWith('.js'))
      bodies.push(response.body().then((body) => ({ name, bytes: gzipSync(body).byteLength, drawing: body.includes(DRAWING) })));
  });
  await page.goto(new URL(address, home).href);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  const scripts = await Promise.all(bodies);
  await context.close();
  return scripts;
}

const SHARED = new Set(['LedgerPage']);
const pageChunks = (scripts: readonly Script[]): readonly string[] =>
  scripts.flatMap(({ name }) => /\/([A-Z]\w+Page)-[\w-]+\.js$/.exec(name)?.[1] ?? []).filter((chunk) => !SHARED.has(chunk));

describe('the first visit', () => {
  it.each(PAGES)(
    'loads for %s at most 300 KB of gzipped script before the chunk of maps and charts, and of all pages that one only',
    async (name) => {
      const scripts = await scriptsOf(`${name === 'overview' ? '' : name}?region=410000`);
      const before = scripts.filter(({ drawing }) => !drawing);
      const total = before.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(total).toBeLessThanOrEqual(MOST);
      expect(scripts.length - before.length).toBeLessThanOrEqual(1);
      const own = new RegExp(`^${name}Page$`, 'i');
      expect(pageChunks(scripts).filter((chunk) => !own.test(chunk))).toEqual([]);
      expect(pageChunks(scripts)).toHaveLength(1);
    },
  );

  it('shows the worst county, the figures and the ranking of a province while the library of maps and charts is still on its way', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/engine-[\w-]+\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(new URL('?region=410000', home).href);
    await page.getByRole('row').filter({ hasText: '许昌市' }).first().waitFor();
    await page
      .getByRole('link', { name: /^为什么：/ })
      .first()
      .waitFor();
    expect(await page.locator('canvas').count()).toBe(0);
    release();
    await page.locator('canvas').first().waitFor();
    await context.close();
  });
});
