#!/usr/bin/env node
/**
 * `npm run bundle`: one archive with the built program, the packages that it needs at run time and the Node that it runs on. Unpacked on a
 * machine of the same platform it runs offline: `./fugai serve`. What it prints last is the archive.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverPlaces } from '../tests/house/shipped.mjs';
import { build, installed, root, say } from './bootstrap.mjs';

const at = (...parts) => path.join(root, ...parts);
const EXECUTABLE = 0o755;
const platform = process.platform === 'win32' ? 'win' : process.platform;

/** The Node that comes along, else the one that is found where it is unpacked. */
const SHELL = `#!/bin/sh
# fugai serve | import | backup | …: see README.md
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node="$here/node_modules/node-${platform}-${process.arch}/bin/node"
[ -x "$node" ] || node=node
exec "$node" "$here/dist/server/main.js" "$@"
`;
const WINDOWS = `@echo off\r\n"%~dp0node_modules\\node-${platform}-${process.arch}\\bin\\node.exe" "%~dp0dist\\server\\main.js" %*\r\n`;

/** A package without the packages that lie in it: those have a place of their own. */
function copyPackage(place, folder) {
  const nested = `${at(place)}${path.sep}node_modules`;
  cpSync(at(place), path.join(folder, place), { recursive: true, dereference: true, filter: (from) => !from.startsWith(nested) });
}

function copyProgram(folder) {
  for (const part of ['server', 'seed', 'web', 'site']) cpSync(at('dist', part), path.join(folder, 'dist', part), { recursive: true });
  // What the program reads of the seeds is data: their sources are compiled already.
  cpSync(at('seed'), path.join(folder, 'seed'), { recursive: true, filter: (from) => !from.endsWith('.ts') });
  for (const file of [
    'package.json',
    'LICENSE',
    'README.md',
    'schema.graphql',
    'THIRD-PARTY-NOTICES.txt',
    '.github/SECURITY.md',
    '.github/THREAT-MODEL.md',
  ])
    if (existsSync(at(file))) cpSync(at(file), path.join(folder, path.basename(file)));
  listPackages(path.join(folder, 'sbom.cdx.json'));
}

/** What ships, as CycloneDX, beside what ships. */
function listPackages(file) {
  const script = fileURLToPath(import.meta.resolve('../tests/house/sbom.mjs'));
  const listed = spawnSync(process.execPath, [script, file], { cwd: root, stdio: ['ignore', 2, 2] });
  if (listed.status === 0) return;
  say('stopped: the list of packages (npm run sbom) could not be made');
  process.exit(1);
}

await installed(fileURLToPath(import.meta.url));
build('server', 'web');
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const name = `fugai-${version}-${platform}-${process.arch}`;
const shelf = at('dist', 'bundle');
const folder = path.join(shelf, name);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
say('copying the program');
copyProgram(folder);
const places = serverPlaces().filter((place) => existsSync(at(place)));
say(`copying ${places.length} packages`);
for (const place of places) copyPackage(place, folder);
writeFileSync(path.join(folder, 'fugai'), SHELL);
chmodSync(path.join(folder, 'fugai'), EXECUTABLE);
if (process.platform === 'win32') writeFileSync(path.join(folder, 'fugai.cmd'), WINDOWS);
const archive = `${folder}.tar.gz`;
say('packing');
const packed = spawnSync('tar', ['-czf', archive, '-C', shelf, name], { stdio: ['ignore', 2, 2] });
if (packed.status !== 0) {
  say(`stopped: tar ${packed.error ? `does not start (${packed.error.message})` : `ended with ${packed.status}`}`);
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
console.log(archive);
