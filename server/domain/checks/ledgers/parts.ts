/** Parts and totals beyond what a row is refused for: counts of one row that cannot well be more than another of it. */
import type { Words } from '../../words.ts';
import type { LedgerCheck } from './check.ts';
import { listEn, listZh } from './check.ts';

interface Part {
  readonly table: 'unit_quarter' | 'organization_quarter';
  /** Column that is added up over the file; unique among all. */
  readonly part: string;
  readonly whole: string;
  /** Headers of the sheet. */
  readonly zh: readonly [part: string, whole: string];
  readonly en: Words['en'];
}

/** What is checked while a file is read (women among staff, union members among staff, issues resolved) is not here. */
export const PARTS: readonly Part[] = [
  { table: 'unit_quarter', part: 'members', whole: 'staff', zh: ['党员（正式与预备）', '从业人员'], en: 'Party members and staff' },
  { table: 'unit_quarter', part: 'league_members', whole: 'staff', zh: ['团员数', '从业人员'], en: 'league members and staff' },
  { table: 'unit_quarter', part: 'activists', whole: 'applicants', zh: ['入党积极分子', '入党申请人'], en: 'activists and applicants' },
  { table: 'organization_quarter', part: 'adopted', whole: 'suggestions', zh: ['采纳数', '建议数'], en: 'suggestions adopted and raised' },
];

export const PARTS_AND_TOTALS: LedgerCheck = {
  zh: '部分与总数',
  en: 'Parts and totals',
  run({ exceeding }) {
    const found = PARTS.flatMap(({ table, part, zh, en }) => {
      const rows = exceeding.find((one) => one.part === part);
      return rows === undefined || rows.rows === 0 ? [] : [{ rows, zh, en, word: table === 'unit_quarter' ? '家' : '个' }];
    });
    const [first] = found;
    if (first === undefined) return null;
    const total = found.reduce((sum, { rows }) => sum + rows.rows, 0);
    const zh = found.map(({ rows, zh: [part, whole], word }) => `${part}大于${whole}：${listZh(rows, word)}`).join('；');
    const en = found.map(({ rows, en: what }) => `${what}: ${listEn(rows, 'rows')}`).join('; ');
    return {
      verdict: 'OVER',
      printed: total,
      computed: null,
      difference: null,
      decimals: 0,
      unit: null,
      title: { zh: `${first.zh[0]}与${first.zh[1]}`, en: first.en },
      explanation: {
        zh: `${zh}。请核对这些行的这两列；确有离退休、挂靠或跨期情形的可以保留并说明。`,
        en: `The part is more than the whole in ${en}. Check both columns of these rows; keep and explain what is so.`,
      },
    };
  },
};
