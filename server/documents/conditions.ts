/** The conditions of an address on what is counted and listed, in the words of the vocabularies. */
import { FORMS, SECRETARY_SOURCES, SETUPS, SHELL_FLAGS } from '../domain/organizations.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../domain/units.ts';
import type { Words } from '../domain/words.ts';
import { DEFAULTS, type Selection } from '../../web/src/state/selection.ts';

/** The conditions that both counts of a rate follow, `accepted` aside. */
const OF_UNITS = { kind: UNIT_KINDS, sector: UNIT_SECTORS, industry: INDUSTRIES, management: MANAGEMENTS, status: UNIT_STATUSES } as const;
const NAMES = Object.keys(OF_UNITS) as (keyof typeof OF_UNITS)[];

const { kind, sector, industry, management, status, accepted } = DEFAULTS;

/** The same address for all units. */
export const withoutConditions = (selection: Selection): Selection => ({
  ...selection,
  kind,
  sector,
  industry,
  management,
  status,
  accepted,
});

const ACCEPTED: Words = { zh: '只计审核通过', en: 'accepted submissions only' };

/** Said where the address has conditions that the view does not follow. */
export const NOT_FOLLOWED: Words = {
  zh: '地址带有筛选条件，这里的数字按全部单位计。',
  en: 'The address has conditions on units; the figures here are of all units.',
};

/** The same of a view with a list that does follow them. */
export const FOLLOWED_BY_LIST: Words = {
  zh: '地址带有筛选条件，只有清单随之变化，其余数字按全部单位计。',
  en: 'The address has conditions on units; only the list follows them, all other figures are of all units.',
};

/** «私营企业、基金会» of one condition, in the order of the vocabulary; several of one are either-or. */
const either = (registry: Readonly<Record<string, Words>>, chosen: readonly string[]): readonly Words[] => {
  const named = Object.entries(registry).flatMap(([id, words]) => (chosen.includes(id) ? [words] : []));
  return named.length === 0 ? [] : [{ zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(' or ') }];
};

const all = (parts: readonly Words[]): Words | null =>
  parts.length === 0 ? null : { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };

const unitParts = (selection: Selection): readonly Words[] => NAMES.flatMap((name) => either(OF_UNITS[name], selection[name]));

/** «社会组织；只计审核通过»; null when everything is counted. */
export const conditionsOf = (selection: Selection): Words | null =>
  all([...unitParts(selection), ...(selection.accepted ? [ACCEPTED] : [])]);

const searched = ({ search }: Selection): readonly Words[] =>
  search.trim() === '' ? [] : [{ zh: `含「${search.trim()}」`, en: `containing “${search.trim()}”` }];

/** Of the list of single units. */
export const unitListConditions = (selection: Selection): Words | null =>
  all([
    ...unitParts(selection),
    ...either(GAP_REASONS, selection.reason),
    ...(selection.minStaff === null ? [] : [{ zh: `从业人员 ${selection.minStaff} 人及以上`, en: `${selection.minStaff} staff or more` }]),
    ...searched(selection),
  ]);

/** Of the list of single organizations. */
export const organizationListConditions = (selection: Selection): Words | null =>
  all([
    ...either(FORMS, selection.form),
    ...either(SETUPS, selection.setup),
    ...either(SECRETARY_SOURCES, selection.secretary),
    ...either(SHELL_FLAGS, selection.flags),
    ...searched(selection),
  ]);
