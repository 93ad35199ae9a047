/** Columns of the list of units: all that the API's Unit says, with a code beside every word. */
import { BASES } from '../../domain/bases.ts';
import { DIMENSIONS } from '../../domain/measures.ts';
import { SUBJECTS, TIERS, TIERS_OF, type Subject, type Tier } from '../../domain/organizations.ts';
import { asOfDate } from '../../domain/period.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../../domain/units.ts';
import type { Words } from '../../domain/words.ts';
import type { UnitRow } from '../../reports/unitTypes.ts';
import {
  codedColumns,
  codedListColumns,
  column,
  decided,
  membersOf,
  PERSONS,
  regionColumns,
  UNSAID,
  versionColumn,
  type BulkColumn,
} from './column.ts';

/** A count of heads in the unit. */
const heads = (id: string, field: keyof UnitRow, label: Words, cell: (row: UnitRow) => number | null, empty: Words | null = UNSAID) =>
  column<UnitRow>({ id, field, label, type: 'integer', unit: PERSONS, empty, cell });

type Day = 'registeredOn' | 'openedOn';
const day = (id: string, field: Day, label: Words) =>
  column<UnitRow>({ id, field, label, type: 'date', empty: UNSAID, cell: (row) => row[field] });

const tierColumns = (subject: Subject, id: string, field: keyof UnitRow, code: (row: UnitRow) => Tier) =>
  codedColumns<UnitRow>({
    id,
    field,
    label: { zh: `${SUBJECTS[subject].zh}覆盖方式`, en: `Tier, ${SUBJECTS[subject].en}` },
    definition: {
      zh: `${SUBJECTS[subject].zh}以何种方式覆盖该单位`,
      en: `How the unit is covered: ${SUBJECTS[subject].en}`,
    },
    registry: TIERS,
    members: membersOf(TIERS, TIERS_OF[subject]),
    code,
  });

const BASIS_MEMBERS = Object.entries(BASES).map(([code, { zh, en, definition }]) => ({ code, zh, en, definition }));

