/**
 * Pages of the web app in Chromium, against a page that has nothing but the same picture: first load with nothing in any cache, a step to
 * another quarter, a region pointed at; of a province's map, and of all counties. Ours and the floor take turns.
 */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright';
import { openChromium } from '../support/chromium.ts';
import { startDemo } from '../support/demo.ts';
import { median, type Line } from './figures.ts';
import { countiesIn, startFloor } from './webFloor.ts';
import { addressStep, bareStep, firstLoads, hover, opened, replaced, sliderStep, steps, type Side } from './webSteps.ts';

const LOADS = 7;
const STEPS = 20;
/** One that no painting of the map falls short of: its small regions may lie outside of what is painted anew. */
const PROVINCE_SHAPES = 15;
const NATION_SHAPES = 2_000;

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
  const periods = data.dataset.periods.slice(-2).toReversed();
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
