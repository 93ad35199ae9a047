import { describe, expect, it } from 'vitest';
import { linesMatching, sourceFiles } from './sources.ts';

/** Where an identity provider is spoken to, whose address the administrator has written down; the database has one of its own, in `pg`. */
const OPEN_ID = /^server\/.*(openId|oidc)/i;

/** Where a process of this program asks another of the same database, which has said there where it is. */
const PEERS = 'server/http/passOn.ts';

const program = sourceFiles(['.ts', '.mjs'], ['server', 'seed']).filter(({ name }) => !OPEN_ID.test(name) && name !== PEERS);

describe('the program asks nobody', () => {
  it('imports nothing that connects: of http, https, net and dns only what listens, reads or names', () => {
    const imports = program.flatMap(({ name, text }) =>
      [
        ...text.matchAll(
          /import (type )?([^;'"]+) from '(?:node:)?(https?|http2|net|tls|dns|dns\/promises|dgram|undici|ws|axios|openid-client)'/g,
        ),
      ]
        .filter(([, type]) => type === undefined)
        .map(([, , what = '', from = '']) => `${name}: ${from} ${what.replaceAll(/\btype \w+,?|[{}\s]/g, '')}`),
    );
    const harmless = /^\S+: (net (BlockList|isIPv6|isIP|createServer|,)+|http (STATUS_CODES|createServer|,)+)$/;
    expect(imports.filter((one) => !harmless.test(one))).toEqual([]);
    expect(imports.length).toBeGreaterThan(2);
  });

  it('fetches nothing, opens no socket to anybody, and loads no code that is not its own', () => {
    expect(linesMatching(program, /(?<![\w.])(fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(|new (WebSocket|EventSource)\b/)).toEqual([]);
    expect(linesMatching(program, /\b(eval|new Function)\s*\(/)).toEqual([]);
    expect(linesMatching(program, /import\(\s*[`'"]https?:/)).toEqual([]);
  });

  it('starts as programs of others nothing but npm, tar for the bundle, and the Node it runs on', () => {
    const starts = linesMatching(program, /\b(spawn|spawnSync|exec|execFile|execSync|execFileSync|fork)\(/);
    const known = /process\.execPath|runTool|spawn\(node,|spawnSync\(file, args|fork\(file|spawnSync\('tar',/;
    expect(starts.filter((line) => !known.test(line) && !/\.exec\(/.test(line))).toEqual([]);
  });
});
