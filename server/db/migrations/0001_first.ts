import { sql, SqliteAdapter, type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely } from 'kysely';

type Column = readonly [name: string, type: 'text' | 'integer' | 'number', need: 'null' | 'not null', check?: string];

const TEXT = (names: string, need: Column[2]): Column[] => names.split(' ').map((name) => [name, 'text', need]);
const COUNT = (names: string, need: Column[2]): Column[] => names.split(' ').map((name) => [name, 'integer', need, `"${name}" >= 0`]);
const FLAG = (names: string, need: Column[2]): Column[] => names.split(' ').map((name) => [name, 'integer', need, `"${name}" in (0, 1)`]);

const TABLES: Readonly<Record<string, { columns: Column[]; key: string[] }>> = {
  region: {
    columns: [
      ...TEXT('code valid_from name level kind', 'not null'),
      ...TEXT('valid_to name_en parent', 'null'),
      ...COUNT('position', 'not null'),
    ],
    key: ['code', 'valid_from'],
  },
  region_closure: { columns: TEXT('ancestor descendant valid_from valid_to', 'not null'), key: ['ancestor', 'descendant', 'valid_from'] },
  region_event: {
    columns: [...TEXT('happened_on kind from_codes to_codes', 'not null'), ...TEXT('note', 'null'), ...COUNT('position', 'not null')],
    key: ['position'],
  },
  region_alias: { columns: TEXT('old_code new_code', 'not null'), key: ['old_code'] },
  unit_quarter: {
    columns: [
      ...COUNT('submission', 'not null'),
      ...TEXT('credit_code name region kind status sector scale party_tier union_tier league_tier women_tier', 'not null'),
      ...TEXT('park industry registered_on opened_on management party_org union_org league_org women_org reason', 'null'),
      ...TEXT('party_setup union_setup league_setup women_setup party_form union_form league_form women_form', 'null'),
      ...FLAG('has_premises base_listed', 'null'),
      ...COUNT('staff full_members members', 'not null'),
      ...COUNT(
        'women_staff probationary_members applicants activists admitted league_members union_members women_union_members instructors liaisons instructor_visits union_staff',
        'null',
      ),
      ['revenue_wan', 'number', 'null', 'revenue_wan >= 0'],
      ...FLAG(
        'in_registered in_operating in_three_have in_above_scale in_base_list eligible_party eligible_union eligible_league eligible_women',
        'not null',
      ),
      ...FLAG('party_covered union_covered league_covered women_covered party_net memberless has_instructor', 'not null'),
    ],
    key: ['submission', 'credit_code'],
  },
  organization_quarter: {
    columns: [
      ...COUNT('submission', 'not null'),
      ...TEXT('code name region subject form setup founded_on', 'not null'),
      ...TEXT('term_started_on secretary_source', 'null'),
      ...COUNT(
        'term_years groups congress_meetings committee_meetings group_meetings lectures theme_day_months trainings trained issues_found issues_resolved suggestions adopted workers_congress standard_items',
        'null',
      ),
      ['funds', 'number', 'null', 'funds >= 0'],
      ...FLAG('collective_contract shuangliang member_review active standard_met congress_held', 'null'),
      ...COUNT('units_covered covered_full_members covered_members meetings_due meetings_held theme_due theme_held', 'not null'),
      ...FLAG(
        'term_known term_overdue founded_now shell shell_no_activity shell_too_few_members shell_units_gone shell_term_overdue shell_overstretched',
        'not null',
      ),
    ],
    key: ['submission', 'code'],
  },
  expectation: { columns: TEXT('region period as_of', 'not null'), key: ['period', 'region'] },
  publication: { columns: [...COUNT('version', 'not null'), ...TEXT('published_at reason', 'not null')], key: ['version'] },
  target: {
    columns: [
      ...TEXT('region indicator valid_from', 'not null'),
      ['target', 'number', 'not null', 'target >= 0 and target <= 100'],
      ...FLAG('demo', 'not null'),
    ],
    key: ['region', 'indicator', 'valid_from'],
  },
  rule_set: { columns: [...TEXT('id document', 'not null'), ...FLAG('shipped', 'not null')], key: ['id'] },
  rule_assignment: {
    columns: [...TEXT('region valid_from assigned_by rule_set', 'not null'), ...TEXT('valid_to', 'null')],
    key: ['region', 'valid_from', 'assigned_by', 'rule_set'],
  },
  source: { columns: [...TEXT('id title', 'not null'), ...TEXT('publisher published_on region kind reference', 'null')], key: ['id'] },
  figure: {
    columns: [
      ...TEXT('id source region place as_of_precision quantity label printed unit qualifier', 'not null'),
      ...TEXT('subject as_of basis', 'null'),
      ['value', 'number', 'null'],
      ['low', 'number', 'null'],
      ['high', 'number', 'null'],
      ...COUNT('position', 'not null'),
    ],
    key: ['id'],
  },
  relation: { columns: [...TEXT('id kind role figure', 'not null'), ...COUNT('position', 'not null')], key: ['id', 'position'] },
  finding: {
    columns: [
      ...TEXT('id kind verdict severity title explanation explanation_en figures', 'not null'),
      ...TEXT('relation region period unit', 'null'),
      ['printed', 'number', 'null'],
      ['computed', 'number', 'null'],
      ['difference', 'number', 'null'],
      ...COUNT('position decimals', 'not null'),
    ],
    key: ['id'],
  },
};

