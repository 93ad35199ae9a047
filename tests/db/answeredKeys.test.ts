import { describe, expect, inject, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readNewest } from '../../server/db/audit.ts';
import { findAnswer, keepAnswers } from '../../server/db/answeredKeys.ts';
import { ENGINES, testDatabase } from '../support/database.ts';

const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();

describe.each(ENGINES)('answers kept by key on %s', (engine) => {
  it('are forgotten by the first start after 30 days, which is noted once; one of 29 days stays', async () => {
    const test = await testDatabase(engine, inject('postgresUrl'));
    await keepAnswers(test.store.db, [{ key: 'old', answer: '1' }], daysAgo(31));
    await keepAnswers(test.store.db, [{ key: 'young', answer: '2' }], daysAgo(29));
    const said: [string, Readonly<Record<string, string | number>>][] = [];
    for (let start = 0; start < 2; start += 1)
      await (await openPrepared(test.url, (event, facts) => event === 'old answers forgotten' && said.push([event, facts]))).close();
    expect(said).toEqual([['old answers forgotten', { forgotten: 1 }]]);
    expect([await findAnswer(test.store.db, 'old'), await findAnswer(test.store.db, 'young')]).toEqual([null, '2']);
    const noted = await readNewest(test.store.db, 'ledger_audit', { most: 100 });
    expect(noted.filter((entry) => entry.object === 'answers').map((entry) => entry.facts)).toEqual(['{"forgotten":1}']);
    await test.drop();
  });
});
