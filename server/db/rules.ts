/** Query module of rule sets: the documents, and where and since when they are in force. */
import type { Transaction } from 'kysely';
import type { Assigner, RuleAssignment } from '../domain/rules/resolve.ts';
import type { RuleSetDocument } from '../domain/rules/ruleSet.ts';
import type { Target } from '../domain/targets.ts';
import type { Db, Store } from './open.ts';
import { inTransaction } from './transaction.ts';
import type { Schema } from './schema.ts';

/** Every assignment with its document, in no order. */
export async function readRuleAssignments(db: Db): Promise<RuleAssignment[]> {
  const rows = await db
    .selectFrom('rule_assignment as a')
    .innerJoin('rule_set as r', 'r.id', 'a.rule_set')
    .selectAll('a')
    .select('r.document')
    .execute();
  return rows.map((row) => ({
    region: row.region,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    by: row.assigned_by as Assigner,
    set: JSON.parse(row.document) as RuleSetDocument,
  }));
}

const insertTargets = (store: Store, work: Transaction<Schema>, targets: readonly Target[]): Promise<void> =>
  store.insertMany(
    work,
    'target',
    ['region', 'indicator', 'valid_from', 'target', 'demo'],
    targets.map((one) => [one.region, one.indicator, one.validFrom, one.target, 0]),
  );

const PLACE = ['region', 'indicator', 'valid_from'] as const;

/** Targets of the shipped sets; what an administrator set stays, also in the place of what a set says. */
async function placeShippedTargets(
  store: Store,
  work: Transaction<Schema>,
  regions: readonly string[],
  targets: readonly Target[],
): Promise<void> {
  for (const region of regions)
    await work.deleteFrom('target').where('region', '=', region).where('demo', '=', 0).where('set_by', 'is', null).execute();
  const rows = await work.selectFrom('target').select(PLACE).execute();
  const standing = new Set(rows.map((one) => PLACE.map((name) => one[name]).join(' ')));
  const missing = targets.filter((one) => !standing.has(`${one.region} ${one.indicator} ${one.validFrom}`));
  await insertTargets(store, work, missing);
}

/** The shipped sets as they stand, as one text: the same for the same sets. */
async function shippedText(work: Db): Promise<string> {
  const sets = await work.selectFrom('rule_set').select(['id', 'document']).where('shipped', '=', 1).orderBy('id').execute();
  const places = await work
    .selectFrom('rule_assignment')
    .select(['region', 'valid_from', 'valid_to', 'rule_set'])
    .where('assigned_by', '=', 'SHIPPED')
    .orderBy('region')
    .orderBy('valid_from')
    .execute();
  return JSON.stringify([sets, places]);
}

/**
 * Replaces the shipped sets with those of this program and keeps an administrator's. A set that an administrator changed under the same id stays his.
 * Gives whether they differ from those that stood.
 */
export async function storeShippedRules(
  store: Store,
  assignments: readonly RuleAssignment[],
  targets: readonly Target[],
): Promise<boolean> {
  return inTransaction(store, async (work) => {
    const before = await shippedText(work);
    await work.deleteFrom('rule_assignment').where('assigned_by', '=', 'SHIPPED').execute();
    await work.deleteFrom('rule_set').where('shipped', '=', 1).execute();
    const own = new Set((await work.selectFrom('rule_set').select('id').execute()).map((row) => row.id));
    const fresh = assignments.filter((one) => !own.has(one.set.id));
    await store.insertMany(
      work,
      'rule_set',
      ['id', 'document', 'shipped'],
      fresh.map((one) => [one.set.id, JSON.stringify(one.set), 1]),
    );
    await store.insertMany(
      work,
      'rule_assignment',
      ['region', 'valid_from', 'valid_to', 'assigned_by', 'rule_set'],
      fresh.map((one) => [one.region, one.validFrom, one.validTo, one.by, one.set.id]),
    );
    await placeShippedTargets(
      store,
      work,
      fresh.map((one) => one.region),
      targets,
    );
    return (await shippedText(work)) !== before;
  });
}

/** Puts a set in force for a region from a day on, by an administrator; the same region and day again replaces what he said before. */
export async function assignRuleSet(store: Store, assignment: RuleAssignment, targets: readonly Target[]): Promise<void> {
  await inTransaction(store, async (work) => {
    const { region, validFrom, validTo, by, set } = assignment;
    await work
      .deleteFrom('rule_assignment')
      .where('region', '=', region)
      .where('valid_from', '=', validFrom)
      .where('assigned_by', '=', by)
      .execute();
    await work.deleteFrom('rule_set').where('id', '=', set.id).execute();
    await work
      .insertInto('rule_set')
      .values({ id: set.id, document: JSON.stringify(set), shipped: 0 })
      .execute();
    await work
      .insertInto('rule_assignment')
      .values({ region, valid_from: validFrom, valid_to: validTo, assigned_by: by, rule_set: set.id })
      .execute();
    for (const one of targets)
      await work
        .deleteFrom('target')
        .where('region', '=', one.region)
        .where('indicator', '=', one.indicator)
        .where('valid_from', '=', one.validFrom)
        .execute();
    await insertTargets(store, work, targets);
  });
}
