import type { RuleAssignment } from '../../../server/domain/rules/resolve.ts';
import type { RuleSetDocument } from '../../../server/domain/rules/ruleSet.ts';
import { loadRuleSets } from '../../../seed/rules/loadRuleSets.ts';

export const SHIPPED = loadRuleSets();

export const shippedSet = (id: string): RuleSetDocument => {
  const found = SHIPPED.find((set) => set.id === id);
  if (found === undefined) throw new Error(`no rule set ${id}`);
  return found;
};

/** Region, then its ancestors upward. */
export const QUANNAN = ['360729', '360700', '360000', '100000'];
export const LINYI_LANSHAN = ['371302', '371300', '370000', '100000'];
export const GUIYANG = ['520100', '520000', '100000'];
export const LUOYANG = ['410300', '410000', '100000'];

/** A set that says one thing: the least staff of 三有, by which the tests tell sets apart. */
export const saysStaff = (
  id: string,
  region: string,
  validFrom: string,
  least: number,
  validTo: string | null = null,
): RuleSetDocument => ({
  id,
  zh: id,
  en: id,
  region,
  issuedOn: null,
  validFrom,
  validTo,
  citation: '示例',
  rules: { threeHaveMinStaff: { is: least, citation: `三有从业人员 ${least} 人` } },
  targets: [],
});

export const byAdministrator = (
  set: RuleSetDocument,
  region: string,
  validFrom: string,
  validTo: string | null = null,
): RuleAssignment => ({
  region,
  validFrom,
  validTo,
  by: 'ADMINISTRATOR',
  set,
});
