import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { readAddress } from '../../server/db/postgresAddress.ts';
import { isLoopback, SettingError } from '../../server/settings.ts';

describe('settings', () => {
  it('has the defaults of the table: 127.0.0.1, 4000, data/fugai.sqlite, demo on, aggregates, info, any operation, 10 s, introspection as the demo', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      demo: true,
      anonymous: 'aggregates',
      log: 'info',
      publicUrl: null,
      introspection: 'EVERYBODY',
      rates: { perMinute: 600, attempts: 10, costly: 8 },
      operations: 'any',
      querySeconds: 10,
    });
    expect(loadConfig({ FUGAI_DEMO: 'off' }).introspection).toBe('KNOWN');
    expect(loadConfig({ FUGAI_DEMO: 'off', FUGAI_INTROSPECTION: 'on' }).introspection).toBe('EVERYBODY');
    expect(loadConfig({ FUGAI_INTROSPECTION: 'off' }).introspection).toBe('NOBODY');
    expect(config.folder).toBe(path.join(config.places.root, 'data'));
    expect(config.database).toBe(path.join(config.folder, 'fugai.sqlite'));
  });

  it('keeps the database inside FUGAI_DATA unless FUGAI_DATABASE names another', () => {
    expect(loadConfig({ FUGAI_DATA: '/tmp/a' }).database).toBe('/tmp/a/fugai.sqlite');
    expect(loadConfig({ FUGAI_DATA: '/tmp/a', FUGAI_DATABASE: '/tmp/b.sqlite' }).database).toBe('/tmp/b.sqlite');
    expect(readAddress(loadConfig({ FUGAI_DATABASE: 'postgres://u:p@127.0.0.1/fugai' }).database)).toEqual({
      plain: 'postgres://u:p@127.0.0.1/fugai',
      settings: { readers: 8, connectSeconds: 10, querySeconds: 10 },
    });
  });

  it('lets the address of PostgreSQL say that a process has 3 readers, 5 s to connect and 20 s for a query, beside what it said before', () => {
    const { database } = loadConfig({
      FUGAI_DATABASE: 'postgres://u:p@127.0.0.1/fugai?sslmode=require',
      FUGAI_POSTGRES_READERS: '3',
      FUGAI_POSTGRES_CONNECT_SECONDS: '5',
      FUGAI_QUERY_SECONDS: '20',
    });
    expect(readAddress(database)).toEqual({
      plain: 'postgres://u:p@127.0.0.1/fugai?sslmode=require',
      settings: { readers: 3, connectSeconds: 5, querySeconds: 20 },
    });
  });

  it('takes an empty variable as not set', () => {
    expect(loadConfig({ FUGAI_PORT: '' }).port).toBe(4000);
  });

  it('ignores what is not a setting of its own', () => {
    expect(loadConfig({ PATH: '/bin', FUGAI_TEST_POSTGRES_URL: 'x' }).port).toBe(4000);
  });

  it.each([
    ['FUGAI_PORT', '70000', '0 到 65535'],
    ['FUGAI_PORT', 'http', '0 到 65535'],
    ['FUGAI_DEMO', 'yes', 'on 或 off'],
    ['FUGAI_ANONYMOUS', 'all', 'aggregates 或 none'],
    ['FUGAI_INTROSPECTION', 'yes', 'on 或 off'],
    ['FUGAI_OPERATIONS', 'mine', 'any 或 known'],
    ['FUGAI_QUERY_SECONDS', '0', '1 到 600'],
    ['FUGAI_QUERY_SECONDS', '601', '1 到 600'],
    ['FUGAI_POSTGRES_READERS', '0', '1 到 100'],
    ['FUGAI_POSTGRES_CONNECT_SECONDS', '121', '1 到 120'],
    ['FUGAI_LOG', 'loud', 'fatal、error、warn、info、debug、trace、silent'],
    ['FUGAI_DATABASE', 'mysql://127.0.0.1/x', 'postgres://'],
    ['FUGAI_HOST', '127.0.0.1:80', '不含端口'],
    ['FUGAI_HOST', '300.1.1.1', '主机名'],
    ['FUGAI_HOST', 'http://a', '主机名'],
    ['FUGAI_TRUSTED_PROXY', '10.0.0.2, proxy', '网段'],
    ['FUGAI_TRUSTED_PROXY', '10.0.0.0/33', '网段'],
    ['FUGAI_TRUSTED_PROXY', '0.0.0.0/0', '网段'],
    ['FUGAI_NOTICE', '密'.repeat(201), '200'],
    ['FUGAI_PUBLIC_URL', 'fugai', 'https://'],
  ])('stops at %s=%s with its name, its value and what is allowed', (name, value, allowed) => {
    const start = (): unknown => loadConfig({ [name]: value });
    expect(start).toThrow(SettingError);
    expect(start).toThrow(new RegExp(`${name}.*${value}.*${allowed}`));
  });

  it('takes any address or name of this machine to listen at, a list of proxies, and a notice of its own', () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.5', 'fd00::1', 'ledger.example', 'ledger'])
      expect(loadConfig({ FUGAI_HOST: host }).host).toBe(host);
    expect(loadConfig({ FUGAI_TRUSTED_PROXY: '10.0.0.2, fd00::/8' }).trustedProxies).toEqual(['10.0.0.2', 'fd00::/8']);
    expect(loadConfig({}).trustedProxies).toEqual([]);
    expect([loadConfig({}).notice, loadConfig({ FUGAI_NOTICE: '内部' }).notice]).toEqual(['本系统不得处理涉密信息', '内部']);
  });

  it('wants certificate and key together, and names the one that is missing', () => {
    expect(loadConfig({ FUGAI_TLS_CERT: '/c', FUGAI_TLS_KEY: '/k' }).tls).toEqual({ cert: '/c', key: '/k' });
    expect(() => loadConfig({ FUGAI_TLS_CERT: '/c' })).toThrow(/FUGAI_TLS_KEY.*FUGAI_TLS_CERT/);
    expect(() => loadConfig({ FUGAI_TLS_KEY: '/k' })).toThrow(/FUGAI_TLS_CERT.*FUGAI_TLS_KEY/);
  });

  it('is told of plain connections when it is started and by no setting', () => {
    expect(loadConfig({ FUGAI_INSECURE_HTTP: 'on' }).insecureHttp).toBe(false);
    expect(loadConfig({}, { insecureHttp: true }).insecureHttp).toBe(true);
  });

  it('never prints the password of a wrong database address', () => {
    expect(() => loadConfig({ FUGAI_DATABASE: 'postgress://reader:secret@127.0.0.1/x' })).toThrow(
      /^(?!.*secret).*postgress:\/\/\*\*\*@127\.0\.0\.1/,
    );
  });

  it('cannot be changed once it is read', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  it('knows loopback by name and by number, and 127.0.0.1.example.org as none', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '192.168.1.5', '127.0.0.1.example.org', 'localhost.evil'].some(isLoopback)).toBe(false);
  });
});
