import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareSchemas, type DeclaredChange } from './compare.ts';
import { DECLARED } from './declared.ts';

const released = readFileSync(path.join(import.meta.dirname, 'released.graphql'), 'utf8');
const current = readFileSync(path.join(import.meta.dirname, '..', '..', 'schema.graphql'), 'utf8');

/** The released schema with one thing changed; the thing must be there. */
function changed(from: string | RegExp, to: string): string {
  const after = released.replace(from, to);
  expect(after).not.toBe(released);
  return after;
}
const undeclared = (after: string, declared: readonly DeclaredChange[] = []): readonly string[] =>
  compareSchemas(released, after, declared).undeclared;

describe('the schema since its last release', () => {
  it('breaks nothing that is not declared in declared.ts, and every declared change is there', () => {
    const { dangerous, ...rest } = compareSchemas(released, current, DECLARED);
    if (dangerous.length > 0) console.log(`additions that may surprise a client:\n${dangerous.join('\n')}`);
    expect(rest).toEqual({ undeclared: [], unfounded: [] });
  });

  it('says of every declared change its day and why', () => {
    for (const { on, why } of DECLARED) expect([/^\d{4}-\d{2}-\d{2}$/.test(on), why.length > 5]).toEqual([true, true]);
  });
});

describe('the check', () => {
  it('refuses the schema without the field Rate.value', () => {
    const field = /(type Rate \{[\s\S]*? {2}denominator: Float\n)[\s\S]*? {2}value: Float\n/;
    expect(undeclared(changed(field, '$1'))).toEqual(['Rate.value was removed.']);
  });

  it('refuses an optional argument that becomes required, and a new required one', () => {
    expect(undeclared(changed('indicators(group: IndicatorGroup)', 'indicators(group: IndicatorGroup!)'))).toEqual([
      'Query.indicators arg group has changed type from IndicatorGroup to IndicatorGroup!.',
    ]);
    expect(undeclared(changed('indicators(group: IndicatorGroup)', 'indicators(group: IndicatorGroup, language: String!)'))).toEqual([
      'A required arg language on Query.indicators was added.',
    ]);
  });

  it('refuses an enum without its member SUPPRESSED, a field that may newly be null, and a type that is gone', () => {
    expect(undeclared(changed(/"""[^"]*"""\n {2}SUPPRESSED\n/, ''))).toEqual(['SUPPRESSED was removed from enum type MissingReason.']);
    expect(undeclared(changed('latestPeriod: Period', 'latestPeriod: String'))).toHaveLength(1);
    expect(undeclared(changed('dataset: Dataset!', 'dataset: Dataset'))).toEqual(['Query.dataset changed type from Dataset! to Dataset.']);
  });

  it('takes additions: a field, an optional argument and a member, of which the last two are told', () => {
    const more = changed('  dataset: Dataset!', '  dataset: Dataset!\n  more: String')
      .replace('indicators(group: IndicatorGroup)', 'indicators(group: IndicatorGroup, language: String)')
      .replace('  NO_PERMISSION\n', '  NO_PERMISSION\n  LOST\n');
    const { undeclared, unfounded, dangerous } = compareSchemas(released, more, []);
    expect([undeclared, unfounded, dangerous.length]).toEqual([[], [], 2]);
  });

  it('takes a breaking change that is declared, and refuses one that is declared and not there', () => {
    const declared = [{ change: 'Query.dataset changed type from Dataset! to Dataset.', on: '2026-10-31', why: 'an example' }];
    expect(undeclared(changed('dataset: Dataset!', 'dataset: Dataset'), declared)).toEqual([]);
    expect(compareSchemas(released, released, declared).unfounded).toEqual([declared[0]?.change]);
  });
});
