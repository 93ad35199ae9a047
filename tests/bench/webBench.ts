/**
 * Pages of the web app in Chromium, against a page that has nothing but the same picture: first load with nothing in any cache, a step to
 * another quarter, a region pointed at; of a province's map, and of all counties. Ours and the floor take turns.
 */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright';
import { openChromium } from '../support/chromium.ts';
import { startDemo } from '../support/demo.ts';
import { median, type Line } from './figures.ts';
import { countiesIn, startFloor } from './webFloor.ts';
import { watchCanvas, type Watched } from './webWatch.ts';

const SIZE = { width: 1366, height: 768 };
const LOADS = 7;
const STEPS = 20;
/** One that no painting of the map falls short of: its small regions may lie outside of what is painted anew. */
const PROVINCE_SHAPES = 15;
const NATION_SHAPES = 2_000;
const NATION_PATIENCE = 60_000;

/** One picture: ours and the floor's page of it, and how its canvas is known. */
interface Side {
  readonly address: string;
  readonly watched: Watched;
  /** Takes the page one quarter on; in the page. */
  readonly step: (page: Page, index: number) => Promise<number>;
}

async function opened(browser: Browser, { address, watched }: Side): Promise<{ readonly page: Page; readonly seconds: number }> {
  const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(watchCanvas, watched);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.painted.length > 0, undefined, { polling: 20, timeout: NATION_PATIENCE });
  const seconds = (await page.evaluate(() => Number(window.painted[0]))) / 1000;
  return { page, seconds };
}

/** Seconds from the first byte asked for to the painted map, each time in a context of its own. */
async function firstLoads(browser: Browser, sides: readonly Side[], times: number): Promise<readonly (readonly number[])[]> {
  const taken = sides.map((): number[] => []);
  for (let turn = 0; turn <= times; turn += 1)
    for (const [index, side] of sides.entries()) {
      const { page, seconds } = await opened(browser, side);
      await page.waitForLoadState('networkidle');
      // The first fills what a server and an operating system keep.
      if (turn > 0) taken[index]?.push(seconds);
      await page.context().close();
    }
  return taken;
}

/** What the map's page does when its slider is moved: microseconds from the event to the painted picture, the way of the answer included. */
async function sliderStep(page: Page, index: number): Promise<number> {
  return page.evaluate(async (at) => {
    const slider = document.querySelector<HTMLInputElement>('.periods input[type=range]');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    if (!slider || !set) throw new Error('the page has no slider of quarters');
    const before = window.painted.length;
    const began = performance.now();
    set.call(slider, String(Number(slider.max) - at));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    while (window.painted.length === before) await new Promise<void>((resolve) => setTimeout(resolve));
    return (Number(window.painted[before]) - began) * 1000;
  }, index);
}

/** The same by the address: the nation's page has no slider while no ledger speaks for it whole. */
const addressStep =
  (periods: readonly string[]) =>
  async (page: Page, index: number): Promise<number> =>
    page.evaluate(async (period) => {
      const before = window.painted.length;
      const search = new URLSearchParams(location.search);
      search.set('period', String(period));
      const began = performance.now();
      history.pushState(null, '', `?${search}`);
      while (window.painted.length === before) await new Promise<void>((resolve) => setTimeout(resolve));
      return (Number(window.painted[before]) - began) * 1000;
    }, periods[index] ?? null);

/** The same by the library alone. */
async function bareStep(page: Page, index: number): Promise<number> {
  return page.evaluate(async (at) => {
    const before = window.painted.length;
    const began = performance.now();
    window.step?.(at);
    while (window.painted.length === before) await new Promise<void>((resolve) => setTimeout(resolve));
    return (Number(window.painted[before]) - began) * 1000;
  }, index);
}

const idle = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => {
          resolve();
        });
      }),
  );

/** Microseconds from event to picture, quarters taking turns, ours and the floor as well; the first of each are not counted. */
async function steps(pages: readonly Page[], sides: readonly Side[], times: number): Promise<readonly (readonly number[])[]> {
  const taken = sides.map((): number[] => []);
  for (let turn = 0; turn < times + 4; turn += 1)
    for (const [index, side] of sides.entries()) {
      const page = pages[index];
      if (!page) continue;
      await idle(page);
      const micros = await side.step(page, turn % 2 === 0 ? 1 : 0);
      await idle(page);
      if (turn >= 4) taken[index]?.push(micros);
    }
  return taken;
}

/** Microseconds that the page's main thread worked since `before`, painting and layout included. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Number(metrics.find(({ name }) => name === 'TaskDuration')?.value) * 1e6;
}

const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );

/** Work of the main thread for one pointing from a region to another. */
async function hover(page: Page, selector: string, times: number): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`nothing is drawn at ${selector}`);
  const at = (turn: number): readonly [number, number] => [
    box.x + box.width * (turn % 2 === 0 ? 0.45 : 0.6),
    box.y + box.height * (turn % 2 === 0 ? 0.55 : 0.45),
  ];
  const taken: number[] = [];
  for (let turn = 0; turn < times + 4; turn += 1) {
    await settled(page);
    const before = await worked(session);
    await page.mouse.move(...at(turn));
    await settled(page);
    if (turn >= 4) taken.push((await worked(session)) - before);
  }
  return taken;
}

/** Work of the main thread for one whole replacement of the option: what a pointing is held against. */
async function replaced(page: Page, side: Side, times: number): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const taken: number[] = [];
  for (let turn = 0; turn < times + 4; turn += 1) {
    await settled(page);
    const before = await worked(session);
    await side.step(page, turn % 2 === 0 ? 1 : 0);
    await settled(page);
    if (turn >= 4) taken.push((await worked(session)) - before);
  }
  return taken;
}

