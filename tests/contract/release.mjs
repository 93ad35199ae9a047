#!/usr/bin/env node
/** `npm run schema:release`: makes the schema of now the released one and empties the list of declared changes; refuses what the test refuses. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed, root } from '../../server/bootstrap.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
const { compareSchemas } = await import('./compare.ts');
const { DECLARED } = await import('./declared.ts');
const here = import.meta.dirname;
const current = readFileSync(path.join(root, 'schema.graphql'), 'utf8');
const { undeclared, unfounded, dangerous } = compareSchemas(readFileSync(path.join(here, 'released.graphql'), 'utf8'), current, DECLARED);

for (const change of undeclared) console.error(`未申报的破坏性变更：${change}`);
for (const change of unfounded) console.error(`已申报而不存在的变更：${change}`);
if (undeclared.length + unfounded.length > 0) {
  console.error('未发布。请恢复接口，或在 tests/contract/declared.ts 中申报（变更、日期、原因）。');
  process.exit(1);
}
for (const change of [...DECLARED.map(({ change }) => change), ...dangerous]) console.log(`本次发布含：${change}`);
writeFileSync(path.join(here, 'released.graphql'), current);
const list = path.join(here, 'declared.ts');
writeFileSync(list, readFileSync(list, 'utf8').replace(/(DECLARED: readonly DeclaredChange\[\] = )\[[\s\S]*\];/, '$1[];'));
console.log('schema.graphql 已成为发布版本。');
