#!/usr/bin/env node
/**
 * `npm run sbom`: writes dist/sbom.cdx.json (or the file that is named), a CycloneDX list of everything that ships: what npm says of the packages that the
 * server runs on and of those that are written into the pages, for every platform, and the shapes of the maps. Asks no registry.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, shippedPackages, shippedPlaces, versionAt } from './shipped.mjs';

const target = process.argv[2] ?? path.join(root, 'dist', 'sbom.cdx.json');

/** Of the lock file, not of what is installed: that holds the binaries of one platform only. */
function askNpm() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm?.endsWith('npm-cli.js') ? [process.env.npm_node_execpath ?? process.execPath, npm] : ['npm'];
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32' && before.length === 0,
  });
  if (status !== 0) throw new Error(`npm sbom: ${stderr}`);
  return JSON.parse(stdout);
}

const mapPacks = () => {
  const maps = path.join(root, 'seed', 'maps');
  return readdirSync(maps)
    .filter((pack) => existsSync(path.join(maps, pack, 'NOTICE')))
    .map((pack) => ({
      'bom-ref': `seed/maps/${pack}`,
      type: 'data',
      name: `seed/maps/${pack}`,
      scope: 'required',
      licenses: [{ license: { id: 'Apache-2.0' } }],
    }));
};

const { metadata, components, dependencies, ...head } = askNpm();
const shipped = new Set([...shippedPlaces()].map((place) => `${place.slice(place.lastIndexOf('node_modules/') + 13)}@${versionAt(place)}`));
/** Licences that npm does not find in package.json and that were read in the package's own file. */
const readLicences = new Map(shippedPackages().map(({ name, version, license }) => [`${name}@${version}`, license]));
const own = { ...metadata.component, type: 'application', name: 'fugai' };
const kept = components
  .filter((one) => shipped.has(one['bom-ref']))
  .map((one) => {
    const license = readLicences.get(one['bom-ref']);
    // What is written into the pages is a development package to npm, and ships all the same.
    const properties = (one.properties ?? []).filter(({ name }) => name !== 'cdx:npm:package:development');
    return { ...one, properties, licenses: one.licenses ?? (license ? [{ license: { id: license } }] : []) };
  });
const bom = {
  ...head,
  metadata: { ...metadata, component: own },
  components: [...kept, ...mapPacks()],
  dependencies: dependencies
    .filter(({ ref }) => ref === own['bom-ref'] || shipped.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => shipped.has(one)) })),
};
const missing = [...shipped].filter((one) => !kept.some((component) => component['bom-ref'] === one));
for (const one of missing) console.error(`${one} ships, and npm does not list it`);
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${bom.components.length} components in ${path.relative(process.cwd(), target)}`);
process.exitCode = missing.length === 0 ? 0 : 1;
