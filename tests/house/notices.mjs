#!/usr/bin/env node
/**
 * Writes web/public/third-party-notices.txt: name, version and licence text of everything that ships, the shapes of the maps included.
 * With --check it writes nothing and fails when the file differs, or when a licence is not one we may ship.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mayShip, root, shippedPackages, sourceOf } from './shipped.mjs';

const target = path.join(root, 'web', 'public', 'third-party-notices.txt');
const rule = '='.repeat(100);

/** Licence and notice files of a package, as its authors wrote them, without trailing blanks. Empty where it brings none. */
function textsOf(place) {
  const folder = path.join(root, place);
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = entries
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name) && !/\.(js|ts|json)$/.test(entry.name))
    .map(({ name }) => name);
  return files.sort().map((file) =>
    readFileSync(path.join(folder, file), 'utf8')
      .replace(/\r\n/g, '\n')
      .replace(/[ \t]+$/gm, '')
      .trim(),
  );
}

/** Packages with the same text stand together: most differ in nothing but their name. */
function grouped(packages) {
  const groups = new Map();
  for (const { name, version, license, place } of packages) {
    const source = sourceOf({ name, place });
    const said = source === null ? [] : [`Shipped as published, unchanged. Source code: ${source}`];
    const text = [...said, ...(place ? textsOf(place) : [])].join('\n\n') || `Licence: ${license}. The package brings no text of its own.`;
    groups.set(text, [...(groups.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...groups].map(([text, names]) => `${rule}\n${names.join('\n')}\n${rule}\n\n${text}\n`);
}

function mapNotices() {
  const maps = path.join(root, 'seed', 'maps');
  return readdirSync(maps)
    .filter((pack) => existsSync(path.join(maps, pack, 'NOTICE')))
    .map((pack) => `${rule}\nseed/maps/${pack}\n${rule}\n\n${readFileSync(path.join(maps, pack, 'NOTICE'), 'utf8').trim()}\n`);
}

const packages = shippedPackages();
const denied = packages.filter((one) => !mayShip(one));
for (const { name, version, license } of denied) console.error(`${name} ${version} may not ship: its licence is ${license}`);

const text = ['Third-party notices of fugai\n', ...grouped(packages), ...mapNotices()].join('\n');
const upToDate = existsSync(target) && readFileSync(target, 'utf8') === text;
if (process.argv.includes('--check')) {
  if (!upToDate) console.error('web/public/third-party-notices.txt is not what node tests/house/notices.mjs writes: run it');
} else {
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
console.log(`${packages.length} packages ship, ${denied.length} under a licence that is not allowed`);
process.exitCode = denied.length === 0 && (upToDate || !process.argv.includes('--check')) ? 0 : 1;
