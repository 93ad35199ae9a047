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

const SLIDES = 9;
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

  it('edits the list by keyboard and address: 9 slides, one out, one of a pasted address in, the first moved down', async () => {
    const { page, complaints, close } = await visit(browser, home, 'present?region=410000&edit=1');
    await page.locator('.playlist-row').first().waitFor();
    await page.getByRole('button', { name: /^去掉第 8 页/ }).click();
    await expect.poll(() => page.locator('.playlist-row').count()).toBe(8);
    await page.getByLabel('页面地址').fill(`${home}compare?region=410300&indicator=UNION_COVERAGE`);
    await page.getByRole('button', { name: '添加' }).last().click();
    await expect.poll(() => page.locator('.playlist-row').count()).toBe(9);
    const views = (): readonly string[] =>
      new URL(page.url()).searchParams.getAll('slide').map((entry) => entry.replace(/^\d+\||\?.*$/g, ''));
    expect(views().at(-1)).toBe('compare');
    expect(new URL(page.url()).searchParams.getAll('slide').at(-1)).toContain('indicator=UNION_COVERAGE');
    const entries = (): readonly string[] => new URL(page.url()).searchParams.getAll('slide').slice(0, 2);
    const [first, second] = entries();
    expect(first).not.toBe(second);
    // The list remembers the row that was worked on last: Home goes to the first, Tab into it. A key is pressed when the one before has done its work.
    const focused = (attribute: string) => () => page.evaluate((name) => document.activeElement?.getAttribute(name) ?? '', attribute);
    await page.locator('.playlist-row').first().focus();
    await page.keyboard.press('Home');
    await expect.poll(focused('data-key')).toBe(await page.locator('.playlist-row').first().getAttribute('data-key'));
    await page.keyboard.press('Tab');
    await expect.poll(focused('aria-label')).toMatch(/^移动第 1 页/);
    await page.keyboard.press('Enter');
    await expect.poll(focused('aria-label')).toMatch(/^插入到 第 1 页/);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused('aria-label')).toMatch(/^插入到 第 2 页/);
    await page.keyboard.press('Enter');
    await expect.poll(entries).toEqual([second, first]);
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

  it('plays on by itself after the 3 seconds that the list gives, and stops with word of it on the last of 2 slides', async () => {
    const two = ['3|overview?region=410000', '3|trends?region=410000'].map((entry) => `slide=${encodeURIComponent(entry)}`).join('&');
    const { page, close } = await visit(browser, home, `present?region=410000&at=0&${two}`, WIDE);
    await page.locator('.slide-number', { hasText: '1 / 2' }).waitFor();
    await page.keyboard.press(' ');
    await page.locator('.slide-number', { hasText: '2 / 2' }).waitFor({ timeout: 8000 });
    await page.getByText('已是最后一页，自动播放停止。').waitFor({ timeout: 8000 });
    expect(await page.locator('.slide-number').innerText()).toBe('2 / 2');
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
