import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { root } from './sources.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-deploy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const unit = read('.deploy/fugai.service');
const dockerfile = read('.deploy/Dockerfile');
const nginx = read('.deploy/nginx.conf');

describe('the systemd unit', () => {
  it.each([
    ['NoNewPrivileges', 'yes'],
    ['ProtectSystem', 'strict'],
    ['PrivateTmp', 'yes'],
    ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
    ['CapabilityBoundingSet', ''],
    ['IPAddressDeny', 'any'],
    ['MemoryMax', '2G'],
    ['UMask', '0077'],
    ['DynamicUser', 'yes'],
  ])('sets %s=%s', (name, value) => {
    expect(unit.split('\n')).toContain(`${name}=${value}`);
  });

  it('is understood by systemd, where there is one, without a word', () => {
    const file = path.join(folder, 'fugai.service');
    copyFileSync(path.join(root, '.deploy', 'fugai.service'), file);
    const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    // Without systemd there is nobody to ask, and the unit is of no use there.
    if (error === undefined) expect([status, stderr]).toEqual([0, '']);
    else expect(error).toMatchObject({ code: 'ENOENT' });
  });
});

describe('the unit of several processes', () => {
  const several = read('.deploy/fugai@.service');
  const strict = (text: string): string[] =>
    text.split('\n').filter((line) => /^(No|Protect|Private|Restrict|Capability|Ambient|System|IPAddress|UMask)/.test(line));

  it('is as strict as that of one, listens at the port that it is named by, and shares its folder with the others as one user', () => {
    expect(strict(several)).toEqual(strict(unit));
    expect(several).toMatch(/\nEnvironment=.* FUGAI_PORT=%i\n/);
    expect(several).toContain('\nDynamicUser=yes\nUser=fugai\nStateDirectory=fugai\n');
  });

  it('has a proxy before it with 4 ports, which says of the reader what the proxy of one says, and asks again only what changes nothing', () => {
    const proxy = read('.deploy/nginx-several.conf');
    const headers = (text: string): string[] => [...text.matchAll(/proxy_set_header (?:Host|X-\S+) .*/g)].map(([line]) => line);
    expect(headers(proxy)).toEqual(headers(nginx));
    expect(proxy.match(/server 127\.0\.0\.1:400\d /g)).toHaveLength(4);
    expect(proxy).toMatch(/proxy_next_upstream error timeout;/);
    expect(proxy).not.toContain('non_idempotent');
  });
});

describe('the container', () => {
  it('runs as a user without rights, holds what it writes in a volume and takes nothing secret along', () => {
    const stages = dockerfile.split(/^FROM /m);
    expect(stages.at(-1)).toMatch(/\nUSER node\nVOLUME \/data\n/);
    expect(dockerfile).not.toMatch(/insecure|PASSWORD|SECRET|TOKEN/);
    expect(read('.deploy/Dockerfile.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.git', '.env', 'node_modules', 'data']));
  });

  it('starts with settings that the program understands, and refuses to listen in the clear', () => {
    const given = /ENV (NODE_ENV.*)/.exec(dockerfile)?.[1] ?? '';
    const config = loadConfig(Object.fromEntries(given.split(' ').map((pair) => pair.split('=') as [string, string])));
    expect(config).toMatchObject({ host: '0.0.0.0', port: 4000, folder: '/data', insecureHttp: false, tls: null });
  });
});

describe('the proxy', () => {
  it('takes the prefix off, and sets what it says of the reader instead of passing it on', () => {
    expect(nginx).toMatch(/location \/coverage\/ \{\n\s+proxy_pass http:\/\/127\.0\.0\.1:4000\/;/);
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(nginx).not.toContain('$proxy_add_x_forwarded_for');
    const settings = /fugai: (FUGAI_\S+) (FUGAI_\S+)/.exec(nginx)?.slice(1) ?? [];
    const config = loadConfig(Object.fromEntries(settings.map((pair) => pair.split('=') as [string, string])));
    expect([config.trustedProxies, config.publicUrl?.href]).toEqual([['127.0.0.1'], 'https://fugai.example/coverage/']);
  });
});

describe('what is said of security', () => {
  it('names only tests and files that are there, on one page for the threats', () => {
    const [policy, threats] = [read('.github/SECURITY.md'), read('.github/THREAT-MODEL.md')];
    const named = [...`${policy}${threats}`.matchAll(/tests\/[\w/{},.]+\.test\.ts/g)].flatMap(([name]) => {
      const [, before = '', choices, after = ''] = /^([^{]*)(?:\{([^}]*)\})?(.*)$/.exec(name) ?? [];
      return (choices ?? '').split(',').map((choice) => before + choice + after);
    });
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
    for (const [, target = ''] of policy.matchAll(/\]\(([^)]+)\)/g)) expect(existsSync(path.join(root, '.github', target))).toBe(true);
    expect(threats.split('\n').length).toBeLessThanOrEqual(60);
  });
});
