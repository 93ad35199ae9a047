/** One unit in two places: the same code submitted by two counties in one period counts twice in everything above both. */
import { formatCount, THIN } from '../../format.ts';
import { listEn, listZh, type LedgerCheck } from './check.ts';

export const REPEATED_UNITS: LedgerCheck = {
  zh: '跨地区重复',
  en: 'One unit in two regions',
  run({ name, region, repeated }) {
    if (repeated.length === 0) return null;
    const rows = repeated.reduce((sum, one) => sum + one.rows, 0);
    const zh = repeated.map((one) => `${one.name}（${one.region}）：${listZh(one, '家')}`).join('；');
    const en = repeated.map((one) => `${one.name} (${one.region}): ${listEn(one, 'units')}`).join('; ');
    return {
      verdict: 'REPEATED',
      printed: rows,
      computed: null,
      difference: null,
      decimals: 0,
      unit: 'unit',
      title: { zh: '统一社会信用代码', en: 'Credit codes' },
      explanation: {
        zh: `${name}（${region}）有 ${formatCount(rows)}${THIN}家单位同期又由其他地区报送，上级汇总时会数两次——${zh}。请两地按登记地或经营地商定由一方报送，另一方删去。`,
        en: `${formatCount(rows)} units of ${name} (${region}) are submitted by other regions in the same period and counted twice above: ${en}. Settle which of the two reports them.`,
      },
    };
  },
};
