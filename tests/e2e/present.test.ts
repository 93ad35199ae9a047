import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { overhang, violations, visit } from './visit.ts';

const home = inject('demoUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
});

const SLIDES = 8;
const WIDE = { width: 1920, height: 1080 };

const parameter = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
const title = (page: Page): Promise<string> => page.locator('.slide h1').innerText();
const slideShown = (page: Page, number: number): Promise<void> =>
  page.locator('.slide-number', { hasText: `${number} / ${SLIDES}` }).waitFor();

/** A press, and the slide whose number then stands in the foot. */
async function turn(page: Page, key: string, number: number): Promise<void> {
  await page.keyboard.press(key);
  await slideShown(page, number);
}

const start = (page: Page) => page.getByRole('button', { name: /开始放映$/ });

describe('before the show', () => {
  it('loads 8 slides of 河南, lists what is stale, incomplete or not accepted, and starts only with a go-ahead', async () => {
    const { page, complaints, outside, close } = await visit(browser, home, 'present?region=410000');
    await expect.poll(() => start(page).isEnabled(), { timeout: 30_000 }).toBe(true);
    expect(await page.locator('.playlist-row').count()).toBe(SLIDES);
    const warnings = await page.locator('.start-checks li').allInnerTexts();
    const button = await start(page).innerText();
    expect(button).toBe(warnings.length > 0 ? '我已知悉，开始放映' : '开始放映');
    expect(warnings.every((text) => /第 [\d、–]+ 页/.test(text))).toBe(true);
    await start(page).click();
    await slideShown(page, 1);
    expect(parameter(page, 'at')).toBe('0');
    expect(parameter(page, 'version')).toMatch(/^v\d+$/);
    expect([complaints, outside]).toEqual([[], []]);
    await close();
  });

  it('edits the list by keyboard and address: 8 slides, one out, one of a pasted address in, the first moved down', async () => {
    const { page, complaints, close } = await visit(browser, home, 'present?region=410000&edit=1');
    await page.locator('.playlist-row').first().waitFor();
    await page.getByRole('button', { name: /^去掉第 8 页/ }).click();
    await expect.poll(() => page.locator('.playlist-row').count()).toBe(7);
    await page.getByLabel('页面地址').fill(`${home}compare?region=410300&indicator=UNION_COVERAGE`);
    await page.getByRole('button', { name: '添加' }).last().click();
    await expect.poll(() => page.locator('.playlist-row').count()).toBe(8);
    const views = (): readonly string[] =>
      new URL(page.url()).searchParams.getAll('slide').map((entry) => entry.replace(/^\d+\||\?.*$/g, ''));
    expect(views().at(-1)).toBe('compare');
    expect(new URL(page.url()).searchParams.getAll('slide').at(-1)).toContain('indicator=UNION_COVERAGE');
    await page.getByRole('button', { name: /^移动第 1 页/ }).focus();
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => views().slice(0, 2)).toEqual(['trends', 'overview']);
    await page.getByLabel('页面地址').fill('https://elsewhere.invalid/nothing');
    await page.getByRole('button', { name: '添加' }).last().click();
    await page.getByText('这个地址不是可以投影的页面。').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('has no axe violation with the editor open, in both languages, and fits 390 px', async () => {
    for (const [address, size] of [
      ['present?region=410000&edit=1', { width: 1366, height: 768 }],
      ['present?region=410000&edit=1&lang=en&theme=dark', { width: 390, height: 844 }],
    ] as const) {
      const { page, complaints, close } = await visit(browser, home, address, size);
      await expect.poll(() => page.locator('.button.primary').isEnabled(), { timeout: 30_000 }).toBe(true);
      expect(await violations(page)).toEqual([]);
      expect(await overhang(page)).toBe(0);
      expect(complaints).toEqual([]);
      await close();
    }
  });
});

describe('the show', () => {
  it('is led by keys and by a remote: pages, regions, blank, labels, type, play, Esc', async () => {
    const { page, complaints, close } = await visit(browser, home, 'present?region=410000&at=0', WIDE);
    await slideShown(page, 1);
    await turn(page, 'ArrowRight', 2);
    await turn(page, 'PageDown', 3);
    await turn(page, 'PageUp', 2);
    await turn(page, 'End', SLIDES);
    await turn(page, 'Home', 1);
    const whole = await title(page);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => title(page)).not.toBe(whole);
    expect(parameter(page, 'focus')).toMatch(/^41\d{4}$/);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => title(page)).toBe(whole);
    await page.keyboard.press('ArrowUp');
    await page.getByText('已是最上一级台账。').waitFor();
    await page.keyboard.press('b');
    await page.locator('.stage-blank').waitFor();
    await page.keyboard.press('.');
    await expect.poll(() => page.locator('.stage-blank').count()).toBe(0);
    await page.keyboard.press('l');
    await expect.poll(() => parameter(page, 'labels')).toBe('0');
    const letters = (): Promise<number> =>
      page.locator('.slide h1').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const before = await letters();
    await page.keyboard.press('+');
    await expect.poll(letters).toBeGreaterThan(before);
    await page.keyboard.press('-');
    await expect.poll(letters).toBe(before);
    await page.keyboard.press(' ');
    await page.locator('.slide-number', { hasText: '▶' }).waitFor();
    await page.keyboard.press('Escape');
    await start(page).waitFor();
    expect(parameter(page, 'at')).toBeNull();
    expect(complaints).toEqual([]);
    await close();
  });

  it('plays on by itself after the 3 seconds that the list gives, and begins again after the last of 2 slides', async () => {
    const two = ['3|overview?region=410000', '3|trends?region=410000'].map((entry) => `slide=${encodeURIComponent(entry)}`).join('&');
    const { page, close } = await visit(browser, home, `present?region=410000&at=0&${two}`, WIDE);
    await page.locator('.slide-number', { hasText: '1 / 2' }).waitFor();
    await page.keyboard.press(' ');
    await page.locator('.slide-number', { hasText: '2 / 2' }).waitFor({ timeout: 8000 });
    await page.locator('.slide-number', { hasText: '1 / 2' }).waitFor({ timeout: 8000 });
    expect(await page.locator('.slide-number').innerText()).toBe('▶ 1 / 2');
    await close();
  });

  it('asks the server for nothing while the pages turn, so that figures cannot change before the room', async () => {
    const { page, close } = await visit(browser, home, 'present?region=410000', WIDE);
    await expect.poll(() => start(page).isEnabled(), { timeout: 30_000 }).toBe(true);
    await start(page).click();
    await slideShown(page, 1);
    await page.waitForLoadState('networkidle');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('graphql')) asked.push(String(request.postData()).slice(0, 60));
    });
    for (let number = 2; number <= SLIDES; number += 1) await turn(page, 'ArrowRight', number);
    expect(asked).toEqual([]);
    await close();
  });

  it('has a control bar that Tab reaches, whose buttons do what the keys do, and no axe violation', async () => {
    const { page, close } = await visit(browser, home, 'present?region=410000&at=0', WIDE);
    await slideShown(page, 1);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('下一页 →');
    await turn(page, 'Enter', 2);
    expect(await page.getByRole('toolbar', { name: '放映控制' }).evaluate((bar) => getComputedStyle(bar).opacity)).toBe('1');
    expect(await violations(page)).toEqual([]);
    await close();
  });
});

