/** Query module of the states that submissions went through: each step is written once and never changed. */
import type { Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';
import type { SubmissionStepTable } from './submissionTables.ts';

export type NewStep = Omit<SubmissionStepTable, 'position'>;

/** Adds a step after those that are there. Part of the transaction of the change that it tells of. */
export async function recordStep(work: Transaction<Schema>, step: NewStep): Promise<void> {
  const last = await work
    .selectFrom('submission_step')
    .select((of) => of.fn.max('position').as('position'))
    .where('region', '=', step.region)
    .where('period', '=', step.period)
    .where('version', '=', step.version)
    .executeTakeFirst();
  // The first step of a version: a greatest place that is not there is truly none.
  const position = Number(last?.position ?? 0) + 1;
  await work
    .insertInto('submission_step')
    .values({ ...step, position })
    .execute();
}

export interface StepsAsk {
  readonly region: string;
  readonly period: string;
  readonly version: number;
}

/** In the order in which they were made. */
export const findSteps = (db: Db, { region, period, version }: StepsAsk): Promise<SubmissionStepTable[]> =>
  db
    .selectFrom('submission_step')
    .selectAll()
    .where('region', '=', region)
    .where('period', '=', period)
    .where('version', '=', version)
    .orderBy('position')
    .execute();
