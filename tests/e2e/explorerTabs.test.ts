import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { button, expectQuiet, openExplorer, response, run } from './explorerPage.ts';
import { visit, type Visit } from './visit.ts';

const home = inject('demoUrl');

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
});

const open = (): Promise<Visit> => openExplorer(browser);

describe('tabs, tokens and focus of the explorer', () => {
  it('leaves the focus where a document has it: the first Tab reaches the way to the content', async () => {
    const visited = await open();
    expect(await visited.page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await visited.page.keyboard.press('Tab');
    expect(await visited.page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await expectQuiet(visited);
  });

  it('opens an example once, keeps what each tab was told of its answer, and brings the tenth tab into sight after a reload, too', async () => {
    const visited = await open();
    const { page } = visited;
    await run(page);
    await page.getByText(/成本 \d/).waitFor();
    await page.getByRole('button', { name: /哪个县最差/ }).click();
    await page.getByText('尚未运行。').waitFor();
    await page.locator('.examples').getByRole('button', { name: /^总览/ }).click();
    await page.getByRole('tab', { name: '总览', selected: true }).waitFor();
    await page.getByText(/成本 \d/).waitFor();
    expect(await page.getByRole('tab').count()).toBe(2);
    const examples = page.locator('.examples li button');
    for (const index of [4, 5, 6, 7, 8, 9, 10, 11]) await examples.nth(index).click();
    await page.waitForFunction(() => document.querySelectorAll('[role=tab]').length === 10);
    const inSight = () =>
      page.evaluate(() => {
        const [strip, tab] = ['.tab-list', '[role=tab][aria-selected=true]'].map((one) =>
          document.querySelector(one)?.getBoundingClientRect(),
        );
        return strip !== undefined && tab !== undefined && tab.left >= strip.left - 1 && tab.right <= strip.right + 1;
      });
    expect(await inSight()).toBe(true);
    await page.waitForTimeout(700);
    await page.reload();
    await page.locator('.query .view-line').first().waitFor();
    expect(await page.getByRole('tab').count()).toBe(10);
    expect(await inSight()).toBe(true);
    await expectQuiet(visited);
  });

  it('lets go of a token that no longer holds, says so, and asks again without one', async () => {
    const visited = await open();
    const { page } = visited;
    await button(page, '令牌').click();
    await page.getByLabel('令牌', { exact: true }).fill('fugai_abcdefghijklmnopqrstuvwxyz0123456789abcdef');
    await button(page, '使用').click();
    await page.getByText(/已失效，已改为匿名。/).waitFor();
    await button(page, '已存').click();
    await page.getByRole('region', { name: '他人共享' }).waitFor();
    expect(await page.locator('.refused').count()).toBe(0);
    await run(page);
    await response(page).getByText('河南省').first().waitFor();
    await visited.close();
  });

  it('falls back when the token that it uses itself is revoked', async () => {
    const visited = await open();
    const { page } = visited;
    await button(page, '令牌').click();
    await page.getByLabel('用途名称').fill('自用');
    await button(page, '建立').click();
    await button(page, '用它运行本页的查询').click();
    await page.getByText('以令牌「自用」运行').waitFor();
    await page.getByRole('region', { name: '我的令牌' }).getByRole('button', { name: '吊销' }).first().click();
    await button(page, '确认吊销').click();
    await page.getByText('令牌「自用」已失效，已改为匿名。').waitFor();
    await button(page, '已存').click();
    await page.getByText('还没有保存的查询').waitFor();
    await expectQuiet(visited);
  });

  it('has a gap between copying and running in every panel of /quality', async () => {
    const visited = await visit(browser, home, 'quality?region=410000');
    const { page } = visited;
    await page.locator('.graphql-actions').first().waitFor();
    const gaps = await page.locator('.graphql-actions').evaluateAll((all) =>
      all.map((one) => {
        const [copy, link] = [...one.children].map((child) => child.getBoundingClientRect());
        return copy && link ? link.left - copy.right : -1;
      }),
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(8);
    await expectQuiet(visited);
  });
});
