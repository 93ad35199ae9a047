/**
 * Measures: the additive counts that are stored and rolled up. A measure is a sum over rows of one source, of a value (or 1), over
 * the rows whose columns equal the constants of `when`. Nothing here is ever a rate. Columns are those of the fact tables.
 */
import { BASIS_FLAGS, type BasisFlag } from './bases.ts';
import type { Subject } from './organizations.ts';
import type { Entry, Words } from './words.ts';

export type MeasureSource = 'unit' | 'organization' | 'receipt';

export interface Measure {
  readonly id: string;
  readonly source: MeasureSource;
  /** Column that is added; absent: rows are counted. */
  readonly value?: string;
  readonly when: Readonly<Record<string, string | number>>;
  /** Rows where this column is null are left out. */
  readonly known?: string;
}

type Shape = Omit<Measure, 'id' | 'source'>;

/** Measures that exist once for every basis; the id is prefixed by the basis flag. */
export const BASIS_MEASURES = {
  units: { when: {} },
  party_sole: { when: { party_tier: 'SOLE' } },
  party_joint: { when: { party_tier: 'JOINT' } },
  party_work: { when: { party_tier: 'WORK' } },
  party_none: { when: { party_tier: 'NONE' } },
  union_sole: { when: { union_tier: 'SOLE' } },
  union_joint: { when: { union_tier: 'JOINT' } },
  union_none: { when: { union_tier: 'NONE' } },
  league_sole: { when: { league_tier: 'SOLE' } },
  league_joint: { when: { league_tier: 'JOINT' } },
  league_none: { when: { league_tier: 'NONE' } },
  women_sole: { when: { women_tier: 'SOLE' } },
  women_joint: { when: { women_tier: 'JOINT' } },
  women_none: { when: { women_tier: 'NONE' } },
  party_net: { when: { party_net: 1 } },
  memberless: { when: { memberless: 1 } },
  staff: { when: {}, value: 'staff' },
  members: { when: {}, value: 'members' },
  union_members: { when: {}, value: 'union_members' },
  union_staff: { when: {}, value: 'union_staff' },
} as const satisfies Record<string, Shape>;
export type BasisMeasure = keyof typeof BASIS_MEASURES;

/** Measures over all units of the ledger, whatever the basis. */
export const UNIT_MEASURES = {
  party_covered_units: { when: { party_covered: 1 } },
  union_covered_units: { when: { union_covered: 1 } },
  league_covered_units: { when: { league_covered: 1 } },
  women_covered_units: { when: { women_covered: 1 } },
  ledger_units: { when: {} },
  applicants_said: { when: {}, known: 'applicants' },
  activists_said: { when: {}, known: 'activists' },
  admitted_said: { when: {}, known: 'admitted' },
  visits_said: { when: {}, known: 'instructor_visits' },
  applicants: { when: {}, value: 'applicants' },
  activists: { when: {}, value: 'activists' },
  admitted: { when: {}, value: 'admitted' },
  instructors: { when: {}, value: 'instructors' },
  instructor_units: { when: { has_instructor: 1 } },
  instructor_visits: { when: {}, value: 'instructor_visits' },
} as const satisfies Record<string, Shape>;

const subjectMeasures = (subject: string): Readonly<Record<string, Shape>> => {
  const prefix = subject.toLowerCase();
  return {
    [`${prefix}_organizations`]: { when: { subject } },
    [`${prefix}_shells`]: { when: { subject, shell: 1 } },
    [`${prefix}_founded`]: { when: { subject, founded_now: 1 } },
    [`${prefix}_standard_known`]: { when: { subject }, known: 'standard_met' },
    [`${prefix}_standard_met`]: { when: { subject, standard_met: 1 } },
  };
};

const UNION_ACT = (column: string): Shape => ({ when: { subject: 'UNION', [column]: 1 } });
const UNION_KNOWN = (column: string): Shape => ({ when: { subject: 'UNION' }, known: column });
const SECRETARY = (source: string): Shape => ({ when: { subject: 'PARTY', secretary_source: source } });

