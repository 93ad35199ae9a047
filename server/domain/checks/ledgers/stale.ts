/** Stale copy: a ledger whose units say the same as a quarter ago in every number was probably not counted again. */
import { formatCount, formatPercent, THIN } from '../../format.ts';
import type { LedgerCheck } from './check.ts';

/** Share of the units of both quarters from which the same numbers are no chance: some unit always moves. */
export const STALE_SHARE = 0.95;
/** Fewer units may well stand still for a quarter. */
export const STALE_LEAST = 10;

export const STALE_COPY: LedgerCheck = {
  zh: '照抄上期',
  en: 'Copy of the quarter before',
  run({ carriedForward, compared }) {
    // What is carried forward says so itself.
    if (carriedForward || compared === null || compared.units < STALE_LEAST) return null;
    const { units, equal } = compared;
    const share = equal / units;
    if (share < STALE_SHARE) return null;
    const percent = `${formatPercent(share * 100, 1)}${THIN}%`;
    return {
      verdict: 'STALE',
      printed: equal,
      computed: units,
      difference: equal - units,
      decimals: 0,
      unit: 'unit',
      title: { zh: '与上期相同的单位', en: 'Units that say the same as before' },
      explanation: {
        zh: `两期都有的 ${formatCount(units)} 家单位中，${formatCount(equal)} 家（${percent}）的人数、党员、会员、走访等各数与上季度完全相同，疑为照抄上期。请确认本期已重新统计；确无变化的，请用「沿用上期」并注明。`,
        en: `Of the ${formatCount(units)} units of both quarters ${formatCount(equal)} (${percent}) say exactly the same in every number. Make sure they were counted again; carry the ledger forward where nothing changed.`,
      },
    };
  },
};
