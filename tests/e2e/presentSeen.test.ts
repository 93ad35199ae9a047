import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { measure, measurePaint, notePaint } from './slides.ts';
import { visit } from './visit.ts';

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
const slideShown = (page: Page, number: number): Promise<void> =>
  page.locator('.slide-number', { hasText: `${number} / ${SLIDES}` }).waitFor();

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
    '9 slides in a $room, $frame, $theme, $size.width × $size.height: type, contrast, nothing cut or overlapping',
    async (one) => {
      const { room, frame, theme, size } = one;
      const lang = 'lang' in one ? one.lang : 'zh';
      const factor = room === 'hall' ? 1.6 : 1;
      const address = `present?region=410000&at=0&room=${room}&frame=${encodeURIComponent(frame)}&theme=${theme}&lang=${lang}`;
      const { page, complaints, close } = await visit(browser, home, address, size);
      await slideShown(page, 1);
      await page.locator('.slide canvas').first().waitFor();
      await notePaint(page);
      await page.keyboard.press('End');
      await slideShown(page, SLIDES);
      for (let number = 1; number <= SLIDES; number += 1) {
        await page.keyboard.press(number === 1 ? 'Home' : 'ArrowRight');
        await slideShown(page, number);
        await page.locator('.slide canvas').first().waitFor();
        const drawn = await measurePaint(page);
        expect({ number, ...drawn }).toMatchObject({ cut: [], meeting: [] });
        expect(drawn.count).toBeGreaterThan(2);
        expect(drawn.least, `slide ${number}: ${drawn.smallest}`).toBeGreaterThanOrEqual(3 * factor - 0.03);
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
