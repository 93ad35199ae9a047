/** How a page is loaded, stepped and pointed at, and how long that takes it. */
import type { Browser, CDPSession, Page } from 'playwright';
import { watchCanvas, type Watched } from './webWatch.ts';

const SIZE = { width: 1366, height: 768 };
const NATION_PATIENCE = 60_000;

/** One picture: ours and the floor's page of it, and how its canvas is known. */
export interface Side {
  readonly address: string;
  readonly watched: Watched;
  /** Takes the page one quarter on; in the page. */
  readonly step: (page: Page, index: number) => Promise<number>;
}

export async function opened(browser: Browser, { address, watched }: Side): Promise<{ readonly page: Page; readonly seconds: number }> {
  const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(watchCanvas, watched);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.painted.length > 0, undefined, { polling: 20, timeout: NATION_PATIENCE });
  const seconds = (await page.evaluate(() => Number(window.painted[0]))) / 1000;
  return { page, seconds };
}

/** Seconds from the first byte asked for to the painted map, each time in a context of its own. */
export async function firstLoads(browser: Browser, sides: readonly Side[], times: number): Promise<readonly (readonly number[])[]> {
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
export async function sliderStep(page: Page, index: number): Promise<number> {
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
export const addressStep =
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
export async function bareStep(page: Page, index: number): Promise<number> {
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
export async function steps(pages: readonly Page[], sides: readonly Side[], times: number): Promise<readonly (readonly number[])[]> {
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
export async function hover(page: Page, selector: string, times: number): Promise<readonly number[]> {
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
export async function replaced(page: Page, side: Side, times: number): Promise<readonly number[]> {
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