/** Measures over organizations. */
export const ORGANIZATION_MEASURES = {
  ...subjectMeasures('PARTY'),
  ...subjectMeasures('UNION'),
  ...subjectMeasures('LEAGUE'),
  ...subjectMeasures('WOMEN'),
  meetings_due: { when: { subject: 'PARTY' }, value: 'meetings_due' },
  meetings_held: { when: { subject: 'PARTY' }, value: 'meetings_held' },
  theme_due: { when: { subject: 'PARTY' }, value: 'theme_due' },
  theme_held: { when: { subject: 'PARTY' }, value: 'theme_held' },
  term_known: { when: { subject: 'PARTY', term_known: 1 } },
  term_overdue: { when: { subject: 'PARTY', term_overdue: 1 } },
  secretary_known: { when: { subject: 'PARTY' }, known: 'secretary_source' },
  secretary_owner: SECRETARY('OWNER'),
  secretary_executive: SECRETARY('EXECUTIVE'),
  secretary_selected: SECRETARY('SELECTED'),
  secretary_hired: SECRETARY('HIRED'),
  secretary_other: SECRETARY('OTHER'),
  congress_known: UNION_KNOWN('congress_held'),
  congress_held: UNION_ACT('congress_held'),
  contract_known: UNION_KNOWN('collective_contract'),
  contract_held: UNION_ACT('collective_contract'),
  shuangliang_known: UNION_KNOWN('shuangliang'),
  shuangliang_held: UNION_ACT('shuangliang'),
  review_known: UNION_KNOWN('member_review'),
  review_held: UNION_ACT('member_review'),
  ledger_organizations: { when: {} },
  trainings_said: { when: {}, known: 'trainings' },
  trained_said: { when: {}, known: 'trained' },
  trainings: { when: {}, value: 'trainings' },
  trained: { when: {}, value: 'trained' },
  issues_found: { when: {}, value: 'issues_found' },
  issues_resolved: { when: {}, value: 'issues_resolved' },
  suggestions: { when: {}, value: 'suggestions' },
  adopted: { when: {}, value: 'adopted' },
  funds: { when: { subject: 'PARTY' }, value: 'funds' },
  funded_members: { when: { subject: 'PARTY' }, value: 'covered_members', known: 'funds' },
} as const satisfies Record<string, Shape>;

/** Receipt: of the reporting regions below, how many were expected and what came of it; and organizations ended since the last period. */
export const RECEIPT_MEASURES = {
  expected: { when: {}, value: 'expected' },
  received: { when: {}, value: 'received' },
  on_time: { when: {}, value: 'on_time' },
  accepted: { when: {}, value: 'accepted' },
  carried_forward: { when: {}, value: 'carried_forward' },
  returned: { when: {}, value: 'returned' },
  compared: { when: {}, value: 'compared' },
  party_dissolved: { when: {}, value: 'party_dissolved' },
  union_dissolved: { when: {}, value: 'union_dissolved' },
  league_dissolved: { when: {}, value: 'league_dissolved' },
  women_dissolved: { when: {}, value: 'women_dissolved' },
} as const satisfies Record<string, Shape>;
export type ReceiptMeasure = keyof typeof RECEIPT_MEASURES;

/** What ELIGIBLE of one subject is asked for: its own tiers and heads. */
const OF_ELIGIBLE: Readonly<Record<string, readonly BasisMeasure[]>> = {
  eligible_party: ['units', 'party_sole', 'party_joint', 'party_work', 'party_none', 'party_net', 'memberless', 'staff', 'members'],
  eligible_union: ['units', 'union_sole', 'union_joint', 'union_none', 'union_members', 'union_staff', 'staff'],
  eligible_league: ['units', 'league_sole', 'league_joint', 'league_none'],
  eligible_women: ['units', 'women_sole', 'women_joint', 'women_none'],
};

export const basisMeasureId = (flag: BasisFlag, measure: BasisMeasure): string => `${flag}__${measure}`;

const shapes = <S extends MeasureSource>(source: S, record: Readonly<Record<string, Shape>>): Measure[] =>
  Object.entries(record).map(([id, shape]) => ({ id, source, ...shape }));

const perBasis = (): Measure[] =>
  BASIS_FLAGS.flatMap((flag) =>
    (OF_ELIGIBLE[flag] ?? (Object.keys(BASIS_MEASURES) as BasisMeasure[])).map((measure): Measure => {
      const shape: Shape = BASIS_MEASURES[measure];
      return { id: basisMeasureId(flag, measure), source: 'unit', ...shape, when: { [flag]: 1, ...shape.when } };
    }),
  );

/** All measures, in the order of their rollup columns. */
export const MEASURES: readonly Measure[] = [
  ...shapes('receipt', RECEIPT_MEASURES),
  ...perBasis(),
  ...shapes('unit', UNIT_MEASURES),
  ...shapes('organization', ORGANIZATION_MEASURES),
];

