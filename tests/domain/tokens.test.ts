import { describe, expect, it } from 'vitest';
import { DomainError } from '../../server/domain/errors.ts';
import { readSavedQuery } from '../../server/domain/savedQueries.ts';
import {
  expiryOf,
  isUseWorthWriting,
  readTokenAsk,
  spellMoment,
  tokenStateAt,
  TOKEN_SCOPES,
  type TokenAsk,
} from '../../server/domain/tokens.ts';
import {
  assertMayManageTokens,
  assertMayRead,
  assertMaySave,
  browserScopes,
  mayReadOwn,
  type Place,
  type Viewer,
} from '../../server/domain/viewers.ts';

const NOW = '2026-11-21T08:00:00.000Z';
const ask = (more: Partial<TokenAsk> = {}): TokenAsk => ({ name: '报表', scopes: ['QUERY'], days: 30, ...more });

describe('a token that is asked for', () => {
  it('has five scopes to choose from, and keeps each once in their order', () => {
    expect(Object.keys(TOKEN_SCOPES)).toEqual(['QUERY', 'EXPORT', 'SAVE', 'SUBMIT', 'REVIEW']);
    expect(readTokenAsk(ask({ scopes: ['SAVE', 'QUERY', 'SAVE'] })).scopes).toEqual(['QUERY', 'SAVE']);
  });

  it('has a name of 1 to 60 characters, counted as people count them', () => {
    expect(readTokenAsk(ask({ name: `  ${'报'.repeat(60)} ` })).name).toBe('报'.repeat(60));
    expect(readTokenAsk(ask({ name: '𠮷'.repeat(60) })).name).toHaveLength(120);
  });

  it.each([
    ['no name', { name: '   ' }, '1 到 60 个字'],
    ['a name of 61 characters', { name: 'x'.repeat(61) }, '61 个字，最多 60 个字'],
    ['a name of two lines', { name: 'a\nb' }, '控制字符'],
    ['no scope', { scopes: [] }, '查询、批量导出、保存查询'],
    ['0 days', { days: 0 }, '1 到 90 天，收到 0'],
    ['91 days', { days: 91 }, '1 到 90 天，收到 91'],
    ['a day and a half', { days: 1.5 }, '收到 1.5'],
  ])('is refused with %s, in words that say what to change', (_what, more, words) => {
    expect(() => readTokenAsk(ask(more))).toThrow(words);
    expect(() => readTokenAsk(ask(more))).toThrow(DomainError);
  });
});

describe('a token at a moment', () => {
  const expiresAt = expiryOf(NOW, 30);

  it('lasts 30 days to the millisecond, then it has expired', () => {
    expect(expiresAt).toBe('2026-12-21T08:00:00.000Z');
    expect(tokenStateAt({ expiresAt, revokedAt: null }, '2026-12-21T07:59:59.999Z')).toBe('ACTIVE');
    expect(tokenStateAt({ expiresAt, revokedAt: null }, expiresAt)).toBe('EXPIRED');
  });

  it('is revoked from the moment it was, also after its end', () => {
    for (const now of [NOW, '2027-01-01T00:00:00.000Z']) expect(tokenStateAt({ expiresAt, revokedAt: NOW }, now)).toBe('REVOKED');
  });

  it('is worth a write when it was never used, and again after 60 s', () => {
    expect(isUseWorthWriting({ lastUsedAt: null }, NOW)).toBe(true);
    expect(isUseWorthWriting({ lastUsedAt: NOW }, '2026-11-21T08:00:59.999Z')).toBe(false);
    expect(isUseWorthWriting({ lastUsedAt: NOW }, '2026-11-21T08:01:00.000Z')).toBe(true);
  });
});

describe('a query that is saved', () => {
  const query = { name: '覆盖率', query: '{ dataset { version } }', shared: false };

  it('keeps its variables when they are a JSON object, and takes white space for none', () => {
    expect(readSavedQuery({ ...query, variables: '{"a": 1}' }).variables).toBe('{"a": 1}');
    for (const variables of [undefined, '', ' \n']) expect(readSavedQuery({ ...query, variables }).variables).toBeNull();
  });

  it('has room for 10 000 characters and none for 10 001', () => {
    expect(readSavedQuery({ ...query, query: 'x'.repeat(10_000) }).query).toHaveLength(10_000);
    expect(() => readSavedQuery({ ...query, query: 'x'.repeat(10_001) })).toThrow('10001 个字符，最多 10000 个');
  });

  it.each([
    ['an empty text', { query: ' \n ' }, '空的'],
    ['a null character', { query: '{ a \0 }' }, 'U+0000'],
    ['variables that are a list', { variables: '[1]' }, 'JSON 对象'],
    ['variables that are null', { variables: 'null' }, 'JSON 对象'],
    ['variables that are no JSON', { variables: '{a: 1}' }, 'JSON 对象'],
    ['variables of 10 001 characters', { variables: `{"a":"${'x'.repeat(9_993)}"}` }, '变量有 10001'],
    ['no name', { name: '' }, '给查询起一个名称'],
  ])('is refused with %s', (_what, more, words) => {
    expect(() => readSavedQuery({ ...query, ...more })).toThrow(words);
  });
});

