/**
 * What a sight lets through of each table: the one place where a reader's rows are narrowed. Query modules name tables, and on a reader's
 * connection a name means what its reader may see (scopeSqlite.ts, scopePostgres.ts); none of them can forget it.
 */
import { sql } from 'kysely';
import { EVERYTHING, reaches, sightKey, type Extent, type Reach, type Seen, type Sight } from '../domain/sight.ts';
import { pointKey, type Point } from './moments.ts';
import type { Db } from './open.ts';
import { ROLLUP, ROLLUP_BY } from './rollupNames.ts';
import type { Schema } from './schema.ts';

/**
 * PUBLIC: all of it. OWN: the writer's, nobody reads it. UNITS, ORGANIZATIONS: rows inside. SUMS: sums inside. SPLITS: sums by a property tell of rows. LEDGERS: submissions, whole
 * inside, and as far as a join needs where sums or a part of the rows are inside. EXPECTED: what was owed. FINDINGS: those against a ledger where its sums are inside, those about
 * a submission where its rows are.
 * INSIDE: what belongs to a ledger inside.
 */
export type Filter = 'PUBLIC' | 'OWN' | 'UNITS' | 'ORGANIZATIONS' | 'SUMS' | 'SPLITS' | 'INSIDE' | 'LEDGERS' | 'EXPECTED' | 'FINDINGS';

/** Every table there is. One that is added has no reader until it is said here what they see of it. */
export const FILTERS = {
  region: 'PUBLIC',
  region_closure: 'PUBLIC',
  region_alias: 'PUBLIC',
  region_event: 'PUBLIC',
  publication: 'PUBLIC',
  target: 'PUBLIC',
  target_past: 'PUBLIC',
  rule_set: 'PUBLIC',
  rule_assignment: 'PUBLIC',
  source: 'PUBLIC',
  figure: 'PUBLIC',
  relation: 'PUBLIC',
  submission: 'LEDGERS',
  unit_quarter: 'UNITS',
  organization_quarter: 'ORGANIZATIONS',
  expectation: 'EXPECTED',
  finding: 'FINDINGS',
  submission_step: 'INSIDE',
  upload: 'INSIDE',
  header_mapping: 'INSIDE',
  sheet_choice: 'INSIDE',
  due_date: 'PUBLIC',
  setting: 'PUBLIC',
  summary_return: 'SUMS',
  summary_value: 'SUMS',
  submission_total: 'OWN',
  answered_key: 'OWN',
  peer: 'OWN',
  upload_way: 'OWN',
  reader_count: 'OWN',
  sign_in_begun: 'OWN',
} as const satisfies Record<keyof Schema, Filter>;

export const ALL_FILTERS: Readonly<Record<string, Filter>> = { ...FILTERS, [ROLLUP]: 'SUMS', [ROLLUP_BY]: 'SPLITS' };

/** Columns of a submission that a join needs; the others are empty where it is not seen whole. */
const JOINED: ReadonlySet<string> = new Set(
  'id region ledger_region prefecture province period as_of state is_current on_time carried_forward has_earlier demo received_at published_at superseded_at accepted_at published_in superseded_in rule_set'.split(
    ' ',
  ),
);

/** The lists of codes that a connection holds of its reader's sight. */
export const LISTS = ['rows', 'sums', 'stubs'] as const;
export type List = (typeof LISTS)[number];
/** In place of a list: every code there is. */
export const ANY = '*';

/** SQL: whether `column` is in a list of the reader's. */
export type Inside = (list: List, column: string) => string;

/** SQL over the columns of a table `t`. */
export function conditionOf(filter: Filter, inside: Inside): string {
  switch (filter) {
    case 'PUBLIC':
      return 'true';
    case 'OWN':
      return 'false';
    case 'UNITS':
      return `(${inside('rows', 't.region')} or ${inside('rows', 't.park')})`;
    case 'ORGANIZATIONS':
    case 'SPLITS':
    case 'INSIDE':
      return inside('rows', 't.region');
    case 'SUMS':
      return inside('sums', 't.region');
    case 'LEDGERS':
      return `(${inside('rows', 't.region')} or ${inside('sums', 't.ledger_region')} or ${inside('stubs', 't.ledger_region')})`;
    case 'EXPECTED':
      return `(${inside('sums', 't.region')} or ${inside('stubs', 't.region')})`;
    case 'FINDINGS':
      return `((t.kind <> 'LEDGER' or t.relation is not null or ${inside('sums', 't.region')}) and (t.submission is null or ${inside('rows', 't.region')}))`;
  }
}