const BY_ID = new Map(MEASURES.map((measure) => [measure.id, measure]));
export const measureOf = (id: string): Measure | undefined => BY_ID.get(id);

/** Where a dimension is written, by the rows that are counted; `@` stands for the subject, whose own tier, setup or form it is. */
interface DimensionColumns {
  readonly unit?: string;
  readonly organization?: string;
}

/** The dimensions a count can be split by (api.md). `rolledUp` ones are kept per value down to the county. */
export const DIMENSIONS = {
  KIND: { zh: '单位类别', en: 'Kind', columns: { unit: 'kind' }, rolledUp: true },
  SECTOR: { zh: '领域', en: 'Sector', columns: { unit: 'sector' }, rolledUp: true },
  SCALE: { zh: '规模', en: 'Scale', columns: { unit: 'scale' }, rolledUp: true },
  INDUSTRY: { zh: '行业', en: 'Industry', columns: { unit: 'industry' }, rolledUp: true },
  MANAGEMENT: { zh: '隶属', en: 'Management', columns: { unit: 'management' }, rolledUp: true },
  STATUS: { zh: '经营状态', en: 'Status', columns: { unit: 'status' }, rolledUp: false },
  TIER: { zh: '覆盖方式', en: 'Tier', columns: { unit: '@_tier' }, rolledUp: false },
  PARK: { zh: '园区', en: 'Park', columns: { unit: 'park' }, rolledUp: false },
  SETUP: { zh: '组建方式', en: 'Setup', columns: { unit: '@_setup', organization: 'setup' }, rolledUp: false },
  FORM: { zh: '组织形式', en: 'Form', columns: { unit: '@_form', organization: 'form' }, rolledUp: false },
  REASON: { zh: '未建原因', en: 'Why there is no organisation', columns: { unit: 'reason' }, rolledUp: false },
  SECRETARY: { zh: '书记来源', en: 'Where the secretary comes from', columns: { organization: 'secretary_source' }, rolledUp: false },
} as const satisfies Record<string, Entry & { readonly columns: DimensionColumns; readonly rolledUp: boolean }>;
export type Dimension = keyof typeof DIMENSIONS;

/** Column of a dimension in rows of a source, for a subject; undefined where such rows do not have it. */
export function dimensionColumn(dimension: Dimension, source: MeasureSource, subject: Subject): string | undefined {
  const columns: DimensionColumns = DIMENSIONS[dimension].columns;
  return source === 'receipt' ? undefined : columns[source]?.replace('@', subject.toLowerCase());
}

/** Whether the column depends on the subject, so that indicators of two subjects cannot be split together. */
export const dependsOnSubject = (dimension: Dimension): boolean => JSON.stringify(DIMENSIONS[dimension].columns).includes('@');

const COUNTED_IN: Readonly<Record<string, Words>> = {
  staff: { zh: '人', en: 'persons' },
  members: { zh: '人', en: 'persons' },
  union_members: { zh: '人', en: 'persons' },
  union_staff: { zh: '人', en: 'persons' },
  applicants: { zh: '人', en: 'persons' },
  activists: { zh: '人', en: 'persons' },
  admitted: { zh: '人', en: 'persons' },
  instructors: { zh: '名', en: 'persons' },
  covered_members: { zh: '人', en: 'persons' },
  trained: { zh: '人次', en: 'attendances' },
  issues_found: { zh: '个', en: 'issues' },
  issues_resolved: { zh: '个', en: 'issues' },
  suggestions: { zh: '条', en: 'suggestions' },
  adopted: { zh: '条', en: 'suggestions' },
  funds: { zh: '元', en: 'yuan' },
  theme_due: { zh: '个月', en: 'months' },
  theme_held: { zh: '个月', en: 'months' },
};
const COUNTED: Readonly<Record<MeasureSource, Words>> = {
  unit: { zh: '家', en: 'units' },
  organization: { zh: '个', en: 'organisations' },
  receipt: { zh: '个', en: 'regions' },
};
const TIMES: Words = { zh: '次', en: 'times' };

/** The counting word of a measure: 家, 人, 个, 次, 元. */
export function countingWord(id: string): Words {
  const measure = measureOf(id);
  if (measure === undefined) return COUNTED.unit;
  return measure.value === undefined || measure.source === 'receipt' ? COUNTED[measure.source] : (COUNTED_IN[measure.value] ?? TIMES);
}
