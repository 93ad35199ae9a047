/** Packages of the peers lie below data/, where `npm run bench` has installed them, and not among those of the program. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'data', 'bench-peers');
const require = createRequire(path.join(folder, 'package.json'));

export const load = (name) => import(pathToFileURL(require.resolve(name)).href);
export const versionOf = (name) => require(path.join(folder, 'node_modules', name, 'package.json')).version;