/** What a slide looks like from the last row: sizes in hundredths of its height, contrasts, and what leaves it or lies on something else. */
const measure = (page: Page) =>
  page.locator('.slide').evaluate((slide) => {
    const bounds = slide.getBoundingClientRect();
    const channel = (value: number): number => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = (/\d+, \d+, \d+/.exec(colour)?.[0] ?? '').split(', ').map(Number);
      return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
    };
    const ground = luminance(getComputedStyle(slide).backgroundColor);
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
    const texts: { words: string; size: number; contrast: number; boxes: DOMRect[] }[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (words === '' || element === null) continue;
      const style = getComputedStyle(element);
      const range = document.createRange();
      range.selectNodeContents(node);
      const [low = 0, high = 0] = [ground, luminance(style.color)].sort((a, b) => a - b);
      texts.push({
        words,
        size: Number.parseFloat(style.fontSize) / (bounds.height / 100),
        contrast: (high + 0.05) / (low + 0.05),
        boxes: [...range.getClientRects()],
      });
    }
    const meet = (a: DOMRect, b: DOMRect): boolean =>
      a.left < b.right - 1 &&
      b.left < a.right - 1 &&
      a.top + a.height * 0.15 < b.bottom - b.height * 0.15 &&
      b.top + b.height * 0.15 < a.bottom - a.height * 0.15;
    const outside = [...slide.querySelectorAll('*')]
      .map((element) => ({ name: element.className || element.tagName, box: element.getBoundingClientRect() }))
      .filter(
        ({ box }) =>
          box.left < bounds.left - 1 || box.top < bounds.top - 1 || box.right > bounds.right + 1 || box.bottom > bounds.bottom + 1,
      )
      .map(({ name }) => String(name));
    const body = slide.querySelector('.slide-body')?.getBoundingClientRect();
    const spilling = [...slide.querySelectorAll('.slide-body *')]
      .filter(
        (element) =>
          body !== undefined &&
          (element.getBoundingClientRect().bottom > body.bottom + 2 || element.getBoundingClientRect().top < body.top - 2),
      )
      .map((element) => String(element.className || element.textContent));
    const sizeOf = (selector: string): number =>
      Math.min(
        100,
        ...[...slide.querySelectorAll(selector)].map(
          (element) => Number.parseFloat(getComputedStyle(element).fontSize) / (bounds.height / 100),
        ),
      );
    return {
      least: Math.min(...texts.map(({ size }) => size)),
      title: sizeOf('h1'),
      values: sizeOf('dd, .slide-worst b'),
      headline: sizeOf('.slide-value'),
      legend: sizeOf('.slide-legend li, .slide-sub, dt'),
      pale: texts.filter(({ contrast }) => contrast < 7).map(({ words, contrast }) => `${words} ${contrast.toFixed(1)}`),
      overlapping: texts.flatMap((one, index) =>
        texts
          .slice(index + 1)
          .flatMap((other) =>
            one.boxes.some((box) => other.boxes.some((against) => meet(box, against))) ? [`${one.words} × ${other.words}`] : [],
          ),
      ),
      outside,
      spilling,
      charts: [...slide.querySelectorAll('.slide-chart')].map((chart) => chart.clientHeight / (bounds.height / 100)),
    };
  });

