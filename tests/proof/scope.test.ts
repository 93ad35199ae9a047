/** P8: nobody sees outside of their region scope, whatever they ask, and whatever is added to the schema later. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Engine } from '../../server/db/open.ts';
import { MISSING_REASONS } from '../../server/domain/rate.ts';
import { ENGINES } from '../support/database.ts';
import { SOME_SIGHTS } from './scopeGround.ts';
import { scopePairs, type Compared, type Form } from './scopePairs.ts';

const SEED = 20260118;
/** Both engines read the same query modules; what differs is how they are narrowed. */
const PAIRS = { sqlite: 300, postgres: 120 } as const;
const STEP = { sqlite: 6, postgres: 12 } as const;
const FORMS: Readonly<Record<Engine, readonly Form[]>> = { sqlite: ['csv', 'svg', 'xlsx'], postgres: ['csv'] };
const NAMES = { sqlite: undefined, postgres: SOME_SIGHTS } as const;

describe.each(ENGINES)('a scope on %s', (engine) => {
  let pairs: Awaited<ReturnType<typeof scopePairs>>;
  beforeAll(async () => {
    pairs = await scopePairs(engine, inject('postgresUrl'), NAMES[engine]);
  }, 120_000);
  afterAll(() => pairs.close());

  const tell = (what: string, { asked, different, answered, narrowed }: Compared): void =>
    console.log(
      `${engine}: scope ${what} ${asked} / different ${different.length} (answered in full ${answered}; other for who sees everything ${narrowed} of ${Math.ceil(asked / 5)})`,
    );

  it(`answers ${PAIRS[engine]} random questions over every field as a database that holds nothing else, byte for byte`, async () => {
    const found = await pairs.questions(PAIRS[engine], SEED);
    tell('pairs', found);
    expect(found.different.slice(0, 3)).toEqual([]);
    expect(found.broken).toEqual([]);
    expect(found.answered).toBeGreaterThan(found.asked / 2);
    expect(found.narrowed).toBeGreaterThan(found.asked / 50);
  }, 120_000);

  it('says of 河南 to who sees 洛阳 what a database of 洛阳 alone would, in every word and number of every page and its files, and why the rest is not told', async () => {
    const name = engine === 'sqlite' ? 'prefecture' : 'prefecture, and aggregates';
    const { different, said } = await pairs.files(name, '410000', FORMS[engine]);
    console.log(`${engine}: scope documents ${said.size} / different ${different.length}`);
    expect(different).toEqual([]);
    const { NO_PERMISSION, SUPPRESSED } = MISSING_REASONS;
    for (const suffix of FORMS[engine])
      expect([...said].filter(([address, text]) => address.endsWith(suffix) && text.includes(NO_PERMISSION.zh))).not.toEqual([]);
    expect([...said.values()].some((text) => text.includes(SUPPRESSED.zh) || text.includes(NO_PERMISSION.zh))).toBe(true);
  }, 120_000);

  it('writes exports and files as a database that holds nothing else, byte for byte', async () => {
    const found = await pairs.writings(STEP[engine]);
    tell('files', found);
    expect(found.different.slice(0, 2)).toEqual([]);
    expect(found.answered).toBeGreaterThan(found.asked / 2);
    expect(found.narrowed).toBeGreaterThan(found.asked / 50);
  }, 120_000);
});
