import { serverAudits } from 'graphql-http';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from './serve.ts';

const served = await serve();
afterAll(() => served.close());

// Browsers may send a GET across sites without asking first; this header is what makes them ask.
const withPreflight: typeof fetch = (address, options) =>
  fetch(address, { ...options, headers: { ...(options?.headers as Record<string, string>), 'apollo-require-preflight': 'yes' } });

const audits = serverAudits({ url: `${served.url}/graphql`, fetchFn: withPreflight });

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
