import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serve } from '../http/serve.ts';
import { linesMatching, root, sourceFiles } from './sources.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = [
  ...sourceFiles(['.ts', '.tsx', '.mjs', '.json', '.csv'], ['server', 'web', 'seed']),
  ...['.ci', '.deploy', '.github'].flatMap((room) => sourceFiles([''], [room]).filter(({ text }) => text !== '')),
];

describe('secrets', () => {
  it('are not written down in the program: no password, no token, no private key', () => {
    expect(program.length).toBeGreaterThan(500);
    const values = /\b(pass(word|wd|phrase)|secret|api_?key|口令|密码)["']?\s*(:|=|\?\?)\s*(["'`])(?!\4)[^"'`$\s]{4,}\4/i;
    // The words of a form name the field; they open nothing.
    expect(
      linesMatching(
        program.filter(({ name }) => !name.startsWith('web/src/i18n/')),
        values,
      ),
    ).toEqual([]);
    expect(linesMatching(program, /BEGIN [A-Z ]*PRIVATE KEY|fugai_[A-Za-z0-9_-]{43}/)).toEqual([]);
  });

  it('that everybody tries open no fresh program: 7 names with 6 passwords, none of them', async () => {
    const served = await serve({ accounts: true });
    const names = ['admin', 'administrator', 'root', 'fugai', 'sysadmin', 'secadmin', 'test'];
    const answers = [];
    for (const name of names)
      for (const password of ['admin', 'password', '123456', 'fugai', name, ''])
        answers.push(
          await served.ask('mutation L($n: String!, $p: String!) { login(name: $n, password: $p) { name } }', { n: name, p: password }),
        );
    await served.close();
    expect(answers).toHaveLength(42);
    expect(answers.filter(({ errors }) => errors === undefined || errors.length === 0)).toEqual([]);
    expect(answers.filter(({ data }) => JSON.stringify(data ?? null).includes('name'))).toEqual([]);
  });

  it('and everything else that is written lie where nobody else of the machine can read, whatever the mask of who starts it', () => {
    const place = path.join(folder, 'made', 'fresh');
    const env = { ...process.env, FUGAI_DATA: place, FUGAI_DATABASE: path.join(place, 'fugai.sqlite'), FUGAI_LOG: 'silent' };
    const main = path.join(root, 'dist', 'server', 'main.js');
    const quoted = [process.execPath, main, 'token', 'create', '--name', 'x', '--scope', 'query', '--days', '1'].map((word) => `'${word}'`);
    execFileSync(
      'sh',
      ['-c', `umask 022; ${quoted.join(' ')} && ${[process.execPath, main, 'rollup', 'rebuild'].map((word) => `'${word}'`).join(' ')}`],
      { env, stdio: 'pipe' },
    );
    const made = [place, ...readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => path.join(place, name))];
    expect(made.length).toBeGreaterThan(2);
    const open = made.filter((one) => (statSync(one).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    expect(readFileSync(path.join(place, 'accounts.sqlite')).length).toBeGreaterThan(0);
  });
});