interface Pair {
  readonly name: string;
  readonly ours: Side;
  readonly floor: Side;
  readonly loads: number;
  readonly steps: number;
  readonly goals: { readonly load: number | null; readonly step: number | null; readonly hover: number | null };
}

const numbers = (found: readonly (readonly number[])[]): readonly [number, number] => [median(found[0] ?? []), median(found[1] ?? [])];

async function linesOf(browser: Browser, { name, ours, floor, loads, steps: times, goals }: Pair): Promise<readonly Line[]> {
  const sides = [ours, floor];
  const [load, bareLoad] = numbers(await firstLoads(browser, sides, loads));
  const pages = await Promise.all(sides.map(async (side) => (await opened(browser, side)).page));
  for (const page of pages) await page.waitForLoadState('networkidle');
  const [step, bareDraw] = numbers(await steps(pages, sides, times));
  const [page, bare] = pages;
  if (!page || !bare) throw new Error('a page is missing');
  const pointed = median(await hover(page, `${ours.watched.selector} canvas`, times));
  const barePointed =
    goals.hover === null
      ? median(await hover(bare, `${floor.watched.selector} canvas`, times))
      : median(await replaced(bare, floor, times));
  for (const each of pages) await each.context().close();
  const unit = 'µs' as const;
  return [
    {
      what: `${name}: first load to the painted map`,
      ours: load,
      bare: bareLoad,
      unit: 's',
      goal: goals.load,
      note: `${loads} loads, empty caches`,
    },
    { what: `${name}: a quarter on, event to picture`, ours: step, bare: bareDraw, unit, goal: goals.step, note: `${times} steps` },
    {
      what: `${name}: a region pointed at, work`,
      ours: pointed,
      bare: barePointed,
      unit,
      goal: goals.hover,
      note: goals.hover === null ? 'bare: painted by hand' : 'bare: setOption',
    },
  ];
}

/** County shapes are made in minutes: what `counties` holds is taken over. */
function withCounties(folder: string, counties: string | undefined): string {
  const own = path.join(folder, 'maps', 'counties');
  if (counties !== undefined && existsSync(counties)) cpSync(counties, own, { recursive: true });
  return own;
}

export interface WebBenchOptions {
  /** Folder of a server whose ledger and county shapes are taken over; the demo is loaded anew without. */
  readonly from?: string;
  readonly loads?: number;
  readonly steps?: number;
}

/** Needs the built server and web app. Takes about two minutes, and the making of the county shapes where `from` has none. */
export async function benchWeb({ from, loads = LOADS, steps: times = STEPS }: WebBenchOptions = {}): Promise<{
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
}> {
  const server = await startDemo({ from });
  const counties = withCounties(server.folder, from === undefined ? undefined : path.join(from, 'maps', 'counties'));
  const browser = await openChromium();
  try {
    const { ours, nation, boxes, periods, bytes } = await looked(browser, server.url);
    const floor = await startFloor(server.url, counties, boxes, periods);
    try {
      const province = await linesOf(browser, {
        name: 'overview of a province',
        ours,
        floor: { address: `${floor.url}province.html`, watched: { selector: '#map', shapes: PROVINCE_SHAPES }, step: bareStep },
        loads,
        steps: times,
        goals: { load: 2, step: 1.2, hover: 1.2 },
      });
      const all = await linesOf(browser, {
        name: 'all counties',
        ours: nation,
        floor: { address: `${floor.url}nation.html`, watched: { selector: '#map', shapes: NATION_SHAPES }, step: bareStep },
        loads: Math.min(loads, 5),
        steps: Math.min(times, 8),
        goals: { load: null, step: null, hover: null },
      });
      return { lines: [...province, ...all], notes: [`first load of the overview: ${bytes}`, `${countiesIn(counties)} county shapes`] };
    } finally {
      await floor.stop();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens both pages once: how large their maps are, and what came over the wire. */
async function looked(browser: Browser, home: string) {
  const answer = await fetch(new URL('graphql', home), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ dataset { periods } }' }),
  });
  const { data } = (await answer.json()) as { readonly data: { readonly dataset: { readonly periods: readonly string[] } } };
  const periods = data.dataset.periods.slice(-2).reverse();
  const ours: Side = {
    address: new URL('?region=410000', home).href,
    watched: { selector: '.map-picture', shapes: PROVINCE_SHAPES },
    step: sliderStep,
  };
  const nation: Side = {
    address: new URL('?layout=counties&view=ledger', home).href,
    watched: { selector: '.map-picture', shapes: NATION_SHAPES },
    step: addressStep(periods),
  };
  const boxOf = async (side: Side) => {
    const { page } = await opened(browser, side);
    const size = await page
      .locator('.map-picture')
      .first()
      .evaluate((one) => ({ width: one.clientWidth, height: one.clientHeight }));
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        (one) => (one as PerformanceResourceTiming).transferSize,
      ),
    );
    await page.context().close();
    return { size, loaded };
  };
  const province = await boxOf(ours);
  const whole = await boxOf(nation);
  const total = province.loaded.reduce((sum, one) => sum + one, 0);
  return {
    ours,
    nation,
    boxes: { province: province.size, nation: whole.size },
    periods,
    bytes: `${province.loaded.length} requests, ${(total / 1024).toFixed(0)} KiB`,
  };
}
