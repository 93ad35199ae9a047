/** All 100 %: a region whose every rate is full was probably reported to the target, not counted. */
import { formatCount } from '../../format.ts';
import { askIndicator, indicatorOf, type IndicatorId } from '../../indicators.ts';
import type { LedgerCheck, Sums } from './check.ts';

/** Rates that say how far units are covered, in their own bases. */
const RATES: readonly IndicatorId[] = [
  'party_org_coverage',
  'party_work_coverage',
  'party_built_of_eligible',
  'union_coverage',
  'league_coverage',
  'women_coverage',
];
/** Fewer units may well all be covered. */
export const FULL_LEAST = 20;
/** One or two rates may be full by themselves. */
export const FULL_RATES = 3;

/** Measures that the check reads. */
export const FULL_MEASURES: readonly string[] = [
  ...new Set(RATES.map((id) => askIndicator(id)).flatMap(({ numerator, denominator }) => [...numerator, ...(denominator ?? [])])),
];

const total = (sums: Sums, ids: readonly string[]): number => ids.reduce((sum, id) => sum + Number(sums.get(id)), 0);

export const ALL_FULL: LedgerCheck = {
  zh: '各率全为 100%',
  en: 'Every rate is 100 %',
  run({ sums }) {
    const parts = RATES.map((id) => {
      const { numerator, denominator } = askIndicator(id);
      return { id, part: total(sums, numerator), whole: total(sums, denominator ?? []) };
    }).filter(({ whole }) => whole > 0);
    const units = Number(sums.get('in_operating__units'));
    if (units < FULL_LEAST || parts.length < FULL_RATES || parts.some(({ part, whole }) => part !== whole)) return null;
    const zh = parts.map(({ id, whole }) => `${indicatorOf(id).zh}（${formatCount(whole)} 家）`).join('、');
    const en = parts.map(({ id, whole }) => `${indicatorOf(id).en} (${formatCount(whole)})`).join(', ');
    return {
      verdict: 'SUSPICIOUS',
      printed: 100,
      computed: null,
      difference: null,
      decimals: 1,
      unit: 'percent',
      title: { zh: '覆盖率', en: 'Coverage' },
      explanation: {
        zh: `${formatCount(units)} 家正常经营单位的 ${parts.length} 个覆盖率都恰为 100%：${zh}。没有一家未覆盖，像按目标填报而非实计；请抽查新登记的、没有党员的单位是否漏报。`,
        en: `${parts.length} rates of ${formatCount(units)} operating units are exactly 100 %: ${en}. Not one unit is left, as if reported to the target; look for units that are new or have no members.`,
      },
    };
  },
};