const SUBMISSION: Column[] = [
  ...TEXT(
    'region ledger_region prefecture province period as_of state file_name file_sha256 content_sha256 received_at rule_set',
    'not null',
  ),
  ...TEXT('published_at superseded_at accepted_at', 'null'),
  ...COUNT(
    'version units organizations errors warnings units_added units_removed units_changed organizations_founded party_dissolved union_dissolved league_dissolved women_dissolved',
    'not null',
  ),
  ...FLAG('is_current on_time carried_forward foreign_refs has_earlier demo', 'not null'),
];

const INDEXES: readonly (readonly [name: string, table: string, columns: string, where?: string])[] = [
  ['region_parent', 'region', 'parent, position'],
  ['region_closure_up', 'region_closure', 'descendant, ancestor'],
  ['submission_place', 'submission', 'period, ledger_region, is_current'],
  ['submission_history', 'submission', 'region, period, version'],
  ['unit_gap', 'unit_quarter', 'submission, credit_code', 'eligible_party = 1 and party_covered = 0'],
  ['unit_park', 'unit_quarter', 'park, submission', 'park is not null'],
  ['organization_code', 'organization_quarter', 'code, submission'],
  ['figure_place', 'figure', 'region, subject, quantity'],
  ['finding_order', 'finding', 'position, id'],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const typeOf = (type: Column[1]) => (type === 'number' ? sql`${sql.raw(sqlite ? 'real' : 'double precision')}` : sql`${sql.raw(type)}`);
  const withColumns = (builder: CreateTableBuilder<string>, columns: readonly Column[]): CreateTableBuilder<string> =>
    columns.reduce<CreateTableBuilder<string>>(
      (made, [name, type, need, check]) =>
        made.addColumn(name, typeOf(type), (column: ColumnDefinitionBuilder) => {
          const needed = need === 'not null' ? column.notNull() : column;
          return check === undefined ? needed : needed.check(sql`${sql.raw(check)}`);
        }),
      builder,
    );
  for (const [table, { columns, key }] of Object.entries(TABLES)) {
    const made = withColumns(db.schema.createTable<string>(table), columns).addPrimaryKeyConstraint(`${table}_key`, key as never);
    await (sqlite ? made.modifyEnd(sql`strict, without rowid`) : made).execute();
  }
  const submission = db.schema
    .createTable<string>('submission')
    .addColumn('id', sqlite ? 'integer' : 'serial', (column) => column.primaryKey());
  const whole = withColumns(submission, SUBMISSION).addUniqueConstraint('submission_version', ['region', 'period', 'version'] as never);
  await (sqlite ? whole.modifyEnd(sql`strict`) : whole).execute();
  for (const [name, table, columns, where] of INDEXES) {
    await sql`create index ${sql.ref(name)} on ${sql.table(table)} (${sql.raw(columns)})${where === undefined ? sql`` : sql` where ${sql.raw(where)}`}`.execute(
      db,
    );
  }
}
