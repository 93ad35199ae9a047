/** Query module of findings: what checks found in published figures, in submissions, and between the two. */
import { sql, type Transaction } from 'kysely';
import type { Db, Store } from './open.ts';
import type { FindingTable, Schema } from './schema.ts';
import { inTransaction } from './transaction.ts';

export interface FindingsCondition {
  readonly regions?: readonly string[] | undefined;
  readonly verdicts?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined;
  readonly checks?: readonly string[] | undefined;
  readonly period?: string | undefined;
  /** Origin of the submission that they are about. */
  readonly submission?: number | undefined;
  /** True: those about submissions and reported totals; false: those about published figures. */
  readonly ofSubmissions?: boolean | undefined;
  readonly problemsOnly: boolean;
  /** Ids of those that are not told. */
  readonly without: readonly string[];
}

/** Made from figures alone, or from figures and ledgers: not those of submissions, nor of reported totals. */
export const OF_FIGURES = sql<boolean>`submission is null and id not like 'summary:%'`;
const OF_SUBMISSIONS = sql<boolean>`(submission is not null or id like 'summary:%')`;

const conditioned = (db: Db, where: FindingsCondition) => {
  let query = db.selectFrom('finding');
  if (where.regions) query = query.where('region', 'in', [...where.regions]);
  if (where.verdicts) query = query.where('verdict', 'in', [...where.verdicts]);
  if (where.severities) query = query.where('severity', 'in', [...where.severities]);
  if (where.checks) query = query.where('kind', 'in', [...where.checks]);
  if (where.period !== undefined) query = query.where('period', '=', where.period);
  if (where.submission !== undefined) query = query.where('submission', '=', where.submission);
  if (where.ofSubmissions !== undefined) query = query.where(where.ofSubmissions ? OF_SUBMISSIONS : OF_FIGURES);
  if (where.without.length > 0) query = query.where('id', 'not in', [...where.without]);
  return where.problemsOnly ? query.where('severity', '!=', 'NONE') : query;
};

/** Findings that hold a published figure, or a reported total, against a ledger. */
export const findLedgerFindings = (db: Db): Promise<Pick<FindingTable, 'id' | 'region' | 'period' | 'figures'>[]> =>
  db
    .selectFrom('finding')
    .select(['id', 'region', 'period', 'figures'])
    .where('kind', '=', 'LEDGER')
    .where('relation', 'is', null)
    .execute();

/** One page of findings, serious first, one row more than `first` when there are more. */
export async function listFindings(
  db: Db,
  ask: { where: FindingsCondition; first: number; after: { position: number; id: string } | null },
): Promise<FindingTable[]> {
  let query = conditioned(db, ask.where).selectAll();
  const { after } = ask;
  if (after)
    query = query.where((of) =>
      of.or([of('position', '>', after.position), of.and([of('position', '=', after.position), of('id', '>', after.id)])]),
    );
  return query
    .orderBy('position')
    .orderBy('id')
    .limit(ask.first + 1)
    .execute();
}

export const countFindings = async (db: Db, where: FindingsCondition): Promise<number> =>
  Number(
    (
      await conditioned(db, where)
        .select((of) => of.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

const FINDING_COLUMNS = [
  'id',
  'relation',
  'kind',
  'verdict',
  'severity',
  'position',
  'region',
  'period',
  'printed',
  'computed',
  'difference',
  'decimals',
  'unit',
  'title',
  'explanation',
  'explanation_en',
  'figures',
  'submission',
] as const satisfies readonly (keyof FindingTable)[];

export const insertFindings = (store: Store, work: Transaction<Schema>, findings: readonly FindingTable[]): Promise<void> =>
  store.insertMany(
    work,
    'finding',
    FINDING_COLUMNS,
    findings.map((one) => FINDING_COLUMNS.map((name) => one[name])),
  );

/** Replaces the findings that hold figures against ledgers. */
export const replaceLedgerFindings = (store: Store, findings: readonly FindingTable[]): Promise<void> =>
  inTransaction(store, async (work) => {
    await work.deleteFrom('finding').where('kind', '=', 'LEDGER').where('relation', 'is', null).where(OF_FIGURES).execute();
    await insertFindings(store, work, findings);
  });

/** Replaces the findings that hold reported totals of some periods against ledgers. */
export const replaceSummaryFindings = (store: Store, periods: readonly string[], findings: readonly FindingTable[]): Promise<void> =>
  inTransaction(store, async (work) => {
    await work
      .deleteFrom('finding')
      .where(sql<boolean>`id like 'summary:%'`)
      .where('period', 'in', ['', ...periods])
      .execute();
    await insertFindings(store, work, findings);
  });

/** Replaces the findings about submissions of some ledgers of a period, those of versions that no longer stand among them. */
export const replaceSubmissionFindings = (
  store: Store,
  period: string,
  ledgers: readonly string[],
  findings: readonly FindingTable[],
): Promise<void> =>
  inTransaction(store, async (work) => {
    await work
      .deleteFrom('finding')
      .where('submission', 'in', (of) =>
        of
          .selectFrom('submission as s')
          .select(sql<number>`coalesce(s.origin, s.id)`.as('origin'))
          .where('s.period', '=', period)
          .where('s.ledger_region', 'in', ['', ...ledgers]),
      )
      .execute();
    await insertFindings(store, work, findings);
  });

/** Those about submissions that are no more. */
export const dropOrphanFindings = (work: Transaction<Schema>): Promise<unknown> =>
  work
    .deleteFrom('finding')
    .where('submission', 'is not', null)
    .where('submission', 'not in', (of) => of.selectFrom('submission as s').select(sql<number>`coalesce(s.origin, s.id)`.as('origin')))
    .execute();
