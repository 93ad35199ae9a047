import { parse } from 'graphql';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, ask, basePath, contentOf, graphqlText } from '../../web/src/api/client.ts';
import { trendDocument } from '../../web/src/api/overview.ts';
import { unitListDocument } from '../../web/src/api/gaps.ts';
import { receiptsDocument } from '../../web/src/api/quality.ts';

const problemOf = (run: () => unknown): ApiProblem | null => {
  try {
    run();
    return null;
  } catch (problem) {
    return problem instanceof ApiProblem ? problem : null;
  }
};

describe('the network room', () => {
  test('the base path is the folder of the page: nothing at the root, /x/fugai behind a proxy', () => {
    expect(['/', '/quality', '/x/fugai/', '/x/fugai/indicators'].map(basePath)).toEqual(['', '', '/x/fugai', '/x/fugai']);
  });

  test('the first of 2 errors becomes the problem, with its code and its id', () => {
    const problem = problemOf(() =>
      contentOf({
        data: null,
        errors: [{ message: '区划代码不存在', extensions: { code: 'NOT_FOUND', id: 'a1' } }, { message: 'second' }],
      }),
    );
    expect(problem).toMatchObject({ code: 'NOT_FOUND', message: '区划代码不存在', id: 'a1' });
  });

  test('an error without a code is an internal one, and an empty answer is a failure of the network', () => {
    expect(problemOf(() => contentOf({ errors: [{ message: 'x' }] }))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', id: null });
    expect(problemOf(() => contentOf({}))).toMatchObject({ code: 'NETWORK' });
    expect(contentOf({ data: { dataset: 1 } })).toEqual({ dataset: 1 });
  });

  test('the copied text runs as it is pasted, its 2 variables being defaults of the operation', () => {
    const text = graphqlText(receiptsDocument, { region: '410000', period: '2025Q4' });
    expect(text).toMatch(/^\s*query Receipts\(\$region: ID! = "410000", \$period: Period! = "2025Q4"\)/);
    expect(text.endsWith('}\n')).toBe(true);
    expect(() => parse(text)).not.toThrow();
  });

  test('a list of 2 members of an enum, a member inside a filter and the number 12 stand without quotes, a region code with them', () => {
    const text = graphqlText(trendDocument, {
      region: '410000',
      indicators: ['PARTY_ORG_COVERAGE', 'UNION_COVERAGE'],
      basis: 'OPERATING',
      last: 12,
      where: { kind: ['PRIVATE_ENTERPRISE'], region: '410000' },
      acceptedOnly: false,
    });
    expect(text).toContain(
      '($region: ID! = "410000", $indicators: [Indicator!]! = [PARTY_ORG_COVERAGE, UNION_COVERAGE], $basis: Basis! = OPERATING, $last: Int! = 12, $where: UnitFilter = { kind: [PRIVATE_ENTERPRISE], region: "410000" }, $acceptedOnly: Boolean = false)',
    );
    expect(() => parse(text)).not.toThrow();
  });

  test('an industry of one letter and a size with digits are members too; a typed text and a park stand in quotes', () => {
    const text = graphqlText(unitListDocument, {
      where: { park: 'P41030001', industry: ['C'], scale: ['STAFF_0_9'], search: 'ABC', minStaff: 5, eligibleWithout: 'PARTY' },
      period: '2025Q4',
      orderBy: 'STAFF_DESC',
      first: 50,
      after: null,
    });
    expect(text).toContain(
      '$where: UnitFilter! = { park: "P41030001", industry: [C], scale: [STAFF_0_9], search: "ABC", minStaff: 5, eligibleWithout: PARTY }',
    );
    expect(() => parse(text)).not.toThrow();
  });
});

interface Request {
  readonly address: string;
  readonly init: RequestInit;
}

/** A network that answers in turn with `answers`, the last one for ever, and keeps what was asked. */
function network(...answers: readonly object[]): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal('location', { pathname: '/x/quality' });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    asked.push({ address, init });
    return Response.json(answers[Math.min(asked.length, answers.length) - 1]);
  });
  return asked;
}

describe('how a document is sent', () => {
  afterEach(() => vi.unstubAllGlobals());
  const found = { data: { regions: [] } };
  const variables = { region: '410000', period: '2025Q4' };
  const hash = createHash('sha256').update(receiptsDocument.toString()).digest('hex');

  test('a query of the build goes by GET with the SHA-256 of its text, its name, its variables and the pinned version', async () => {
    const asked = network(found);
    await ask(receiptsDocument, variables, { version: 'v12' });
    const { pathname, searchParams } = new URL(String(asked[0]?.address), 'http://localhost');
    expect([asked.length, pathname, asked[0]?.init.method, searchParams.get('operationName')]).toEqual([
      1,
      '/x/graphql',
      undefined,
      'Receipts',
    ]);
    expect(JSON.parse(String(searchParams.get('variables')))).toEqual(variables);
    expect(JSON.parse(String(searchParams.get('extensions')))).toEqual({
      persistedQuery: { version: 1, sha256Hash: hash },
      dataVersion: 'v12',
    });
    expect(new Headers(asked[0]?.init.headers).get('apollo-require-preflight')).toBe('yes');
  });

  test('a hash that the server does not know is followed by the whole text', async () => {
    const asked = network({ errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'NOT_FOUND' } }] }, found);
    expect(await ask(receiptsDocument, variables)).toEqual(found.data);
    expect(asked.map(({ init }) => init.method)).toEqual([undefined, 'POST']);
    expect(JSON.parse(asked[1]?.init.body as string)).toEqual({
      query: receiptsDocument.toString(),
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    });
  });

  test('an address of more than 4 000 characters goes by POST at once', async () => {
    const asked = network(found);
    await ask(receiptsDocument, { ...variables, region: '4'.repeat(4_000) });
    expect(asked.map(({ init }) => init.method)).toEqual(['POST']);
  });

  test('another error is the problem, and is not asked again', async () => {
    const asked = network({ errors: [{ message: '没有这个行政区划代码', extensions: { code: 'NOT_FOUND' } }] });
    await expect(ask(receiptsDocument, variables)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toHaveLength(1);
  });

  test('an aborted request rejects with the AbortError of fetch', async () => {
    vi.stubGlobal('location', { pathname: '/' });
    vi.stubGlobal('fetch', async () => {
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(ask(receiptsDocument, variables)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
