/**
 * Pictures of the overview for people to look at, and the one in the README. Usage: node tests/e2e/pictures.ts <address of a running server>
 * [folder]; without a folder only web/screenshots/overview.png is written.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openChromium } from '../support/chromium.ts';
import { visit } from './visit.ts';

const [home, folder] = process.argv.slice(2);
if (!home) throw new Error('usage: node tests/e2e/pictures.ts http://127.0.0.1:4000/ [folder]');

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];
const PLACES = { nation: '', province: '?region=410000', prefecture: '?region=410300', county: '?region=410305' };
const readme = path.join(import.meta.dirname, '..', '..', 'web', 'screenshots', 'overview.png');

const browser = await openChromium();
async function picture(file: string, address: string, size: { width: number; height: number }): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const { page, close } = await visit(browser, String(home), address, size);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: file });
  await close();
  console.log(file);
}

if (folder === undefined) await picture(readme, PLACES.province, { width: 1366, height: 768 });
else {
  for (const size of SIZES) {
    for (const [name, address] of Object.entries(PLACES)) await picture(path.join(folder, `${name}-${size.width}.png`), address, size);
  }
}
await browser.close();
