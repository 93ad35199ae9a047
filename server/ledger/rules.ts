/** Rules of a ledger beyond single cells: within a row, between rows, and between the two sheets. */
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { Subject } from '../domain/organizations.ts';
import type { LedgerContext } from './context.ts';
import type { FactRow } from './factRow.ts';
import type { SheetReader } from './sheetReader.ts';
import { CreditPlaces, TextPlaces, type CodePlaces } from './codePlaces.ts';
import type { LineStage } from './staging.ts';
import { FORMS, SUBJECTS } from '../domain/organizations.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS, type Column, type SheetSpec } from './columns.ts';

/** One count that may not exceed another of the same row; `severity` says whether the ledger can stand with it. */
interface Bound<Fact> {
  readonly part: keyof Fact & string;
  readonly whole: keyof Fact & string;
  readonly severity: 'error' | 'warning';
}

export const UNIT_BOUNDS: readonly Bound<UnitFact>[] = [
  { part: 'womenStaff', whole: 'staff', severity: 'error' },
  { part: 'unionMembers', whole: 'staff', severity: 'error' },
  { part: 'womenUnionMembers', whole: 'unionMembers', severity: 'error' },
];
/** Older issues may be resolved, older suggestions adopted, in a later quarter: a note, not an error. */
export const ORGANIZATION_BOUNDS: readonly Bound<OrganizationFact>[] = [
  { part: 'issuesResolved', whole: 'issuesFound', severity: 'warning' },
];

/** Where a column's value stands in a row. */
const placeOf = <Fact>(columns: readonly Column<Fact>[], fact: keyof Fact & string): number =>
  columns.findIndex((column) => column.fact === fact);

function boundCheck<Fact>(
  reader: SheetReader<Fact>,
  bounds: readonly Bound<Fact>[],
  columns: readonly Column<Fact>[],
): (row: FactRow<Fact>) => boolean {
  const placed = bounds.map((bound) => ({ ...bound, partAt: placeOf(columns, bound.part), wholeAt: placeOf(columns, bound.whole) }));
  return ({ values, row }) => {
    let sound = true;
    for (const { part, partAt, wholeAt, severity } of placed) {
      const less = values[partAt];
      const more = values[wholeAt];
      if (typeof less !== 'number' || typeof more !== 'number' || less <= more) continue;
      if (severity === 'error') sound = false;
      const what = ` ${less} 大于"${columns[wholeAt]?.header ?? ''}" ${more}`;
      reader.reportAt(severity, row, part, less, 'PART_EXCEEDS_WHOLE', what, '请核对这两列');
    }
    return sound;
  };
}

/** Whether a row can stand; what is wrong with it goes to the log. */
export type RowCheck<Fact> = (row: FactRow<Fact>) => boolean;

const unitPlace = (fact: keyof UnitFact): number => placeOf(UNIT_COLUMNS, fact);
const STAFF = unitPlace('staff');
const FULL_MEMBERS = unitPlace('fullMembers');
const PROBATIONARY_MEMBERS = unitPlace('probationaryMembers');
const REFERENCES = (
  [
    ['partyOrg', 'PARTY'],
    ['unionOrg', 'UNION'],
    ['leagueOrg', 'LEAGUE'],
    ['womenOrg', 'WOMEN'],
  ] as const satisfies readonly (readonly [keyof UnitFact, Subject])[]
).map(([column, subject]) => ({ column, subject, at: unitPlace(column) }));

function checkReferences(
  reader: SheetReader<UnitFact>,
  { values, row }: FactRow<UnitFact>,
  subjects: ReadonlyMap<string, Subject | null>,
  context: LedgerContext,
): boolean {
  let sound = true;
  for (const { column, subject, at } of REFERENCES) {
    const code = values[at];
    if (typeof code !== 'string') continue;
    const found = subjects.get(code);
    if (found === subject || found === null) continue; // null: the organization's own row is wrong and says so itself
    if (found === undefined && context.hasOrganization(code)) continue;
    sound = false;
    const what =
      found === undefined ? `"${code}"在党群组织表中没有对应的组织` : `"${code}"是${SUBJECTS[found].zh},不是${SUBJECTS[subject].zh}`;
    reader.reportAt(
      'error',
      row,
      column,
      code,
      found === undefined ? 'ORGANIZATION_UNKNOWN' : 'ORGANIZATION_SUBJECT',
      what,
      '请核对组织代码,或在党群组织表中补充该组织',
    );
  }
  return sound;
}

/** Checks rows of units against themselves and the organizations: `subjects` of every code of the sheet, null where the subject could not be read. */
export function unitCheck(
  reader: SheetReader<UnitFact>,
  subjects: ReadonlyMap<string, Subject | null>,
  context: LedgerContext,
): RowCheck<UnitFact> {
  const isBounded = boundCheck(reader, UNIT_BOUNDS, UNIT_COLUMNS);
  return (row) => {
    const bounded = isBounded(row);
    const referred = checkReferences(reader, row, subjects, context);
    const [fullMembers, probationaryMembers, staff] = [row.values[FULL_MEMBERS], row.values[PROBATIONARY_MEMBERS], row.values[STAFF]];
    // Wrong cells are null: a sum with one of them says nothing.
    if (typeof fullMembers !== 'number' || typeof staff !== 'number') return bounded && referred && row.sound;
    const members = typeof probationaryMembers === 'number' ? fullMembers + probationaryMembers : fullMembers;
    if (members > staff) {
      reader.reportAt(
        'warning',
        row.row,
        'fullMembers',
        fullMembers,
        'MEMBERS_EXCEED_STAFF',
        `党员合计 ${members} 人,多于从业人员 ${staff} 人`,
        '请核对;确有离退休或挂靠党员的可以保留',
      );
    }
    return bounded && referred && row.sound;
  };
}

