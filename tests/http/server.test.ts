import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { serve } from './serve.ts';

const web = mkdtempSync(path.join(os.tmpdir(), 'fugai-web-'));
mkdirSync(path.join(web, 'assets'));
writeFileSync(path.join(web, 'index.html'), `<!doctype html><title>两个覆盖</title>${'<p>页</p>'.repeat(400)}`);
writeFileSync(path.join(web, 'assets', 'app-1a2b.js'), 'export {};');
const served = await serve({ change: { places: { ...loadConfig({}).places, web }, publicUrl: new URL('https://fugai.example/two/') } });
afterAll(async () => {
  await served.close();
  rmSync(web, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** fetch will not send a Host of one's own. */
const get = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = http.request(`${served.url}${address}`, { headers, method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve({ status: Number(response.statusCode), headers: response.headers, text }));
    });
    request.on('error', reject).end();
  });

const PAGE = { accept: 'text/html,application/xhtml+xml' };

describe('probes', () => {
  it('answers /healthz and /readyz with 200', async () => {
    expect(JSON.parse((await get('/healthz')).text)).toEqual({ alive: true });
    expect(JSON.parse((await get('/readyz')).text)).toEqual({ ready: true, dataVersion: 'v0' });
  });

  it('counts requests by route and not by address at /metrics', async () => {
    await get('/nowhere/1');
    const { text } = await get('/metrics');
    expect(text).toMatch(/fugai_http_requests_total\{method="GET",route="\/healthz",status="200"\} \d/);
    expect(text).toMatch(/fugai_http_request_seconds_bucket\{route="\/healthz",le="\+Inf"\} \d/);
    expect(text).not.toContain('nowhere');
  });

  it('gives the SDL at /schema.graphql', async () => {
    expect((await get('/schema.graphql')).text).toContain('type ObservationTable {');
  });
});

describe('the page', () => {
  it('is the answer to every address that is a page, and is never kept without asking', async () => {
    for (const address of ['/', '/quality', '/indicators?lang=en']) {
      const page = await get(address, PAGE);
      expect([page.status, page.headers['cache-control'], page.text.includes('两个覆盖')]).toEqual([200, 'no-cache', true]);
    }
  });

  it('is sent on with 308 from an address that ends in a slash, its question kept, under any prefix', async () => {
    for (const [address, to] of [
      ['/explorer/', '/explorer'],
      ['/gaps/?region=410300&lang=en', '/gaps?region=410300&lang=en'],
    ] as const) {
      const sent = await get(address, PAGE);
      expect(sent.status).toBe(308);
      for (const prefix of ['', '/two'])
        expect(new URL(String(sent.headers.location), `https://fugai.example${prefix}${address}`).href).toBe(
          `https://fugai.example${prefix}${to}`,
        );
    }
    expect((await get('/', PAGE)).status).toBe(200);
  });

  it('is not the answer for a missing asset, map, export or file: 404 as JSON', async () => {
    for (const address of ['/assets/gone.js', '/maps/gone.json', '/export/x', '/graphql/x', '/favicon.png']) {
      const missing = await get(address, PAGE);
      const error: unknown = address.startsWith('/export/')
        ? expect.stringContaining('没有这个导出；可用的有 units.csv')
        : '没有这个地址。';
      expect([address, missing.status, JSON.parse(missing.text)]).toEqual([address, 404, { error, code: 'NOT_FOUND' }]);
    }
  });

  it('lets hashed assets be kept for a year', async () => {
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('comes as brotli to who takes it', async () => {
    expect((await get('/', { ...PAGE, 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br');
  });

  it('forbids other origins by its content security policy and says no server name', async () => {
    const { headers } = await get('/', PAGE);
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';script-src 'self';style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=';img-src 'self' data: blob:;font-src 'self';connect-src 'self';worker-src 'self';object-src 'none';base-uri 'self';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('maps', () => {
  it('serves the committed pack with an ETag, and 304 for it', async () => {
    const first = await get('/maps/manifest.json');
    expect([first.status, first.headers['cache-control']]).toEqual([200, 'public, max-age=86400']);
    expect((await get('/maps/manifest.json', { 'if-none-match': String(first.headers.etag) })).status).toBe(304);
  });

  it('refuses a county map of what is no province', async () => {
    for (const file of ['410300.topo.json', '..%2F..%2Fpackage.json', 'x']) expect((await get(`/maps/county/${file}`)).status).toBe(404);
  });
});

describe('who may speak to it', () => {
  const port = new URL(served.url).port;

  it.each([
    [`127.0.0.1:${port}`, 200],
    [`localhost:${port}`, 200],
    ['[::1]', 200],
    ['fugai.example', 200],
    ['evil.example', 421],
    [`127.0.0.1.evil.example:${port}`, 421],
  ])('answers the host %s with %i', async (host, status) => {
    expect((await get('/healthz', { host })).status).toBe(status);
  });

  it.each([
    [`http://127.0.0.1:${port}`, 200],
    ['https://fugai.example', 200],
    ['http://127.0.0.1:1', 403],
    ['https://evil.example', 403],
    ['null', 403],
  ])('answers the origin %s with %i', async (origin, status) => {
    expect((await get('/healthz', { host: `127.0.0.1:${port}`, origin })).status).toBe(status);
  });
});