/** From now on every text that a canvas paints is noted with the pixels it takes. */
const notePaint = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const painted: { words: string; size: number; canvas: Element; box: DOMRect }[] = [];
    Object.assign(window, { painted });
    const paint = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function noted(words: string, x: number, y: number) {
      const { a: scale, e, f } = this.getTransform();
      const wide = this.measureText(words).width * scale;
      const size = Number.parseFloat(/[\d.]+px/.exec(this.font)?.[0] ?? '') * scale;
      const left = e + x * scale - (this.textAlign === 'center' ? wide / 2 : ['right', 'end'].includes(this.textAlign) ? wide : 0);
      const middle =
        f + y * scale + (this.textBaseline === 'top' ? size / 2 : ['bottom', 'alphabetic'].includes(this.textBaseline) ? -size / 2 : 0);
      painted.push({ words, size, canvas: this.canvas, box: new DOMRect(left, middle - size * 0.4, wide, size * 0.8) });
      paint.call(this, words, x, y);
    };
  });

/** What the charts of the slide have painted since the last look: texts that meet or are cut, and the smallest letters in hundredths of the slide. */
const measurePaint = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const { painted } = window as unknown as { painted: { words: string; size: number; canvas: HTMLCanvasElement; box: DOMRect }[] };
    const height = document.querySelector('.slide')?.getBoundingClientRect().height ?? Number.NaN;
    const meet = (one: DOMRect, other: DOMRect): boolean =>
      one.left < other.right - 2 && other.left < one.right - 2 && one.top < other.bottom - 2 && other.top < one.bottom - 2;
    // A chart may be painted twice while its place is found: the last time counts.
    const shown = new Map(
      painted
        .filter(({ canvas }) => canvas.isConnected)
        .map((text) => [`${text.words} ${text.box.x.toFixed(0)} ${text.box.y.toFixed(0)}`, text]),
    );
    const texts = [...shown.values()];
    painted.length = 0;
    return {
      count: texts.length,
      least: Math.min(...texts.map(({ size, canvas }) => (size / (canvas.width / canvas.clientWidth) / height) * 100)),
      cut: texts
        .filter(({ box, canvas }) => box.left < -2 || box.top < -2 || box.right > canvas.width + 2 || box.bottom > canvas.height + 2)
        .map(({ words }) => words),
      meeting: texts.flatMap((one, index) =>
        texts
          .slice(index + 1)
          .flatMap((other) => (one.canvas === other.canvas && meet(one.box, other.box) ? [`${one.words} × ${other.words}`] : [])),
      ),
    };
  });