export const UNIT_COLUMNS: readonly BulkColumn<UnitRow>[] = [
  column({
    id: 'credit_code',
    field: 'creditCode',
    label: { zh: '统一社会信用代码', en: 'Credit code' },
    citation: 'GB 32100-2015',
    cell: (row) => row.creditCode,
  }),
  column({ id: 'name', field: 'name', label: { zh: '单位名称', en: 'Name' }, cell: (row) => row.name }),
  ...regionColumns<UnitRow>({ id: 'region', field: 'region', label: { zh: '地区', en: 'Region' }, code: (row) => row.region }),
  ...regionColumns<UnitRow>({
    id: 'park',
    field: 'park',
    label: DIMENSIONS.PARK,
    empty: { zh: '不在园区，或台账未填', en: 'In no park, or the ledger does not say' },
    code: (row) => row.park,
  }),
  ...codedColumns<UnitRow>({ id: 'kind', field: 'kind', label: DIMENSIONS.KIND, registry: UNIT_KINDS, code: (row) => row.kind }),
  ...codedColumns<UnitRow>({
    id: 'sector',
    field: 'sector',
    label: DIMENSIONS.SECTOR,
    definition: { zh: '由单位类别归入的领域', en: 'The sector that the kind of the unit belongs to' },
    registry: UNIT_SECTORS,
    code: (row) => row.sector,
  }),
  ...codedColumns<UnitRow>({
    id: 'industry',
    field: 'industry',
    label: DIMENSIONS.INDUSTRY,
    empty: UNSAID,
    definition: { zh: '国民经济行业门类', en: 'Section of the industrial classification' },
    citation: 'GB/T 4754-2017',
    registry: INDUSTRIES,
    code: (row) => row.industry,
  }),
  ...codedColumns<UnitRow>({
    id: 'scale',
    field: 'scale',
    label: DIMENSIONS.SCALE,
    definition: { zh: '由从业人员归入的规模', en: 'Size band by staff' },
    registry: SCALES,
    code: (row) => row.scale,
  }),
  ...codedColumns<UnitRow>({ id: 'status', field: 'status', label: DIMENSIONS.STATUS, registry: UNIT_STATUSES, code: (row) => row.status }),
  ...codedColumns<UnitRow>({
    id: 'management',
    field: 'management',
    label: DIMENSIONS.MANAGEMENT,
    empty: UNSAID,
    registry: MANAGEMENTS,
    code: (row) => row.management,
  }),
  heads('staff', 'staff', { zh: '从业人员', en: 'Staff' }, (row) => row.staff, null),
  heads('full_members', 'fullMembers', { zh: '正式党员', en: 'Full members' }, (row) => row.fullMembers, null),
  heads('probationary_members', 'probationaryMembers', { zh: '预备党员', en: 'Probationary members' }, (row) => row.probationaryMembers),
  heads('league_members', 'leagueMembers', { zh: '团员', en: 'League members' }, (row) => row.leagueMembers),
  heads('union_members', 'unionMembers', { zh: '工会会员', en: 'Union members' }, (row) => row.unionMembers),
  ...tierColumns('PARTY', 'party_tier', 'partyTier', (row) => row.partyTier),
  ...tierColumns('UNION', 'union_tier', 'unionTier', (row) => row.unionTier),
  ...tierColumns('LEAGUE', 'league_tier', 'leagueTier', (row) => row.leagueTier),
  ...tierColumns('WOMEN', 'women_tier', 'womenTier', (row) => row.womenTier),
  ...codedListColumns<UnitRow>({
    id: 'bases',
    field: 'bases',
    label: { zh: '所属口径', en: 'Bases' },
    empty: { zh: '不属于任何口径', en: 'In none' },
    definition: { zh: '该单位计入哪些口径；其中应建指应建党组织', en: 'Bases that count the unit; ELIGIBLE is that of the Party' },
    registry: BASES,
    members: BASIS_MEMBERS,
    codes: (row) => row.bases,
  }),
  ...codedColumns<UnitRow>({
    id: 'reason',
    field: 'reason',
    label: { zh: '未建原因', en: 'Why it has no organisation' },
    empty: { zh: '已建，或台账未填', en: 'It has one, or the ledger does not say' },
    registry: GAP_REASONS,
    code: (row) => row.reason,
  }),
  day('registered_on', 'registeredOn', { zh: '登记日期', en: 'Registered on' }),
  day('opened_on', 'openedOn', { zh: '开业日期', en: 'Opened on' }),
  heads('women_staff', 'womenStaff', { zh: '女职工', en: 'Women among the staff' }, (row) => row.womenStaff),
  column({
    id: 'revenue_wan',
    field: 'revenueWan',
    label: { zh: '营业收入', en: 'Revenue' },
    type: 'number',
    unit: { zh: '万元', en: 'ten thousand yuan' },
    empty: UNSAID,
    cell: (row) => row.revenueWan,
  }),
  decided<UnitRow>({
    id: 'has_premises',
    field: 'hasPremises',
    label: { zh: '有固定场所', en: 'Has premises' },
    of: (row) => row.hasPremises,
  }),
  heads('applicants', 'applicants', { zh: '入党申请人', en: 'Applicants for membership' }, (row) => row.applicants),
  heads('activists', 'activists', { zh: '入党积极分子', en: 'Activists' }, (row) => row.activists),
  heads('instructors', 'instructors', { zh: '党建指导员', en: 'Instructors' }, (row) => row.instructors),
  column({
    id: 'instructor_visits',
    field: 'instructorVisits',
    label: { zh: '指导员走访次数', en: 'Visits by instructors' },
    type: 'integer',
    unit: { zh: '次', en: 'times' },
    empty: UNSAID,
    definition: { zh: '本期走访次数', en: 'Visits in the period' },
    cell: (row) => row.instructorVisits,
  }),
  column({ id: 'period', field: 'period', label: { zh: '报告期', en: 'Period' }, cell: (row) => row.period }),
  column({ id: 'as_of', field: null, label: { zh: '截至', en: 'As of' }, type: 'date', cell: (row) => asOfDate(row.period) }),
  versionColumn(),
];
