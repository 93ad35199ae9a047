import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { installGuard } from '../../server/http/guard.ts';
import { installSetupGate } from '../../server/http/setupGate.ts';
import { serve, type Served } from './serve.ts';

const SETTINGS = {
  host: '0.0.0.0',
  publicUrl: null,
  tls: null,
  trustedProxies: ['10.0.0.2', '10.1.0.0/16', 'fd00::/8'],
  insecureHttp: false,
};

function guarded(change: Partial<Parameters<typeof installGuard>[1]>): FastifyInstance {
  const app = fastify();
  installGuard(app, { ...SETTINGS, ...change });
  app.get('/', () => 'x');
  return app;
}

const statusFrom = async (app: FastifyInstance, remoteAddress: string, host = 'localhost'): Promise<number> =>
  (await app.inject({ url: '/', remoteAddress, headers: { host } })).statusCode;

describe('behind a proxy that alone speaks https', () => {
  it.each([
    ['10.0.0.2', 200],
    ['::ffff:10.0.0.2', 200],
    ['10.1.255.255', 200],
    ['fd00::7', 200],
    ['127.0.0.1', 200],
    ['10.0.0.3', 403],
    ['10.2.0.1', 403],
    ['::ffff:10.2.0.1', 403],
    ['2001:db8::1', 403],
  ])('answers a connection from %s with %i', async (address, status) => {
    expect(await statusFrom(guarded({}), address)).toBe(status);
  });

  it('lets everybody in who may as well come directly: over TLS, told so, or without a proxy', async () => {
    const tls = { cert: '/c', key: '/k' };
    for (const change of [{ tls }, { insecureHttp: true }, { trustedProxies: [] }])
      expect(await statusFrom(guarded(change), '192.0.2.9')).toBe(200);
  });
});

describe('names of the program', () => {
  const named = { trustedProxies: [], publicUrl: new URL('https://public.example/two/') };

  it.each([
    ['ledger.example', 'ledger.example:4000', 200],
    ['10.0.0.5', '10.0.0.5:4000', 200],
    ['fd00::5', '[fd00::5]:4000', 200],
    ['10.0.0.5', 'localhost:4000', 200],
    ['10.0.0.5', 'public.example', 200],
    ['10.0.0.5', '10.0.0.6:4000', 421],
    ['10.0.0.5', 'evil.example:4000', 421],
    ['0.0.0.0', '0.0.0.0:4000', 421],
    ['::', '[::]:4000', 421],
  ])('listening at %s it answers to the host %j with %i', async (host, asked, status) => {
    expect(await statusFrom(guarded({ ...named, host }), '192.0.2.9', asked)).toBe(status);
  });
});

describe('before there is an administrator', () => {
  const elsewhere = { host: '0.0.0.0', insecureHttp: true };
  const statusOf = async ({ url }: Served, address: string, init: RequestInit = {}): Promise<number> =>
    (await fetch(url + address, { redirect: 'error', ...init })).status;
  const SETUP = 'mutation { setUp(code: "1234", administrators: []) { id } }';

  it('answers no question, file, export, schema, version or measurement, and sends to the set-up in Chinese', async () => {
    const served = await serve({ change: elsewhere, needsSetup: async () => true });
    for (const address of [
      '/overview.csv',
      '/bulletin.pdf',
      '/export/units.csv',
      '/schema.graphql',
      '/metrics',
      '/readyz',
      '/maps/county/410000.topo.json',
    ])
      expect([address, await statusOf(served, address)]).toEqual([address, 401]);
    for (const query of [
      '{ dataset { version } }',
      '{ viewer { name } dataset { version } }',
      '{ ...Data } fragment Data on Query { dataset { version } }',
      '{ ... on Query { dataset { version } } }',
      '{ site: dataset { version } }',
      'mutation { createToken(name: "x", scopes: [QUERY], days: 1) { secret } }',
      '{ __schema { types { name } } }',
    ]) {
      const { data, errors } = await served.ask(query);
      expect([query, data, errors?.[0]?.extensions['code']]).toEqual([query, undefined, 'UNAUTHENTICATED']);
      expect(errors?.[0]?.message).toContain('/setup');
    }
    expect(served.opened()).toBe(0);
    await served.close();
  });

  it('answers that it lives, its maps, its pages, who asks, and what sets it up', async () => {
    const served = await serve({ change: elsewhere, needsSetup: async () => true });
    expect([await statusOf(served, '/healthz'), await statusOf(served, '/maps/manifest.json')]).toEqual([200, 200]);
    // There is no built page here: the words are those of an address that was let through.
    expect(await statusOf(served, '/setup', { headers: { accept: 'text/html' } })).toBeLessThan(405);
    expect(await served.ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    const codes = await Promise.all(
      ['{ viewer { name } }', SETUP, '{ '].map(async (query) => (await served.ask(query)).errors?.[0]?.extensions['code']),
    );
    expect(codes).not.toContain('UNAUTHENTICATED');
    await served.close();
  });

  it('opens with the first administrator, without a restart, and asks no more', async () => {
    let administrators = 0;
    let asked = 0;
    const needsSetup = async (): Promise<boolean> => {
      asked += 1;
      return administrators === 0;
    };
    const served = await serve({ change: elsewhere, needsSetup });
    expect(await statusOf(served, '/readyz')).toBe(401);
    administrators = 1;
    expect(await statusOf(served, '/readyz')).toBe(200);
    expect(await served.ask('{ dataset { version } }')).toMatchObject({ data: { dataset: { version: 'v0' } } });
    expect(asked).toBe(2);
    await served.close();
  });

  it('is shut where nobody can tell whether there is one, and open on the loopback, where nobody else comes', async () => {
    const [unknown, loopback] = [await serve({ change: elsewhere }), await serve({ needsSetup: async () => true })];
    expect([await statusOf(unknown, '/readyz'), await statusOf(loopback, '/readyz')]).toEqual([401, 200]);
    await unknown.close();
    await loopback.close();
  });

  it('is shut on the loopback, too, behind a proxy', async () => {
    const app = fastify();
    const gate = installSetupGate(app, { host: '127.0.0.1', trustedProxies: ['127.0.0.1'] }, async () => true);
    await expect(gate.screen('{ dataset { version } }')).rejects.toThrow('/setup');
  });
});
