/**
 * Pictures of the overview for people to look at, and the two of the README. Usage: node tests/e2e/pictures.ts <address of a running server>
 * [folder]; without a folder only web/screenshots/overview.png and explorer.png are written.
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
const shown = path.join(import.meta.dirname, '..', '..', 'web', 'screenshots');
const DESK = { width: 1366, height: 768 };

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

/** The explorer after a run of its first example. */
async function explorerPicture(file: string): Promise<void> {
  const { page, close } = await visit(browser, String(home), 'explorer', DESK);
  await page.locator('.query .view-line').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: '运行', exact: true }).click();
  await page.locator('.result-window').getByText('NEAR').first().waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file });
  await close();
  console.log(file);
}

if (folder === undefined) {
  await picture(path.join(shown, 'overview.png'), PLACES.province, DESK);
  await explorerPicture(path.join(shown, 'explorer.png'));
} else {
  for (const size of SIZES) {
    for (const [name, address] of Object.entries(PLACES)) await picture(path.join(folder, `${name}-${size.width}.png`), address, size);
  }
}
await browser.close();