function checkForm(reader: SheetReader<OrganizationFact>, fact: OrganizationFact, row: number): boolean {
  const form = FORMS[fact.form] as (typeof FORMS)[keyof typeof FORMS] | undefined;
  const subject = SUBJECTS[fact.subject] as { readonly zh: string } | undefined;
  if (form === undefined || subject === undefined || form.subject === fact.subject) return true;
  const allowed = Object.values(FORMS)
    .filter((other) => other.subject === fact.subject)
    .map((other) => other.zh);
  reader.reportAt('error', row, 'form', form.zh, 'FORM_SUBJECT', `"${form.zh}"不是${subject.zh}的组织形式`, `可填:${allowed.join('、')}`);
  return false;
}

const REQUIRED_BY_SUBJECT = ORGANIZATION_COLUMNS.filter((column) => typeof column.required === 'string');

/** Columns that rows of one subject must fill: told a cell, or once where the file has no such column. */
function checkRequired(
  reader: SheetReader<OrganizationFact>,
  fact: OrganizationFact,
  { row, wrong }: FactRow<OrganizationFact>,
  absent: Set<string>,
): boolean {
  let complete = true;
  for (const column of REQUIRED_BY_SUBJECT) {
    if (column.required !== fact.subject || fact[column.fact] !== null) continue;
    const hasColumn = reader.hasColumn(column.fact);
    if (!hasColumn && absent.has(column.fact)) continue;
    if (wrong.includes(column.fact)) continue; // has been said
    complete = false;
    absent.add(column.fact);
    const word = SUBJECTS[fact.subject].zh;
    if (hasColumn) reader.reportAt('error', row, column.fact, null, 'REQUIRED', `:类别为${word}时必填`, '请补填,没有的填 0 或 否');
    else reader.reportAt('error', row, column.fact, null, 'MISSING_COLUMN', `:缺少此列,类别为${word}的组织都要填写`, '请在表头中补充此列');
  }
  return complete;
}

/** Checks rows of organizations against themselves. */
export function organizationCheck(reader: SheetReader<OrganizationFact>): RowCheck<OrganizationFact> {
  const absent = new Set<string>();
  const isBounded = boundCheck(reader, ORGANIZATION_BOUNDS, ORGANIZATION_COLUMNS);
  return (row) => {
    const { fact } = row;
    const formed = checkForm(reader, fact, row.row);
    const complete = checkRequired(reader, fact, row, absent);
    return isBounded(row) && formed && complete && row.sound;
  };
}

/** One row a code: equal ones are kept once with a note, different ones are an error. */
export class FirstOfCode<Fact> {
  /** The line that stands for each code. */
  readonly places: CodePlaces;
  private readonly repeats = new Map<string, number[]>();
  private readonly reader: SheetReader<Fact>;
  private readonly stage: LineStage;
  private readonly identity: Column<Fact>;
  private readonly at: number;

  constructor(reader: SheetReader<Fact>, stage: LineStage, { columns, identity: wanted }: SheetSpec<Fact>) {
    const at = placeOf(columns, wanted);
    const identity = columns[at] as Column<Fact>;
    this.reader = reader;
    this.stage = stage;
    this.identity = identity;
    this.at = at;
    this.places = identity.type.is === 'creditCode' ? new CreditPlaces() : new TextPlaces();
  }

  accept({ values, row }: FactRow<Fact>, sound: boolean): void {
    const code = values[this.at];
    if (typeof code !== 'string') return;
    const earlier = this.places.place(code);
    if (earlier < 0) this.stage.add(values, sound, row);
    else this.repeated(code, this.stage.rowOf(earlier), row, this.stage.says(earlier, values));
  }

  /** Notes what stood there more than once. */
  finish(): void {
    for (const [code, at] of this.repeats) {
      const listed = at.length > 20 ? `${at.slice(0, 20).join('、')}…` : at.join('、');
      this.reader.reportAt('warning', at[1] as number, this.identity.fact, code, 'DUPLICATE_SAME', `:第 ${listed} 行重复,保留一行`, '');
    }
  }

  private repeated(code: string, first: number, row: number, same: boolean): void {
    if (same) {
      const known = this.repeats.get(code);
      if (known === undefined) this.repeats.set(code, [first, row]);
      else known.push(row);
      return;
    }
    const what = `"${code}"与第 ${first} 行相同,而内容不同`;
    this.reader.reportAt('error', row, this.identity.fact, code, 'DUPLICATE_DIFFERENT', what, `每个${this.identity.header}只保留一行`);
  }
}
