import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { createOperations, hashOf, readManifest } from '../../server/http/operations.ts';
import type { Question } from '../../server/http/question.ts';
import { serve, temporaryFolder, type Answer } from './serve.ts';

const PAGE = 'query Page { dataset { version } }';
/** Ten levels deep: above the limit, were it not the program's own. */
const DEEP =
  'query Deep { region(code: "100000") { parent { parent { parent { parent { parent { parent { parent { parent { code } } } } } } } } } }';

const site = temporaryFolder();
mkdirSync(site, { recursive: true });
writeFileSync(
  path.join(site, 'operations.json'),
  JSON.stringify({
    [hashOf(PAGE)]: { name: 'Page', text: PAGE },
    [hashOf(DEEP)]: { name: 'Deep', text: DEEP },
    [hashOf('another')]: { name: 'Wrong', text: PAGE },
  }),
);
const places = { ...loadConfig({}).places, web: site };
const open = await serve({ change: { places } });
const closed = await serve({ change: { places, operations: 'known' } });
afterAll(async () => {
  await open.close();
  await closed.close();
});

async function post(url: string, body: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}
const persisted = (hash: string): object => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const codeOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions['code'];
const asking = (query: string | null, extensions: object): Question => ({
  query,
  operationName: null,
  variables: null,
  extensions: extensions as Question['extensions'],
});

describe('texts known by their hash', () => {
  it('are those of the manifest from the start, by GET and by POST, without the limits on texts', async () => {
    const search = new URLSearchParams({ operationName: 'Page', variables: '{}', extensions: JSON.stringify(persisted(hashOf(PAGE))) });
    const got = await fetch(`${open.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await got.json()).toMatchObject({ data: { dataset: { version: 'v0' } } });
    expect((await post(open.url, { extensions: persisted(hashOf(DEEP)) })).data).toEqual({ region: null });
    expect(codeOf(await post(open.url, { query: `${DEEP} ` }))).toBe('QUERY_TOO_EXPENSIVE');
  });

  it('are asked for in full once: PersistedQueryNotFound, then the text with its hash, then the hash alone', async () => {
    const text = '{ dataset { figures } }';
    const unknown = await post(open.url, { extensions: persisted(hashOf(text)) });
    expect([unknown.status, unknown.errors?.[0]?.message, codeOf(unknown)]).toEqual([200, 'PersistedQueryNotFound', 'NOT_FOUND']);
    expect((await post(open.url, { query: text, extensions: persisted(hashOf(text)) })).data).toEqual({ dataset: { figures: 0 } });
    expect((await post(open.url, { extensions: persisted(hashOf(text)) })).data).toEqual({ dataset: { figures: 0 } });
  });

  it('are refused under a hash that is not theirs, or that is none', async () => {
    const wrong = await post(open.url, { query: PAGE, extensions: persisted(hashOf('x')) });
    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'BAD_USER_INPUT']);
    for (const hash of ['x', 'A'.repeat(64), 12])
      expect(codeOf(await post(open.url, { extensions: persisted(String(hash)) }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await post(open.url, { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(PAGE) } } }))).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('leave out an entry of the manifest whose hash is not that of its text', () => {
    expect([...readManifest(site).keys()].sort()).toEqual([hashOf(PAGE), hashOf(DEEP)].sort());
    expect(readManifest(path.join(site, 'nowhere')).size).toBe(0);
  });

  it('are the only ones that are executed where the settings say so: anything else is FORBIDDEN, by text or by hash', async () => {
    expect((await post(closed.url, { query: PAGE })).data).toEqual({ dataset: { version: 'v0' } });
    for (const body of [{ query: '{ dataset { figures } }' }, { extensions: persisted(hashOf('{ dataset { figures } }')) }]) {
      const refused = await post(closed.url, body);
      expect([refused.status, codeOf(refused), refused.errors?.[0]?.message]).toEqual([
        403,
        'FORBIDDEN',
        '本站只执行随网页发布的查询。请使用网页，或请管理员把 FUGAI_OPERATIONS 设为 any。',
      ]);
    }
  });

  it('are kept up to 500: of 501 the first is forgotten, one of the manifest never', () => {
    const operations = createOperations({ manifest: readManifest(site), allowed: 'any' });
    const texts = Array.from({ length: 501 }, (_, at) => `{ a${at} }`);
    for (const text of texts) operations.find(asking(text, persisted(hashOf(text))));
    const find = (text: string): string => operations.find(asking(null, persisted(hashOf(text)))).text;
    expect(() => find('{ a0 }')).toThrow('PersistedQueryNotFound');
    expect([find('{ a1 }'), find('{ a500 }'), find(PAGE)]).toEqual(['{ a1 }', '{ a500 }', PAGE]);
  });

  it('are kept up to a million characters, and none above the limits is kept', () => {
    const operations = createOperations({ manifest: new Map(), allowed: 'any' });
    const long = (at: number): string => `{ a${at} }${' '.repeat(9_900)}`;
    for (let at = 0; at < 120; at += 1) operations.find(asking(long(at), {}));
    expect(() => operations.find(asking(null, persisted(hashOf(long(0)))))).toThrow('PersistedQueryNotFound');
    const huge = `{ a }${' '.repeat(10_000)}`;
    for (let times = 0; times < 2; times += 1) expect(() => operations.find(asking(huge, {}))).toThrow('字符数');
    expect(() => operations.find(asking(null, persisted(hashOf(huge))))).toThrow('PersistedQueryNotFound');
  });

  it('have the hash that everybody else computes', () => {
    expect(hashOf('覆盖')).toBe(createHash('sha256').update(Buffer.from('覆盖', 'utf8')).digest('hex'));
  });
});
