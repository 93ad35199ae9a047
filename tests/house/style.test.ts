import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesMatching, root, sourceFiles, type SourceFile } from './sources.ts';

const everything = sourceFiles(['.ts', '.tsx', '.mjs']);
// This file has to name what it looks for.
const others = everything.filter(({ name }) => name !== 'tests/house/style.test.ts');
const program = others.filter(({ name }) => !name.startsWith('tests/'));

const EMPTY_WORDS = ['data', 'info', 'manager', 'helper', 'util', 'service', 'handle', 'process', 'misc'];
const word = EMPTY_WORDS.join('|');
// The name that the Relay connection convention prescribes.
const PRESCRIBED = 'PageInfo';
const capital = EMPTY_WORDS.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join('|');

/** Names that a file declares: variables, functions, classes, types. */
function declaredNames({ text }: SourceFile): string[] {
  return [...text.matchAll(/\b(?:const|let|function\*?|class|interface|type)\s+([A-Za-z_$][\w$]*)/g)].map(([, name]) => name ?? '');
}

describe('names', () => {
  it('uses none of nine empty words for a file or folder', () => {
    const empty = new RegExp(`^(${word})s?$`, 'i');
    const named = everything.flatMap(({ name }) =>
      name
        .split('/')
        .map((part) => part.replace(/\..*$/, ''))
        .filter((part) => empty.test(part)),
    );
    expect(named).toEqual([]);
  });

  it('uses none of nine empty words for a thing, alone or at the end of a name', () => {
    const empty = new RegExp(`^(${word})s?$|[a-z](${capital})s?$`);
    expect(
      program.flatMap((file) =>
        declaredNames(file)
          .filter((name) => empty.test(name) && name !== PRESCRIBED)
          .map((name) => `${file.name}: ${name}`),
      ),
    ).toEqual([]);
  });
});

describe('style', () => {
  it('escapes from the type checker and the linter nowhere', () => {
    expect(linesMatching(others, /@ts-(ignore|nocheck|expect-error)|(ox|es)lint-disable/)).toEqual([]);
  });

  it('leaves no work for later in a comment', () => {
    expect(linesMatching(others, /\b(TODO|FIXME|XXX|HACK)\b(?!['"`*])/)).toEqual([]);
  });

  it('skips and focuses no test', () => {
    expect(linesMatching(others, /\b(it|test|describe)\.(skip|only|todo|fails)\b|\bx(it|describe)\(/)).toEqual([]);
  });

  it('invents no number for an unknown in domain, reports or charts', () => {
    const core = program.filter(({ name }) => /^server\/(domain|reports)\/|^web\/src\/charts\//.test(name));
    expect(linesMatching(core, /\?\? ?-?\d|\|\| ?0\b/)).toEqual([]);
  });

  it('gives no clock and no chance to the domain', () => {
    const core = program.filter(({ name }) => name.startsWith('server/domain/'));
    expect(linesMatching(core, /Date\.now|new Date\(\)|Math\.random|toLocale/)).toEqual([]);
  });

  it('asks nothing of another machine: no address but loopback and XML name spaces in the program', () => {
    const addresses = linesMatching(program, /https?:\/\/(?!127\.0\.0\.1|localhost|\$\{|\[::1\])[\w.-]+\.[a-z]{2,}/i);
    expect(addresses.filter((line) => !/schemas\.openxmlformats\.org|www\.w3\.org|purl\.org|schemas\.microsoft\.com/.test(line))).toEqual(
      [],
    );
  });
});

describe('dependencies', () => {
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;

  it('pins every version exactly', () => {
    const pins = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.entries(own[kind] ?? {}));
    expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('names no package host in the lock file, so that every registry will do', () => {
    expect(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http');
  });
});
