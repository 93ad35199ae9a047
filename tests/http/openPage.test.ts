import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { loadConfig } from '../../server/config.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { signedIn, type SignedIn } from '../support/users.ts';
import { serve, type Served } from './serve.ts';

const web = mkdtempSync(path.join(os.tmpdir(), 'fugai-open-'));
writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>asks first</title>');
writeFileSync(path.join(web, 'open.html'), '<!doctype html><title>asks at once</title>');

let database: TestDatabase;
let operator: OpenAccounts;
let open: Served;
let closed: Served;
let viewer: SignedIn;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  const places = { ...loadConfig({}).places, web };
  open = await serve({ database: database.url, accounts: true, change: { places } });
  closed = await serve({ database: database.url, accounts: true, change: { places, anonymous: 'none' } });
  operator = await openAccounts(database.url, () => undefined);
  viewer = await signedIn(open.url, operator, { name: 'ling', roles: ['VIEWER'], view: ['410300'] });
});
afterAll(async () => {
  await operator.close();
  for (const served of [open, closed]) await served.close();
  await database.drop();
  rmSync(web, { recursive: true });
});

const pageOf = async (served: Served, address: string, cookie?: string): Promise<string> => {
  const response = await fetch(new URL(address, served.url), {
    headers: { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) },
  });
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  return /<title>(.*)<\/title>/.exec(await response.text())?.[1] ?? '';
};

describe('the page of an address', () => {
  it.each(['', '?region=410000', 'trends'])(
    '%s asks at once where a reader without a name may read, and first where none may',
    async (address) => {
      expect(await pageOf(open, address)).toBe('asks at once');
      expect(await pageOf(closed, address)).toBe('asks first');
    },
  );

  it('asks first who reads of somebody signed in, whose own region it may begin with', async () => {
    expect(await pageOf(open, '', viewer.cookie)).toBe('asks first');
    expect(await pageOf(open, 'trends', viewer.cookie)).toBe('asks first');
  });
});
