import type { Browser, BrowserContext, Page } from 'playwright';

/** What a page asked the server and was answered. */
export interface Exchange {
  readonly address: string;
  readonly status: number;
  readonly body: string;
}

/** One person at one browser. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Every answer that was no file of the build. */
  readonly exchanges: Exchange[];
  /** Console errors and uncaught exceptions, in order. */
  readonly complaints: string[];
  /** Waits for the answers that are still being read, and gives all. */
  answered(): Promise<readonly Exchange[]>;
  close(): Promise<void>;
}

const OF_THE_BUILD = /\/assets\/|\/maps\/|favicon|\.(?:js|css|svg|woff2)$/;

/** A person at a browser of their own, which keeps every answer it gets. */
export async function person(browser: Browser, home: string, size = { width: 1366, height: 768 }): Promise<Person> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce', baseURL: home });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const exchanges: Exchange[] = [];
  const complaints: string[] = [];
  const reading = new Set<Promise<void>>();
  page.on('response', (response) => {
    const address = response.url();
    if (OF_THE_BUILD.test(address)) return;
    const read = response.text().then(
      (body) => void exchanges.push({ address, status: response.status(), body }),
      // The page was left before the answer was whole: nobody saw it.
      () => undefined,
    );
    reading.add(read);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const answered = async (): Promise<readonly Exchange[]> => {
    await Promise.all(reading);
    return exchanges;
  };
  return { context, page, exchanges, complaints, answered, close: () => context.close() };
}

/** Types name and password and presses Enter. */
export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** The first sign-in, with a temporary password, which has to be changed before anything else. */
export async function firstSignIn(page: Page, name: string, temporary: string, password: string): Promise<void> {
  await signIn(page, name, temporary);
  await page.getByRole('heading', { name: '修改密码' }).waitFor();
  await page.getByLabel('原密码').fill(temporary);
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再输一遍密码').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '修改密码' }).waitFor({ state: 'detached' });
}

/** Makes a user and gives the temporary password that is shown. */
export async function createUser(page: Page, name: string, displayName: string): Promise<string> {
  await page.getByRole('button', { name: '新建用户' }).click();
  const form = page.getByRole('form', { name: '新建用户' });
  await form.getByLabel('用户名').fill(name);
  await form.getByLabel('姓名').fill(displayName);
  await form.getByRole('button', { name: '新建' }).click();
  const shown = page.getByRole('region', { name: '临时密码' });
  const password = await shown.locator('code').innerText();
  await shown.getByRole('button', { name: '我已交付' }).click();
  return password;
}

export interface Granted {
  readonly displayName: string;
  readonly role: string;
  /** Names of the regions; null: none. */
  readonly view: string | null;
  readonly report: string | null;
}

async function chooseRegion(page: Page, group: string, name: string): Promise<void> {
  const picker = page.locator('.scope-picker').filter({ has: page.getByRole('radiogroup', { name: group }) });
  await picker.getByRole('combobox').fill(name);
  await page.getByRole('option', { name }).first().click();
  await picker.getByRole('button', { name: `去掉${name}` }).waitFor();
}

/** Gives a user one role and their scopes, on the tab of roles and scopes. */
export async function grant(page: Page, { displayName, role, view, report }: Granted): Promise<void> {
  await page.getByRole('button', { name: displayName, exact: true }).click();
  const form = page.getByRole('form', { name: `${displayName}：角色与范围` });
  await form.getByRole('checkbox', { name: role }).check({ force: true });
  if (view !== null) await chooseRegion(page, '查看范围', view);
  if (report !== null) await chooseRegion(page, '报送范围', report);
  await form.getByRole('button', { name: '保存' }).click();
  await form.getByText('已保存').waitFor();
  await page.getByRole('button', { name: displayName, exact: true }).click();
}
