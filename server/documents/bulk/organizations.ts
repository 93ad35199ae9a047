/** Columns of the list of organizations: all that the API's Organization says, with a code beside every word. */
import { FORMS, SECRETARY_SOURCES, SETUPS, SHELL_FLAGS, SUBJECTS } from '../../domain/organizations.ts';
import { DIMENSIONS } from '../../domain/measures.ts';
import { asOfDate } from '../../domain/period.ts';
import type { Words } from '../../domain/words.ts';
import type { OrganizationRow } from '../../reports/analysisTypes.ts';
import {
  codedColumns,
  codedListColumns,
  column,
  decided,
  joined,
  PERSONS,
  regionColumns,
  UNITS,
  UNSAID,
  versionColumn,
  type BulkColumn,
} from './column.ts';

const TIMES: Words = { zh: '次', en: 'times' };
const NO_FLAG: Words = { zh: '没有疑似空转的情形', en: 'None' };

type Count = 'unitsCovered' | 'fullMembers' | 'meetingsDue' | 'meetingsHeld' | 'themeDayMonths' | 'standardItems';
const count = (id: string, field: Count, label: Words, unit: Words, more: { empty?: Words; definition?: Words } = {}) =>
  column<OrganizationRow>({ id, field, label, type: 'integer', unit, ...more, cell: (row) => row[field] });

type Day = 'foundedOn' | 'termStartedOn' | 'termEndsOn';
const day = (id: string, field: Day, label: Words, empty: Words | null) =>
  column<OrganizationRow>({ id, field, label, type: 'date', empty, cell: (row) => row[field] });

export const ORGANIZATION_COLUMNS: readonly BulkColumn<OrganizationRow>[] = [
  column({ id: 'code', field: 'code', label: { zh: '组织代码', en: 'Code' }, cell: (row) => row.code }),
  column({ id: 'name', field: 'name', label: { zh: '组织名称', en: 'Name' }, cell: (row) => row.name }),
  ...regionColumns<OrganizationRow>({ id: 'region', field: 'region', label: { zh: '地区', en: 'Region' }, code: (row) => row.region }),
  ...codedColumns<OrganizationRow>({
    id: 'subject',
    field: 'subject',
    label: { zh: '组织类别', en: 'Subject' },
    registry: SUBJECTS,
    code: (row) => row.subject,
  }),
  ...codedColumns<OrganizationRow>({ id: 'form', field: 'form', label: DIMENSIONS.FORM, registry: FORMS, code: (row) => row.form }),
  ...codedColumns<OrganizationRow>({ id: 'setup', field: 'setup', label: DIMENSIONS.SETUP, registry: SETUPS, code: (row) => row.setup }),
  day('founded_on', 'foundedOn', { zh: '成立日期', en: 'Founded on' }, null),
  day('term_started_on', 'termStartedOn', { zh: '本届起始', en: 'Term began' }, UNSAID),
  day('term_ends_on', 'termEndsOn', { zh: '本届届满', en: 'Term ends' }, { zh: '任期不详', en: 'The term is not known' }),
  ...codedColumns<OrganizationRow>({
    id: 'secretary_source',
    field: 'secretarySource',
    label: DIMENSIONS.SECRETARY,
    empty: { zh: '不是党组织，或台账未填', en: 'No Party organisation, or the ledger does not say' },
    registry: SECRETARY_SOURCES,
    code: (row) => row.secretarySource,
  }),
  count('units_covered', 'unitsCovered', { zh: '覆盖单位', en: 'Units covered' }, UNITS),
  count('full_members', 'fullMembers', { zh: '正式党员', en: 'Full members' }, PERSONS, {
    definition: { zh: '所覆盖单位的正式党员之和', en: 'Full members over the units it covers' },
  }),
  count('meetings_due', 'meetingsDue', { zh: '应开会议', en: 'Meetings due' }, TIMES, {
    definition: { zh: '规则集要求本期召开的会议', en: 'Meetings that the rule set asks for in the period' },
  }),
  count('meetings_held', 'meetingsHeld', { zh: '已开会议', en: 'Meetings held' }, TIMES, {
    definition: { zh: '本期已开会议，每种计入的不超过应开数', en: 'Meetings held, of each kind counted up to those due' },
  }),
  count(
    'theme_day_months',
    'themeDayMonths',
    { zh: '主题党日月数', en: 'Months with a theme day' },
    { zh: '个月', en: 'months' },
    { empty: UNSAID },
  ),
  count(
    'standard_items',
    'standardItems',
    { zh: '六有达标项数', en: 'Items of the six haves' },
    { zh: '项', en: 'items' },
    { empty: UNSAID },
  ),
  column({
    id: 'funds',
    field: 'funds',
    label: { zh: '活动经费', en: 'Activity funds' },
    type: 'number',
    unit: { zh: '元', en: 'yuan' },
    empty: UNSAID,
    definition: { zh: '本期活动经费', en: 'Activity funds of the period' },
    cell: (row) => row.funds,
  }),
  decided<OrganizationRow>({
    id: 'active',
    field: 'active',
    label: { zh: '本期有活动', en: 'Active' },
    empty: { zh: '本期没有任何活动记录', en: 'Nothing is recorded for the period' },
    definition: { zh: '本期有任何一种活动的记录', en: 'Any activity recorded in the period' },
    of: (row) => row.active,
  }),
  decided<OrganizationRow>({
    id: 'term_overdue',
    field: 'termOverdue',
    label: { zh: '届满未换届', en: 'Past its term' },
    empty: null,
    of: (row) => row.termOverdue,
  }),
  decided<OrganizationRow>({
    id: 'standard_met',
    field: 'standardMet',
    label: { zh: '六有达标', en: 'Meets its checklist' },
    of: (row) => row.standardMet,
  }),
  ...codedListColumns<OrganizationRow>({
    id: 'flags',
    field: 'flags',
    label: { zh: '疑似空转情形', en: 'Shell flags' },
    empty: NO_FLAG,
    definition: { zh: '疑似空转的情形：供核查，不是结论', en: 'Why it may exist on paper only: to check, no verdict' },
    registry: SHELL_FLAGS,
    codes: (row) => row.flags.map(({ flag }) => flag),
  }),
  column({
    id: 'flags_why',
    field: 'flags',
    label: { zh: '情形依据', en: 'Why flagged' },
    empty: NO_FLAG,
    definition: { zh: '每条情形的说明，带数字', en: 'What each flag stands on, with its numbers' },
    cell: (row, { lang }) =>
      joined(
        row.flags.map(({ explanation }) => explanation[lang]),
        ' ',
      ),
  }),
  column({ id: 'period', field: 'period', label: { zh: '报告期', en: 'Period' }, cell: (row) => row.period }),
  column({ id: 'as_of', field: null, label: { zh: '截至', en: 'As of' }, type: 'date', cell: (row) => asOfDate(row.period) }),
  versionColumn(),
];
