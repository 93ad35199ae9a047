import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { isOpenToOthers, loadConfig } from '../../server/config.ts';
import { bannerOf, reachableAddress, readTls, refuseUnsafePlace } from '../../server/http/listening.ts';
import { SettingError } from '../../server/settings.ts';
import { certificate } from '../support/certificate.ts';
import { serve } from './serve.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DAY = 24 * 60 * 60 * 1000;
const NOW = new Date('2026-11-21T08:00:00Z');
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY);

function files(name: string, content: { readonly cert: string; readonly key: string }, mode = 0o600): { cert: string; key: string } {
  const paths = { cert: path.join(folder, `${name}.crt`), key: path.join(folder, `${name}.key`) };
  writeFileSync(paths.cert, content.cert);
  writeFileSync(paths.key, content.key);
  chmodSync(paths.key, mode);
  return paths;
}

const at = (environment: Record<string, string>, insecureHttp = false) => loadConfig(environment, { insecureHttp });
const CERT = { FUGAI_TLS_CERT: '/c.pem', FUGAI_TLS_KEY: '/k.pem' };

describe('listening elsewhere', () => {
  it.each([
    ['the loopback', {}, false],
    ['another address over TLS', { FUGAI_HOST: '0.0.0.0', ...CERT }, false],
    ['another address behind a proxy that is named', { FUGAI_HOST: '10.0.0.5', FUGAI_TRUSTED_PROXY: '10.0.0.2' }, false],
    ['another address in the clear, told so', { FUGAI_HOST: '::' }, true],
  ])('begins on %s', (_, environment, insecure) => {
    expect(() => refuseUnsafePlace(at(environment, insecure))).not.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'ledger.example'])(
    'refuses %s without TLS and proxy, and says all three ways to mend it',
    (host) => {
      expect(() => refuseUnsafePlace(at({ FUGAI_HOST: host }))).toThrow(SettingError);
      expect(() => refuseUnsafePlace(at({ FUGAI_HOST: host }))).toThrow(/FUGAI_TLS_CERT.*FUGAI_TRUSTED_PROXY.*--insecure-http/);
    },
  );

  it('shows a banner of 5 lines for a plain connection from other machines, and for nothing else', () => {
    expect(bannerOf(at({ FUGAI_HOST: '0.0.0.0' }, true))).toHaveLength(5);
    expect(bannerOf(at({ FUGAI_HOST: '0.0.0.0' }, true)).join('')).toContain('警告：正在 0.0.0.0 上以明文 HTTP');
    expect(bannerOf(at({}, true))).toEqual([]);
    expect(bannerOf(at({ FUGAI_HOST: '0.0.0.0', ...CERT }, true))).toEqual([]);
  });
});

describe('certificate and key', () => {
  const good = certificate(inDays(-1), inDays(300));

  it('are read when they belong together and hold today, without a word', () => {
    const said: string[] = [];
    const tls = files('good', good);
    expect(readTls({ tls }, NOW, (sentence) => said.push(sentence))?.cert.toString()).toBe(good.cert);
    expect(said).toEqual([]);
    expect(readTls({ tls: null }, NOW, () => undefined)).toBeNull();
  });

  it('come with a warning 13 days before the end, and with one when others can read the key', () => {
    const said: string[] = [];
    readTls({ tls: files('near', certificate(inDays(-300), inDays(13)), 0o644) }, NOW, (sentence) => said.push(sentence));
    expect(said).toEqual([expect.stringContaining('到期'), expect.stringContaining('0600')]);
  });

  it.each([
    ['an end that is past', certificate(inDays(-300), inDays(-1)), 'FUGAI_TLS_CERT', '在有效期内的证书'],
    ['a beginning that is to come', certificate(inDays(1), inDays(300)), 'FUGAI_TLS_CERT', '在有效期内的证书'],
    ['the key of another', { ...good, key: certificate(inDays(-1), inDays(300)).key }, 'FUGAI_TLS_KEY', '相配的私钥'],
    ['a text for a key', { ...good, key: 'x' }, 'FUGAI_TLS_KEY', 'PEM'],
    ['a text for a certificate', { ...good, cert: 'x' }, 'FUGAI_TLS_CERT', 'PEM'],
  ])('are refused with %s', (name, content, setting, words) => {
    const tls = files(name.replaceAll(' ', '-'), content);
    expect(() => readTls({ tls }, NOW, () => undefined)).toThrow(new RegExp(`${setting}.*${words}`));
  });

  it('are refused when the file is not there, with the reason', () => {
    expect(() => readTls({ tls: { cert: '/nowhere/c', key: '/nowhere/k' } }, NOW, () => undefined)).toThrow(/FUGAI_TLS_CERT.*ENOENT/);
  });

  it('make a server that speaks https, with transport security of a year', async () => {
    const own = certificate(new Date(Date.now() - DAY), new Date(Date.now() + DAY));
    const tls = files('served', own);
    const pem = { cert: Buffer.from(own.cert), key: Buffer.from(own.key) };
    const served = await serve({ change: { tls }, tls: pem });
    expect(served.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const answer = await new Promise<{ status: number | undefined; transport: unknown; body: string }>((resolve, reject) => {
      https
        .get(`${served.url}/healthz`, { ca: own.cert, agent: false }, (response) => {
          void text(response).then((body) =>
            resolve({ status: response.statusCode, transport: response.headers['strict-transport-security'], body }),
          );
        })
        .on('error', reject);
    });
    expect(answer).toEqual({ status: 200, transport: 'max-age=31536000', body: '{"alive":true}' });
    await served.close();
  });
});

describe('files with secrets', () => {
  it.each([
    [0o600, false],
    [0o700, false],
    [0o640, true],
    [0o604, true],
  ])('of mode %o are open to others: %s', (mode, open) => {
    const file = path.join(folder, `mode-${mode}`);
    writeFileSync(file, 'x');
    chmodSync(file, mode);
    expect(isOpenToOthers(file)).toBe(open);
  });

  it('that are not there are open to nobody', () => {
    expect(isOpenToOthers(path.join(folder, 'none'))).toBe(false);
  });
});

it.each([
  ['the address it listens on', null, 'http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['the first of the machine where it listens on all', null, 'http://0.0.0.0:4000', 'http://192.168.1.5:4000'],
  ['the same of the sixth version', null, 'https://[::]:4443', 'https://192.168.1.5:4443'],
  ['the public one where there is one', new URL('https://fugai.example/'), 'http://0.0.0.0:4000', 'https://fugai.example'],
])('the set-up is opened at %s', (_what, publicUrl, listening, told) => {
  expect(reachableAddress({ publicUrl }, listening, ['192.168.1.5', 'fd00::5'])).toBe(told);
});

it('the set-up is opened at an address of the sixth version in brackets, and at the loopback without a network', () => {
  expect(reachableAddress({ publicUrl: null }, 'http://0.0.0.0:4000', ['fd00::5'])).toBe('http://[fd00::5]:4000');
  expect(reachableAddress({ publicUrl: null }, 'http://0.0.0.0:4000', [])).toBe('http://127.0.0.1:4000');
});
