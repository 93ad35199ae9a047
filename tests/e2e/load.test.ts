import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PAGES } from '../../web/src/state/pages.ts';
import { openChromium } from '../support/chromium.ts';

const home = inject('demoUrl');
/** Bytes of script, gzipped, that stand before the first picture. */
const MOST = 300 * 1024;
/** The same of the page that is opened most. */
const MOST_OF_OVERVIEW = 250 * 1024;
/** Files and answers of the first visit to it, until the map is painted and what may be wanted next is there. */
const MOST_REQUESTS = 34;
/** Questions that a first visit to it may hold the text of: its own, those of its frame, and the one that most pages ask for their title. */
const ICON = /\/mark-[\w-]+\.svg$/;
const OWN_TEXTS =
  /query (?:Access|Dataset|Indicators|OverviewRegion|Overview|RankingAt|Counties|Trend|WorstCounty|Published|RegionSearch|RegionNames|Reminders|BriefFinding)\b/;
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
  /** `query Overview`: operations whose text it holds. */
  readonly texts: readonly string[];
}

/** All scripts of a first visit, with nothing in any cache, until the network is still. */
async function scriptsOf(address: string): Promise<readonly Script[]> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const bodies: Promise<Script>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname;
    if (name.endsWith('.js'))
      bodies.push(
        response.body().then((body) => ({
          name,
          bytes: gzipSync(body).byteLength,
          drawing: body.includes(DRAWING),
          texts: body.toString('utf8').match(/\b(?:query|mutation) [A-Z]\w+(?=[\s(\\{])/g) ?? [],
        })),
      );
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

  it('of the overview is 250 KB of gzipped script at most, with no text that another page alone asks', async () => {
    const scripts = await scriptsOf('?region=410000');
    const before = scripts.filter(({ drawing }) => !drawing);
    expect(before.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MOST_OF_OVERVIEW);
    const texts = scripts.flatMap((script) => script.texts).filter((text) => text.startsWith('query '));
    expect(texts).toContain('query Overview');
    expect(texts.filter((text) => !OWN_TEXTS.test(text))).toEqual([]);
  });

  it('of the overview asks each thing once, the quarter before and the worst prefecture ahead of any click, and nothing again on the way there', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      // The icon of its tab a browser asks for as often as it likes.
      if (ICON.test(pathname)) return;
      asked.push(searchParams.has('operationName') ? `${searchParams.get('operationName')} ${searchParams.get('variables')}` : pathname);
    });
    const ahead = page.waitForResponse((response) => response.url().includes('/maps/county/410000.topo.json'));
    await page.goto(new URL('?region=410000', home).href);
    await page.locator('canvas').first().waitFor();
    await ahead;
    await page.waitForLoadState('networkidle');
    expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
    // What the page begins with lies in it: of regions only the one that may be opened next is asked for.
    expect(asked.filter((one) => /^(?:Dataset|Indicators) /.test(one))).toEqual([]);
    const regions = asked.filter((one) => one.startsWith('OverviewRegion '));
    expect(regions).toHaveLength(1);
    const quarters = asked.filter((one) => one.startsWith('Overview ')).map((one) => /"period":"(\w+)"/.exec(one)?.[1]);
    expect(new Set(quarters).size).toBe(2);
    const worst = /"region":"(\d+)"/.exec(String(regions[0]))?.[1];
    const before = asked.length;
    await page.locator(`main th a[href*="region=${worst}"]`).first().click();
    await page.waitForURL((url) => url.searchParams.get('region') === worst);
    await page.locator('canvas').first().waitFor();
    await page.waitForLoadState('networkidle');
    const again = asked.slice(before).filter((one) => asked.slice(0, before).includes(one));
    expect(again).toEqual([]);
    await context.close();
  });

  it('paints the map once, and once again for a step of a quarter: the same picture as that of a visit to that quarter', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const fill = Reflect.get(CanvasRenderingContext2D.prototype, 'fill') as (this: CanvasRenderingContext2D, ...how: unknown[]) => void;
      Reflect.set(CanvasRenderingContext2D.prototype, 'fill', function counted(this: CanvasRenderingContext2D, ...how: unknown[]) {
        const map = this.canvas.closest<HTMLElement>('.map-picture');
        if (map) map.dataset['fills'] = String(Number(map.dataset['fills'] ?? '0') + 1);
        fill.apply(this, how);
      });
    });
    const map = page.locator('.map-picture');
    const picture = () => map.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const painted = async () => Number(await map.getAttribute('data-fills'));
    const open = async (address: string) => {
      await page.goto(new URL(address, home).href);
      await map.locator('canvas').waitFor();
      await page.waitForLoadState('networkidle');
    };
    await open('?region=410000');
    const [first, before] = [await painted(), await picture()];
    await page.locator('.periods input[type=range]').press('ArrowLeft');
    await page.waitForURL((url) => url.searchParams.has('period'));
    const period = String(new URL(page.url()).searchParams.get('period'));
    await page.waitForLoadState('networkidle');
    const [both, stepped] = [await painted(), await picture()];
    expect(stepped).not.toBe(before);
    await open(`?region=410000&period=${period}`);
    expect(await picture()).toBe(stepped);
    expect(both).toBe(first + (await painted()));
    await context.close();
  });

  it('asks nothing ahead of a reader who wants data saved', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    const page = await context.newPage();
    const regions: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).searchParams.get('operationName') === 'OverviewRegion') regions.push(request.url());
    });
    await page.goto(new URL('?region=410000', home).href);
    await page.locator('canvas').first().waitFor();
    await page.waitForLoadState('networkidle');
    // Its own lies in the page.
    expect(regions).toEqual([]);
    await context.close();
  });
});
