/** County and townships: where townships reported first and the county then reported as a whole, their numbers should add up. */
import { formatCount } from '../../format.ts';
import type { LedgerCheck } from './check.ts';
import { amountEn, amountZh, nameOf, unitOf } from './counts.ts';

/** What is added up over townships. */
export const TOWNSHIP_SUMS = ['ledger_units', 'in_operating__staff', 'in_operating__members', 'ledger_organizations'] as const;

interface Apart {
  readonly id: string;
  readonly county: number;
  readonly townships: number;
}

export const COUNTY_AND_TOWNSHIPS: LedgerCheck = {
  zh: '县与乡镇之和',
  en: 'County against its townships',
  run({ sums, townships }) {
    if (townships === null || townships.came === 0) return null;
    const whole = townships.came === townships.of;
    const apart = TOWNSHIP_SUMS.flatMap((id): Apart[] => {
      const [county, parts] = [sums.get(id), townships.sums.get(id)];
      if (county === undefined || parts === undefined || county === parts) return [];
      // Townships that sent nothing are in the county's ledger only.
      return whole || county < parts ? [{ id, county, townships: parts }] : [];
    });
    const [first] = apart;
    if (first === undefined) return null;
    const zh = apart.map(
      ({ id, county, townships: parts }) => `${nameOf(id).zh}：县 ${amountZh(id, county)}，乡镇合计 ${amountZh(id, parts)}`,
    );
    const en = apart.map(
      ({ id, county, townships: parts }) => `${nameOf(id).en}: county ${amountEn(id, county)}, townships ${amountEn(id, parts)}`,
    );
    const came = `${formatCount(townships.came)}/${formatCount(townships.of)}`;
    return {
      verdict: first.county < first.townships ? 'OVER' : 'SHORT',
      printed: first.county,
      computed: first.townships,
      difference: first.county - first.townships,
      decimals: 0,
      unit: unitOf(first.id),
      title: nameOf(first.id),
      explanation: {
        zh: `县级台账与此前乡镇各自报送的合计（${came} 个乡镇已报）不一致：${zh.join('；')}。请核对是否有乡镇漏报、多报，或乡镇报送后又有变动。`,
        en: `The county's ledger differs from what its townships had sent (${came} of them): ${en.join('; ')}. Check which township left out or added units.`,
      },
    };
  },
};