export interface Column {
  readonly name: string;
  readonly text: boolean;
  readonly nullable: boolean;
}

const emptyOf = ({ text, nullable }: Column): string => (nullable ? 'null' : text ? "''" : '0');

/** SQL: what a reader's view of a table selects. Of a submission that is not seen whole only what a join needs. */
export function selectionOf(filter: Filter, columns: readonly Column[], inside: Inside): string {
  if (filter !== 'LEDGERS') return columns.map(({ name }) => `t."${name}"`).join(', ');
  const whole = inside('rows', 't.region');
  return columns
    .map((column) => {
      const { name } = column;
      return JOINED.has(name) ? `t."${name}"` : `case when ${whole} then t."${name}" else ${emptyOf(column)} end as "${name}"`;
    })
    .join(', ');
}

/** A sight and the codes that it comes to in one data version. */
export interface Scope extends Seen {
  readonly stubs: ReadonlySet<string>;
}

export const WHOLE: Scope = { key: sightKey(EVERYTHING), rows: 'ALL', sums: 'ALL', stubs: new Set() };

export const codesIn = (scope: Scope, list: List): readonly string[] => {
  const reach = scope[list];
  return reach === 'ALL' ? [ANY] : [...reach];
};

/** Codes that stood at or below `roots` at any time, and the parks there. */
async function codesBelow(db: Db, roots: Extent): Promise<Reach> {
  if (roots === 'ALL') return 'ALL';
  if (roots.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`
    with inside as (select descendant as code from region_closure where ancestor in (${sql.join(roots)}))
    select code from inside union select p.code from region as p where p.kind = 'PARK' and (p.code in (${sql.join(roots)}) or p.parent in (select code from inside))`.execute(
    db,
  );
  return new Set(rows.map((row) => row.code));
}

/** Ledger regions that hold rows of a township or a park that is a root itself: those above the township, those below the park's parent. */
async function ledgersOver(db: Db, roots: Extent): Promise<Set<string>> {
  if (roots === 'ALL' || roots.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`
    select c.ancestor as code from region_closure as c join region as g on g.code = c.descendant and g.level = 'TOWNSHIP' where g.code in (${sql.join(roots)})
    union select c.descendant as code from region as p join region_closure as c on c.ancestor = p.parent where p.kind = 'PARK' and p.code in (${sql.join(roots)})`.execute(
    db,
  );
  return new Set(rows.map((row) => row.code));
}

const holdsReal = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('submission').select('id').where('demo', '=', 0).where('published_at', 'is not', null).limit(1).execute()).length >
  0;

/** Scopes of different readers that are kept ready. */
const KEPT = 64;

/** What sights come to, worked out once a state of the data. */
export interface Scopes {
  /** Null: it must be worked out first. */
  known(sight: Sight, at: Point): Scope | null;
  /** @param db sees everything */
  find(db: Db, sight: Sight, at: Point): Promise<Scope>;
}

export function createScopes(): Scopes {
  const kept = new Map<string, Scope>();
  const keep = (at: string, scope: Scope): Scope => {
    for (const oldest of kept.keys()) {
      if (kept.size < KEPT) break;
      kept.delete(oldest);
    }
    kept.set(at, scope);
    return scope;
  };
  const keyAt = (sight: Sight, at: Point): string => `${pointKey(at)} ${sightKey(sight)}`;
  return {
    known: (sight, at) => (sight.rows === 'ALL' ? WHOLE : (kept.get(keyAt(sight, at)) ?? null)),
    find: async (db, sight, point) => {
      const { rows, sums, demo } = sight;
      const at = keyAt(sight, point);
      if (rows === 'ALL' || (demo && !(await holdsReal(db)))) return keep(at, WHOLE);
      const inRows = await codesBelow(db, rows);
      const inSums = await codesBelow(db, sums);
      // Sums reach wherever rows do, whoever made the sight.
      const own = inRows === 'ALL' ? [] : [...inRows];
      const both: Reach = inSums === 'ALL' || own.every((code) => reaches(inSums, code)) ? inSums : new Set([...inSums, ...own]);
      return keep(at, { key: sightKey({ rows, sums, demo: false }), rows: inRows, sums: both, stubs: await ledgersOver(db, rows) });
    },
  };
}
