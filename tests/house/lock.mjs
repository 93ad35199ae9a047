#!/usr/bin/env node
/**
 * `npm ci` refuses a lock file that lacks an optional package which another one names. `npm install` writes such a file when the registry at
 * hand does not list the binaries of every platform. This adds them, by name and version; npm fetches them only on their own platform.
 * With --check it writes nothing and fails when something is missing. Usage: node tests/house/lock.mjs [--check] [folder]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const checking = process.argv.includes('--check');
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? path.join(import.meta.dirname, '..', '..');
const file = path.join(folder, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const SYSTEMS = {
  darwin: 'darwin',
  linux: 'linux',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  android: 'android',
  openharmony: 'openharmony',
};
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32'];

function isThere(name, from) {
  for (let base = from; ; base = base.slice(0, Math.max(base.lastIndexOf('/node_modules/'), 0))) {
    if (lock.packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (base === '') return false;
  }
}

/** The entry of a package that is known by its name alone: such names say for which system they are built. */
function entryOf(name, version, dev) {
  const words = name.split(/[-/]/);
  const system = words.map((word) => SYSTEMS[word]).find(Boolean);
  const processor = words.find((word) => PROCESSORS.includes(word));
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(dev ? { dev } : {}),
    ...(words.includes('musl') || words.includes('gnu') ? { libc: [words.includes('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}

const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isThere(name, place))
    .map(([name, version]) => [name, entryOf(name, version, dev)]),
);
if (!checking && missing.length > 0) {
  const all = { ...lock.packages, ...Object.fromEntries(missing.map(([name, entry]) => [`node_modules/${name}`, entry])) };
  lock.packages = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
for (const [name, { version }] of missing) console.log(`${checking ? 'missing from the lock file' : 'added'}: ${name} ${version}`);
process.exitCode = checking && missing.length > 0 ? 1 : 0;
