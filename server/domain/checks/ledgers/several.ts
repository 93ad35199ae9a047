/** An organization founded for one unit that several units name: it is a joint one, or the wrong code was copied down. */
import { listEn, listZh, type LedgerCheck } from './check.ts';

export const SOLE_OF_SEVERAL: LedgerCheck = {
  zh: '单独组建而覆盖多家',
  en: 'Founded alone, covers several',
  run({ several }) {
    if (several === null || several.rows === 0) return null;
    return {
      verdict: 'MISFILED',
      printed: several.rows,
      computed: null,
      difference: null,
      decimals: 0,
      unit: 'organization',
      title: { zh: '组建方式', en: 'Setup' },
      explanation: {
        zh: `组建方式填「单独组建」，却有两家以上单位填了它的代码：${listZh(several, '个组织')}。请核对「组建方式」是否应为联合组建，或单位的组织代码是否填串；这关系到单独组建率。`,
        en: `Founded alone, yet named by two units or more: ${listEn(several, 'organisations')}. Check whether they are joint ones, or whether a code was copied down; the share of organisations of one's own depends on it.`,
      },
    };
  },
};
