import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from './sources.ts';

const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8')
  .split('\n')
  .map((line) => line.replace(/\/$/, ''));
const entries = (folder: string): string[] =>
  readdirSync(path.join(root, folder))
    .filter((name) => !ignored.includes(name))
    .sort();

describe('rooms', () => {
  it('holds at the top four rooms, six files and dotfiles, nothing else', () => {
    const allowed = [
      'LICENSE',
      'README.md',
      'package-lock.json',
      'package.json',
      'schema.graphql',
      'seed',
      'server',
      'tests',
      'tsconfig.json',
      'web',
    ];
    expect(entries('.').filter((name) => !name.startsWith('.'))).toEqual(allowed);
  });

  it('holds in server its nine rooms, five modules and four scripts, nothing else', () => {
    const rooms = ['accounts', 'cli', 'db', 'documents', 'domain', 'graphql', 'http', 'ledger', 'reports'];
    const files = [
      'app.ts',
      'bootstrap.mjs',
      'bundle.mjs',
      'config.ts',
      'fugai.mjs',
      'log.ts',
      'main.ts',
      'settings.ts',
      'start.mjs',
      'tsconfig.json',
    ];
    expect(entries('server').filter((name) => ![...rooms, ...files].includes(name))).toEqual([]);
  });

  it('holds in web/src its eight rooms, and beside them only modules of the shell', () => {
    const rooms = ['api', 'charts', 'features', 'i18n', 'state', 'theme', 'ui', 'view'];
    const others = entries('web/src').filter((name) => !rooms.includes(name));
    expect(others.filter((name) => !/^[A-Za-z-]+(\.d)?\.(tsx?|css)$/.test(name))).toEqual([]);
  });

  it('has no source file of more than 300 lines', () => {
    const long = sourceFiles(['.ts', '.tsx', '.mjs', '.css']).map(({ name, text }) => ({ name, lines: text.trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it('reads the environment in server/main.ts and nowhere else in the program', () => {
    const readers = sourceFiles(['.ts'], ['server', 'seed']).filter(({ text }) => text.includes('process.env'));
    expect(readers.map(({ name }) => name).filter((name) => name !== 'server/main.ts')).toEqual([]);
  });
});
