/** The peers' packages go below data/, as their own lock file says: nothing that ships or is tested sees them. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, say } from '../../../server/bootstrap.mjs';

export function installPeers() {
  const folder = path.join(root, 'data', 'bench-peers');
  const stamp = path.join(folder, '.install-stamp');
  const lock = readFileSync(path.join(import.meta.dirname, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the peers that the program is measured against');
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(path.join(import.meta.dirname, name), path.join(folder, name));
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [file, first] = npm?.endsWith('npm-cli.js') ? [process.env.npm_node_execpath ?? process.execPath, [npm]] : ['npm', []];
  const ended = spawnSync(file, [...first, ...args], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (ended.status !== 0) throw new Error('the peers could not be installed: npm ci failed in data/bench-peers');
  writeFileSync(stamp, lock);
}
