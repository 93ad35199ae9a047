import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');

it('a command whose reader goes after the first lines, as `head` does, ends without a word of its own and with exit code 0', async () => {
  const child = spawn(process.execPath, [MAIN, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const ended = once(child, 'exit');
  expect(await text(child.stderr)).toBe('');
  expect(await ended).toEqual([0, null]);
}, 60_000);
