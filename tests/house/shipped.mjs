/**
 * Which packages ship, by the lock file: everything the server needs at run time, and what Vite writes into the pages. The second kind are
 * development dependencies to npm, so they are found by what web/src imports.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..', '..');
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const lock = readJson('package-lock.json').packages;
const own = readJson('package.json');

/** Where Node finds `name` from the package at `from`: the innermost node_modules that the lock file fills. Null when it is not installed. */
function found(name, from) {
  for (let base = from; ; base = base.slice(0, Math.max(base.lastIndexOf('/node_modules/'), 0))) {
    const place = `${base ? `${base}/` : ''}node_modules/${name}`;
    if (lock[place]) return place;
    if (base === '') return null;
  }
}

function closure(names) {
  const places = new Set();
  const visit = (name, from) => {
    const place = found(name, from);
    if (!place || places.has(place)) return;
    places.add(place);
    const { dependencies = {}, optionalDependencies = {} } = lock[place];
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, place);
  };
  for (const name of names) visit(name, '');
  return places;
}

/** Folders of the packages that the server needs at run time, of every platform; those of another one are not installed here. */
export const serverPlaces = () =>
  [...closure(Object.keys({ ...own.dependencies, ...own.optionalDependencies }))].sort((one, other) => one.localeCompare(other));

/** Names of the packages that the sources of the web import as values: types leave nothing in the output. */
function importedByTheWeb() {
  const names = new Set();
  for (const file of readdirSync(path.join(root, 'web', 'src'), { recursive: true })) {
    if (!/\.(tsx?|css)$/.test(file) || file.startsWith(path.join('api', 'gql'))) continue;
    const text = readFileSync(path.join(root, 'web', 'src', file), 'utf8');
    for (const [, clause, specifier] of text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b([^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*?)?)(?:from\s*)?\(?['"]([^'"]+)['"]/g,
    )) {
      if (/^\s*type\b/.test(clause) || specifier.startsWith('.')) continue;
      names.add(
        specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    }
  }
  return names;
}

const PLATFORM = /^(node|@resvg\/resvg-js)-(?:linux|darwin|win|win32|android)-[\w-]+$/;

/**
 * Packages that name no licence in their package.json and bring its text in a file: the licence that was read there, and words of the file by which
 * it is known again. Another version, or another text, is unknown until somebody has read it.
 */
const READ = {
  'png-js@1.1.0': { license: 'MIT', file: 'LICENSE', begins: 'MIT License', holds: 'Permission is hereby granted, free of charge' },
};

function licenceOf(name, version, place) {
  const { license } = lock[place];
  if (license !== undefined) return license;
  const read = READ[`${name}@${version}`];
  const file = read && path.join(root, place, read.file);
  if (!file || !existsSync(file)) return 'unknown';
  const text = readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ');
  return text.startsWith(read.begins) && text.includes(read.holds) ? read.license : 'unknown';
}

/** Where the lock file has what ships, for every platform: `node_modules/fastify`. */
export const shippedPlaces = () =>
  new Set([...closure(Object.keys({ ...own.dependencies, ...own.optionalDependencies })), ...closure(importedByTheWeb())]);

export const versionAt = (place) => lock[place].version;

/**
 * The shipped packages, sorted by name and version. The binaries of one package for several platforms are one entry, so that the list is
 * the same wherever it is made; `place` is the folder that is installed here, null if none is.
 */
export function shippedPackages() {
  const entries = new Map();
  for (const place of shippedPlaces()) {
    const { version } = lock[place];
    const full = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const name = PLATFORM.exec(full)?.[1] ?? full;
    const installed =
      lock[place].os === undefined || full.endsWith(`${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`);
    const key = `${name}@${version}`;
    const license = licenceOf(name, version, place);
    entries.set(key, { name, version, license, place: entries.get(key)?.place ?? (installed ? place : null) });
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** Licences under which a package may ship. GPL, AGPL, SSPL and everything unknown are absent on purpose. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'OFL-1.1',
  'Python-2.0',
  'PSF-2.0',
  'Zlib',
]);

/**
 * MPL-2.0 binds the files of the package and nothing beside them. It may ship where the package is taken as it is published, as a compiled binary
 * that nobody here changes: the notices then carry the licence and say where the source is (§ 3.2). So by name, never for whatever comes along.
 */
const UNCHANGED = { '@resvg/resvg-js': 'MPL-2.0' };

export const mayShip = ({ name, license }) => licenceIsAllowed(license) || UNCHANGED[name] === license;

/** Where the source of a package lies that must say so; null where its licence does not ask for it. */
export function sourceOf({ name, place }) {
  if (UNCHANGED[name] === undefined || place === null) return null;
  const { repository } = readJson(path.join(place, 'package.json'));
  const address = typeof repository === 'string' ? repository : repository?.url;
  return (
    address
      ?.replace(/^git@([^:]+):/, 'https://$1/')
      .replace(/^git\+/, '')
      .replace(/\.git$/, '') ?? null
  );
}

/** An SPDX expression is good when every part joined by AND, or one of those joined by OR, is. Mixed expressions are refused: read them. */
export function licenceIsAllowed(expression) {
  const parts = expression.replace(/^\(|\)$/g, '').split(/ (AND|OR) /);
  const licences = parts.filter((_, index) => index % 2 === 0);
  const joints = new Set(parts.filter((_, index) => index % 2 === 1));
  if (joints.size > 1) return false;
  return joints.has('OR') ? licences.some((licence) => ALLOWED.has(licence)) : licences.every((licence) => ALLOWED.has(licence));
}