describe('what the last row sees', () => {
  const cases = [
    { room: 'meeting', frame: '16:9', theme: 'light', size: WIDE },
    { room: 'meeting', frame: '4:3', theme: 'dark', size: { width: 1024, height: 768 } },
    { room: 'hall', frame: '16:9', theme: 'dark', size: WIDE },
    { room: 'hall', frame: '4:3', theme: 'light', size: { width: 1024, height: 768 } },
    { room: 'meeting', frame: '16:9', theme: 'dark', size: { width: 3840, height: 2160 } },
    { room: 'meeting', frame: '4:3', theme: 'contrast', size: WIDE },
    { room: 'hall', frame: '16:9', theme: 'light', size: { width: 1024, height: 768 }, lang: 'en' },
    { room: 'meeting', frame: '16:9', theme: 'light', size: { width: 1366, height: 768 }, lang: 'en' },
  ] as const;

  it.each(cases)(
    '8 slides in a $room, $frame, $theme, $size.width × $size.height: type, contrast, nothing cut or overlapping',
    async (one) => {
      const { room, frame, theme, size } = one;
      const lang = 'lang' in one ? one.lang : 'zh';
      const factor = room === 'hall' ? 1.6 : 1;
      const address = `present?region=410000&at=0&room=${room}&frame=${encodeURIComponent(frame)}&theme=${theme}&lang=${lang}`;
      const { page, complaints, close } = await visit(browser, home, address, size);
      for (let number = 1; number <= SLIDES; number += 1) {
        if (number > 1) await page.keyboard.press('ArrowRight');
        await slideShown(page, number);
        await page.locator('.slide canvas').first().waitFor();
        const seen = await measure(page);
        const least = (size: number): number => size * factor - 0.02;
        expect({ number, ...seen }).toMatchObject({ pale: [], overlapping: [], outside: [], spilling: [] });
        expect(seen.least).toBeGreaterThanOrEqual(least(2.6));
        expect(seen.legend).toBeGreaterThanOrEqual(least(3));
        expect(seen.values).toBeGreaterThanOrEqual(least(3.6));
        expect(seen.title).toBeGreaterThanOrEqual(least(5.5));
        expect(seen.headline).toBeGreaterThanOrEqual(least(12));
        for (const height of seen.charts) expect(height).toBeGreaterThan(18);
      }
      expect(complaints).toEqual([]);
      await close();
    },
  );
});
