/** A database in which names are what somebody would write who wants them to be more than names. */
import path from 'node:path';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readAliases, readRegions, storeRegions } from '../../server/db/regions.ts';
import { parseRuleSetText } from '../../server/domain/rules/parse.ts';
import type { UnitFact } from '../../server/domain/facts.ts';
import { applyRules } from '../../server/ledger/applyRules.ts';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import { loadFigures } from '../../server/ledger/loadFigures.ts';
import { demoSlice, importSlice } from './demoLedger.ts';
import { bySystem } from './trail.ts';

/** A script that ran would leave this behind in its window. */
export const HIT = 'fugaiHit';
export const IMAGE = `<img src=x onerror="globalThis.${HIT}=1">`;
export const SCRIPT = `"><script>globalThis.${HIT}=2</script>`;
export const DRAWING = `'><svg/onload=globalThis.${HIT}=3>`;
export const FORMULA = `=cmd|'/c calc'!A1`;
export const OVERRIDE = '台账\u202Exslx.甲';
export const LINK = `[x](javascript:globalThis.${HIT}=4)`;
export const PLANTED = [IMAGE, SCRIPT, DRAWING, FORMULA, OVERRIDE, LINK] as const;

/** Where names are planted; its counties are 410302 to 410307. */
export const PREFECTURE = '410300';
const COUNTIES: readonly [code: string, name: string][] = [
  ['410302', IMAGE],
  ['410303', SCRIPT],
  ['410304', FORMULA],
  ['410305', OVERRIDE],
];
const NOW = '2026-11-01T00:00:00.000Z';

const nameAt = (at: number): string => PLANTED[at % PLANTED.length] ?? IMAGE;

const planted = (unit: UnitFact, at: number): UnitFact => ({ ...unit, name: nameAt(at) });

const ruleSet = (name: string): string =>
  JSON.stringify({
    id: 'planted-2020',
    zh: name,
    en: name,
    region: PREFECTURE,
    validFrom: '2020-01-01',
    citation: SCRIPT,
    rules: { unionWithinMonths: { is: 6, citation: IMAGE } },
  });

/** Fills `folder` with a database for FUGAI_DATA: two quarters of five counties, their units, organizations, parks, rule set and names of regions planted. */
export async function plantLedger(folder: string): Promise<void> {
  const store = bySystem(await openPrepared(path.join(folder, 'fugai.sqlite'), () => undefined));
  try {
    await loadFigures(store, path.join(import.meta.dirname, '..', '..', 'seed', 'figures'), NOW);
    const slice = demoSlice(['41030'], ['2026Q2', '2026Q3']);
    const parks = [...new Set(slice.flatMap(({ units }) => units.flatMap(({ park }) => park ?? [])))].sort();
    if (parks.length === 0) throw new Error('no unit of the slice lies in a park');
    const names = new Map([...COUNTIES, ...parks.map((code, at): [string, string] => [code, nameAt(at)])]);
    const regions = (await readRegions(store.db)).map((one) => ({ ...one, name: names.get(one.code) ?? one.name }));
    await storeRegions(store, regions, await readAliases(store.db));
    await importSlice(
      store,
      slice.map((one) => ({
        ...one,
        units: one.units.map(planted),
        organizations: one.organizations.map((organization, at) => ({ ...organization, name: nameAt(at) })),
      })),
    );
    await changeRegions(store, { kind: 'RENAME', on: '2026-01-01', from: ['410307'], to: [{ code: '410307', name: DRAWING }] }, NOW);
    const parsed = parseRuleSetText(ruleSet(IMAGE));
    if (!('set' in parsed)) throw new Error(JSON.stringify(parsed.problems));
    await applyRules(store, { set: parsed.set, region: PREFECTURE, validFrom: '2020-01-01', recompute: null }, NOW);
    await store.analyze();
  } finally {
    await store.close();
  }
}
