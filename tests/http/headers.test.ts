import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { serve } from './serve.ts';

const web = mkdtempSync(path.join(os.tmpdir(), 'fugai-headers-'));
mkdirSync(path.join(web, 'assets'));
for (const page of ['index.html', 'explorer.html']) writeFileSync(path.join(web, page), '<!doctype html><title>页</title>');
writeFileSync(path.join(web, 'assets', 'app-1a2b.js'), 'export {};');
const places = { ...loadConfig({}).places, web };
const [plain, secure] = [
  await serve({ change: { places } }),
  await serve({ change: { places, publicUrl: new URL('https://fugai.example/two/') } }),
];
afterAll(async () => {
  await plain.close();
  await secure.close();
  rmSync(web, { recursive: true });
});

interface Told {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
}

const get = (url: string, { method = 'GET', ...headers }: Record<string, string> = {}): Promise<Told> =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { headers, method, agent: false }, (response) => {
      response.resume().on('end', () => resolve({ status: Number(response.statusCode), headers: response.headers }));
    });
    request.on('error', reject).end();
  });

const PAGE = { accept: 'text/html' };
const ROUTES: readonly [address: string, status: number, headers?: Record<string, string>][] = [
  ['/', 200, PAGE],
  ['/compare', 200, PAGE],
  ['/login', 200, PAGE],
  ['/explorer', 200, PAGE],
  ['/explorer/', 308, PAGE],
  ['/assets/app-1a2b.js', 200],
  ['/assets/gone.js', 404],
  ['/maps/manifest.json', 200],
  ['/maps/county/x', 404],
  ['/graphql?query=%7B__typename%7D', 200],
  ['/graphql?query=%7B', 400, { accept: 'application/graphql-response+json' }],
  ['/graphql', 405, { method: 'PUT' }],
  ['/schema.graphql', 200],
  ['/overview.csv', 500],
  ['/overview.gif', 404],
  ['/export/units.csv?period=2026Q3', 200],
  ['/export/x', 404],
  ['/healthz', 200],
  ['/readyz', 200],
  ['/metrics', 200],
  ['/healthz', 421, { host: 'evil.example' }],
  ['/healthz', 403, { origin: 'https://evil.example' }],
  ['/%zz', 404],
  ['/%C4%E3', 404],
  ['/%zz', 421, { host: 'evil.example' }],
];

describe('every answer', () => {
  it.each(ROUTES)(
    '%s (%i) forbids scripts, frames, forms and sources of others, and tells nobody where a reader comes from',
    async (address, status, headers) => {
      const told = await get(plain.url + address, headers);
      expect([address, told.status]).toEqual([address, status]);
      const policy = String(told.headers['content-security-policy']);
      for (const part of [
        "default-src 'self'",
        "script-src 'self';",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ])
        expect(policy).toContain(part);
      expect(policy.includes("'unsafe-inline'")).toBe(address.startsWith('/explorer') && status === 200);
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
      expect(told.headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(told.headers['permissions-policy']).toContain('camera=(), display-capture=(), geolocation=()');
      expect([told.headers.server, told.headers['x-powered-by'], told.headers['access-control-allow-origin']]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it('promises transport security only where readers come over https', async () => {
    expect((await get(`${plain.url}/healthz`)).headers['strict-transport-security']).toBeUndefined();
    for (const address of ['/', '/healthz', '/export/x', '/%zz'])
      expect((await get(secure.url + address)).headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('that is none, to what is no HTTP, loads nothing, either', async () => {
    const socket = connect(Number(new URL(plain.url).port), '127.0.0.1');
    socket.end('GARBAGE\r\n\r\n');
    expect(await text(socket)).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*content-security-policy: default-src 'none'\r\nx-content-type-options: nosniff/,
    );
  });
});
