/** Laws that the product's own answers keep, whatever the ledger says: each gives the places where it is broken. */
import { INDICATOR_IDS, INDICATORS, type IndicatorId } from '../../server/domain/indicators.ts';
import type { View } from '../../server/reports/types.ts';
import type { Place } from './register.ts';
import { ALL_BASES, type BasisName } from './rules.ts';

/** Numerator and denominator of one indicator, by region and period. */
type Parts = ReadonlyMap<string, readonly [numerator: number | null, denominator: number | null]>;

const at = (region: string, period: string): string => `${region} ${period}`;

async function partsOf(
  view: View,
  indicator: IndicatorId,
  basis: BasisName | undefined,
  codes: readonly string[],
  periods: readonly string[],
): Promise<Parts> {
  const table = await view.observationTable({ indicators: [indicator], regions: { codes }, periods: { only: periods }, basis });
  return new Map(
    table.regions.flatMap((region, r) =>
      table.periods.map((period, p) => {
        const cell = r * table.periods.length + p;
        return [at(region, period), [table.numerators[cell] ?? null, table.denominators[cell] ?? null]] as const;
      }),
    ),
  );
}

/** net ≤ reported; work ≥ organization ≥ sole; over the same units. */
export async function brokenOrder(
  view: View,
  codes: readonly string[],
  periods: readonly string[],
): Promise<{ cells: number; broken: string[] }> {
  const broken: string[] = [];
  let cells = 0;
  for (const basis of ALL_BASES) {
    const ask = (indicator: IndicatorId): Promise<Parts> => partsOf(view, indicator, basis, codes, periods);
    const [work, organization, sole, net] = [
      await ask('party_work_coverage'),
      await ask('party_org_coverage'),
      await ask('party_sole_coverage'),
      await ask('net_org_coverage'),
    ];
    for (const [where, [covered, units]] of organization) {
      if (covered === null || units === null) continue;
      cells += 1;
      const [wider, narrower, alive] = [work, sole, net].map((parts) => parts.get(where) ?? [null, null]);
      const known = [wider, narrower, alive].every((part) => part?.[1] === units);
      const ordered = Number(wider?.[0]) >= covered && covered >= Number(narrower?.[0]) && Number(alive?.[0]) <= covered;
      if (!known || !ordered) broken.push(`${basis} ${where}: ${[wider, [covered, units], narrower, alive].join(' | ')}`);
    }
  }
  return { cells, broken };
}

/** What is resolved or adopted may be older than what was found or raised: the only shares that may pass 100 %. */
const MAY_PASS = new Set<IndicatorId>(['issues_resolved', 'suggestions_adopted']);

/** Every other share lies within 0 and its denominator. */
export async function brokenShares(
  view: View,
  codes: readonly string[],
  periods: readonly string[],
): Promise<{ cells: number; broken: string[] }> {
  const broken: string[] = [];
  let cells = 0;
  for (const indicator of INDICATOR_IDS.filter((id) => INDICATORS[id].shape === 'percent' && !MAY_PASS.has(id)))
    for (const basis of INDICATORS[indicator].basis === null ? [undefined] : ALL_BASES)
      for (const [where, [numerator, denominator]] of await partsOf(view, indicator, basis, codes, periods)) {
        if (numerator === null || denominator === null) continue;
        cells += 1;
        if (numerator < 0 || numerator > denominator) broken.push(`${indicator} ${basis ?? ''} ${where}: ${numerator}/${denominator}`);
      }
  return { cells, broken };
}

/** Every parent is the sum of its administrative children, so that nothing of a park is added to its parent a second time. */
export async function brokenSums(
  view: View,
  parents: readonly string[],
  regions: readonly Place[],
  periods: readonly string[],
): Promise<{ cells: number; broken: string[] }> {
  const childrenOf = Map.groupBy(
    regions.filter(({ kind }) => kind === 'ADMINISTRATIVE'),
    ({ parent }) => parent,
  );
  const codes = [...new Set(parents.flatMap((parent) => [parent, ...(childrenOf.get(parent) ?? []).map(({ code }) => code)]))];
  const broken: string[] = [];
  let cells = 0;
  for (const indicator of INDICATOR_IDS)
    for (const basis of INDICATORS[indicator].basis === null ? [undefined] : ALL_BASES) {
      const parts = await partsOf(view, indicator, basis, codes, periods);
      for (const parent of parents)
        for (const period of periods) {
          const whole = parts.get(at(parent, period));
          const children = (childrenOf.get(parent) ?? []).map(({ code }) => parts.get(at(code, period)) ?? [null, null]);
          const sums = [0, 1].map((part) => children.reduce((sum, child) => sum + Number(child[part]), 0));
          cells += 1;
          if (Math.abs(Number(whole?.[0]) - Number(sums[0])) > 0.005 || Math.abs(Number(whole?.[1]) - Number(sums[1])) > 0.005)
            broken.push(`${indicator} ${basis ?? ''} ${parent} ${period}: ${String(whole)} is not ${String(sums)}`);
        }
    }
  return { cells, broken };
}
