import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openAccounts } from '../../server/cli/accounts.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DOOR = pathToFileURL(path.join(import.meta.dirname, '..', '..', 'server', 'cli', 'accounts.ts')).href;
/** Makes tokens for ever and says the id of each once it is acknowledged. */
const MAKER = `import { writeSync } from 'node:fs';
const { openAccounts } = await import(${JSON.stringify(DOOR)});
const { operator } = await openAccounts(process.argv[2], () => undefined);
for (;;) writeSync(1, (await operator.createToken({ name: 'x', scopes: ['QUERY'], days: 1 })).token.id + '\\n');`;

const maker = path.join(folder, 'maker.mjs');
writeFileSync(maker, MAKER);

/** Ids that a maker acknowledged before it was killed after `most` of them. */
function killedAfter(most: number, database: string): Promise<string[]> {
  const child = spawn(process.execPath, [maker, database], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: string[] = [];
  createInterface({ input: child.stdout }).on('line', (id) => {
    told.push(id);
    if (told.length === most) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', () => resolve(told)));
}

it('keeps every token that was acknowledged before 5 kills, and at most one more of each', async () => {
  const database = path.join(folder, 'fugai.sqlite');
  const told: string[] = [];
  for (const most of [1, 2, 5, 17, 40]) told.push(...(await killedAfter(most, database)));
  const accounts = await openAccounts(database, () => undefined);
  const kept = (await accounts.operator.tokens()).map((token) => token.id);
  await accounts.close();
  expect(told.length).toBeGreaterThanOrEqual(65);
  expect(told.filter((id) => !kept.includes(id))).toEqual([]);
  expect(kept.length - told.length).toBeLessThanOrEqual(5);
});
