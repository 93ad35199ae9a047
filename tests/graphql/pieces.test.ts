import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badInput } from '../../server/domain/errors.ts';
import { createErrorFormat } from '../../server/graphql/errors.ts';
import { given } from '../../server/graphql/given.ts';
import { DateScalar, DateTimeScalar, PeriodScalar } from '../../server/graphql/scalars.ts';
import { createLog } from '../../server/log.ts';

describe('scalars', () => {
  it('takes days that exist: 2024-02-29 and not 2025-02-29', () => {
    expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    for (const wrong of ['2025-02-29', '2025-1-1', '20250101', 20250101, null])
      expect(() => DateScalar.parseValue(wrong)).toThrow(/^Date “.*”不可用，请写成 2025-12-31。$/);
  });

  it('puts a moment into UTC: 08:00 in Beijing is 00:00Z', () => {
    expect(DateTimeScalar.parseValue('2025-12-31T08:00:00+08:00')).toBe('2025-12-31T00:00:00.000Z');
    for (const wrong of ['2025-12-31', '2025-12-31T08:00:00', '2025-02-30T08:00:00Z', '2025-12-31T25:00:00Z'])
      expect(() => DateTimeScalar.parseValue(wrong)).toThrow('DateTime');
  });

  it('takes quarters, years and months as periods', () => {
    expect(['2025Q4', '2025', '2025-11'].map((text) => PeriodScalar.parseValue(text))).toEqual(['2025Q4', '2025', '2025-11']);
    for (const wrong of ['2025Q5', '2025-13', 'Q4', 2025]) expect(() => PeriodScalar.parseValue(wrong)).toThrow('2025Q4');
  });
});

describe('arguments', () => {
  it('takes an explicit null as not given, at every depth, and keeps 0, false and empty lists', () => {
    expect(given({ a: null, b: 0, c: false, d: [], e: { f: null, g: 'x' }, h: undefined })).toEqual({
      b: 0,
      c: false,
      d: [],
      e: { g: 'x' },
    });
    expect(Object.keys(given({ a: null, b: undefined }))).toEqual([]);
  });
});

describe('errors', () => {
  const format = createErrorFormat(createLog('silent'));
  const inResolver = (thrown: Error): GraphQLError => new GraphQLError(thrown.message, { path: ['units'], originalError: thrown });
  const asApollo = (error: GraphQLError, code: string) => ({ ...error.toJSON(), extensions: { code } });

  it('shows a refusal with its code and sentence', () => {
    const error = inResolver(badInput('请改正'));
    expect(format(asApollo(error, 'INTERNAL_SERVER_ERROR'), error)).toEqual({
      message: '请改正',
      path: ['units'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('masks everything else behind an id: no SQL, no path, no stack', () => {
    const error = inResolver(new Error('SQLITE_ERROR: no such table /srv/fugai.sqlite'));
    const shown = format(asApollo(error, 'INTERNAL_SERVER_ERROR'), error);
    expect(shown.message).toMatch(/^服务器内部错误，编号 [0-9a-f-]{36}。/);
    expect(shown.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    expect(JSON.stringify(shown)).not.toMatch(/SQLITE|srv|stack/);
  });

  it.each(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE'])(
    'calls %s BAD_USER_INPUT',
    (code) => {
      const error = new GraphQLError('Syntax Error');
      expect(format(asApollo(error, code), error).extensions).toEqual({ code: 'BAD_USER_INPUT' });
    },
  );
});
