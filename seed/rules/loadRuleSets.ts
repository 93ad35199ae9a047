/** The rule sets that ship with the product, one JSON file each; every rule cites the words it comes from. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRuleSetText } from '../../server/domain/rules/parse.ts';
import type { RuleSetDocument } from '../../server/domain/rules/ruleSet.ts';
import { SEED } from '../folder.ts';

/** All of them, by file name. A file that does not read is a bug of the seeds. */
export function loadRuleSets(): RuleSetDocument[] {
  const folder = join(SEED, 'rules');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return files.map((name) => {
    const parsed = parseRuleSetText(readFileSync(join(folder, name), 'utf8'));
    if ('problems' in parsed) throw new Error(`${name}: ${parsed.problems.map((one) => one.message).join('; ')}`);
    return parsed.set;
  });
}
