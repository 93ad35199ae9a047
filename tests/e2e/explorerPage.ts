/** The explorer as its tests use it. */
import type { Browser, Page } from 'playwright';
import { expect, inject } from 'vitest';
import { visit, type Visit } from './visit.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const response = (page: Page) => page.locator('.result-window');
/** Its lines lie in any order in the document, each at its height. */
export const editorText = (page: Page, selector: string): Promise<string> =>
  page.locator(`${selector} .view-line`).evaluateAll((lines) =>
    lines
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent.replaceAll('\u00a0', ' ') }))
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text)
      .join('\n'),
  );

/** The explorer, once its first tab is filled and the schema is there to complete from. */
export async function openExplorer(browser: Browser, path = 'explorer', size?: Size): Promise<Visit> {
  const opened = await visit(browser, inject('demoUrl'), path, size);
  await opened.page.locator('.query .view-line').first().waitFor();
  await opened.page.waitForLoadState('networkidle');
  return opened;
}

export async function expectQuiet({ complaints, outside, close }: Visit): Promise<void> {
  expect(complaints).toEqual([]);
  expect(outside).toEqual([]);
  await close();
}

/** An empty tab, whose editor has the caret at once. */
export const emptyTab = (page: Page): Promise<void> => button(page, '新查询').click();

export const run = async (page: Page, word = '运行'): Promise<void> => {
  const answered = page.waitForResponse((reply) => reply.url().endsWith('/graphql'));
  await button(page, word).click();
  await answered;
};