describe('who may do what, and from where', () => {
  const here: Place = { anonymous: 'aggregates', separation: false, direct: true, fromPage: true };
  const nobody = { loginName: null, roles: [], permissions: [], view: [], report: [], mustChangePassword: false, session: null } as const;
  const token = (...scopes: Viewer['scopes']): Viewer => ({ ...nobody, id: 't', kind: 'TOKEN', name: '报表', scopes, owner: 't' });
  const browser: Viewer = { ...nobody, id: 'b', kind: 'BROWSER', name: '本机浏览器', scopes: browserScopes(here), owner: 'b' };

  it('lets everybody without a token read where readers need no name, and holds a token to its scopes there too', () => {
    for (const viewer of [null, browser, token('EXPORT')]) expect(() => assertMayRead(viewer, 'EXPORT', 'aggregates')).not.toThrow();
    expect(() => assertMayRead(token('SAVE'), 'EXPORT', 'aggregates')).toThrow(/「批量导出」（export）/);
    expect(() => assertMayRead(token('EXPORT'), 'QUERY', 'aggregates')).toThrow(/「查询」（query）/);
  });

  it('wants a token of the right scope where readers need a name, and says how to get one', () => {
    expect(() => assertMayRead(token('EXPORT'), 'EXPORT', 'none')).not.toThrow();
    expect(() => assertMayRead(token('EXPORT'), 'QUERY', 'none')).toThrow(/「查询」（query）.*fugai token create/);
    for (const viewer of [null, browser]) expect(() => assertMayRead(viewer, 'QUERY', 'none')).toThrow(/本站须先登录.*fugai token create/);
  });

  it.each([
    ['a page on this machine, nobody known yet', null, here, null],
    ['a page on this machine', browser, here, null],
    ['a page behind a proxy', browser, { ...here, direct: false }, '127.0.0.1'],
    ['another program without a token', null, { ...here, fromPage: false }, '其他程序不能'],
    ['a page where readers need a name', browser, { ...here, anonymous: 'none' as const }, '须登录或带令牌'],
    [
      'a token that may save, from anywhere',
      token('SAVE'),
      { anonymous: 'none' as const, separation: false, direct: false, fromPage: false },
      null,
    ],
    ['a token that may not', token('QUERY', 'EXPORT'), here, '没有「保存查询」（save）的范围'],
  ])('saving by %s', (_who, viewer, place, words) => {
    const save = (): void => assertMaySave(viewer, place);
    if (words === null) expect(save).not.toThrow();
    else expect(save).toThrow(words);
  });

  it.each([
    ['a page on this machine', browser, here, null],
    ['a page behind a proxy', browser, { ...here, direct: false }, 'fugai token create'],
    ['another program', null, { ...here, fromPage: false }, 'fugai token create'],
    ['a page where readers need a name', null, { ...here, anonymous: 'none' as const }, 'FUGAI_ANONYMOUS=none'],
    ['a token with every scope', token('QUERY', 'EXPORT', 'SAVE'), here, '令牌不能用来建立'],
  ])('making tokens by %s', (_who, viewer, place, words) => {
    const make = (): void => assertMayManageTokens(viewer, place);
    if (words === null) expect(make).not.toThrow();
    else expect(make).toThrow(words);
  });

  it('gives a browser all three scopes on this machine, no saving behind a proxy, nothing where readers need a name', () => {
    expect(browserScopes(here)).toEqual(['QUERY', 'EXPORT', 'SAVE']);
    expect(browserScopes({ ...here, direct: false })).toEqual(['QUERY', 'EXPORT']);
    expect(browserScopes({ ...here, anonymous: 'none' })).toEqual([]);
  });

  it('shows private queries to a token that queries or saves, and not to one for exports', () => {
    expect([token('QUERY'), token('SAVE'), token('EXPORT')].map(mayReadOwn)).toEqual([true, true, false]);
  });
});

describe('a moment in a sentence', () => {
  it('is told by the clock of the machine, with its zone: 08:00 UTC is 16:00 in UTC+8 and 13:30 in UTC+5:30', () => {
    expect([0, 480, 330, -300].map((ahead) => spellMoment('2026-12-21T08:00:00.000Z', ahead))).toEqual([
      '2026-12-21 08:00（UTC）',
      '2026-12-21 16:00（UTC+8）',
      '2026-12-21 13:30（UTC+5:30）',
      '2026-12-21 03:00（UTC-5）',
    ]);
  });
});
