/**
 * The arrows of the house, as .dependency-cruiser.cjs states them. Without its parser dependency-cruiser sees no TypeScript and finds
 * everything in order, so a run that saw hardly any is a failure. Usage: node tests/house/arrows.mjs [root]
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';

const home = path.join(import.meta.dirname, '..', '..');
process.chdir(process.argv[2] ?? home);
const { forbidden, options } = createRequire(import.meta.url)(path.join(home, '.dependency-cruiser.cjs'));
const { output } = await cruise(['server', 'seed', 'web/src', 'tests'], { ...options, ruleSet: { forbidden }, validate: true });
const { violations } = output.summary;
const seen = output.modules.filter(({ source }) => /^(server|seed|web|tests)\/.*\.tsx?$/.test(source)).length;

for (const { rule, from, to, cycle } of violations)
  console.error(`${rule.name}: ${from} → ${cycle ? cycle.map((step) => step.name).join(' → ') : to}`);
if (seen < 50) console.error(`only ${seen} TypeScript modules were seen: is @swc/core installed?`);
console.log(`${seen} modules, ${output.summary.totalDependenciesCruised} imports, ${violations.length} against the arrows`);
process.exitCode = violations.length === 0 && seen >= 50 ? 0 : 1;
