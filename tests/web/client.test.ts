import { describe, expect, test } from 'vitest';
import { ApiProblem, basePath, contentOf, graphqlText } from '../../web/src/api/client.ts';
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

  test('the copied text is a document that runs, with its 2 variables above it as a comment', () => {
    const text = graphqlText(receiptsDocument, { region: '410000', period: '2025Q4' });
    expect(text).toMatch(/^# variables:\n# \{\n# {3}"region": "410000",\n# {3}"period": "2025Q4"\n# \}\nquery Receipts\(/);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
