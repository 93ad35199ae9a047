import { serverAudits } from 'graphql-http';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from './serve.ts';

const served = await serve();
afterAll(() => served.close());

const audits = serverAudits({ url: `${served.url}/graphql`, fetchFn: fetch });

describe('GraphQL over HTTP', () => {
  it('has 61 public conformance checks to pass', () => {
    expect(audits).toHaveLength(61);
  });

  for (const audit of audits) {
    it(`${audit.id} ${audit.name}`, async () => {
      const { status, ...rest } = await audit.fn();
      expect({ status, reason: 'reason' in rest ? rest.reason : null }).toEqual({ status: 'ok', reason: null });
    });
  }
});
