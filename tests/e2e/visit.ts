import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';

/** A page of the demo server and what went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Console errors and uncaught exceptions, in order. */
  readonly complaints: string[];
  /** Requests that went to anywhere but the server. */
  readonly outside: string[];
  readonly close: () => Promise<void>;
}

/** A fresh context, so that no visit sees another's cache or storage. */
export async function visit(browser: Browser, home: string, path: string, size = { width: 1366, height: 768 }): Promise<Visit> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  const outside: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
  });
  await page.goto(new URL(path, home).href);
  return { page, complaints, outside, close: () => context.close() };
}

/** Answer of the GraphQL endpoint that the page talks to. @throws Error when it holds errors. */
export async function ask<Answer>(home: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const answer = await fetch(new URL('graphql', home), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data: found, errors } = (await answer.json()) as { data?: Answer; errors?: { message: string }[] };
  if (errors || !found) throw new Error(JSON.stringify(errors ?? 'no answer'));
  return found;
}

/** `rule: selector` of everything axe finds. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** How many pixels of the page lie beyond the right edge of the window. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
