/** Query module of targets: dated steps, who set them, and those that stood before. */
import type { Transaction } from 'kysely';
import { badInput } from '../domain/errors.ts';
import type { DatedTarget, Target } from '../domain/targets.ts';
import type { Db } from './open.ts';
import { recordPublication } from './publishing.ts';
import type { Schema } from './schema.ts';
import type { AuditedStore } from './trail.ts';

/** Every target with who set it, by region, indicator and day. */
export async function readDatedTargets(db: Db): Promise<DatedTarget[]> {
  const rows = await db.selectFrom('target').selectAll().orderBy('region').orderBy('indicator').orderBy('valid_from').execute();
  return rows.map((row) => ({
    region: row.region,
    indicator: row.indicator,
    validFrom: row.valid_from,
    target: row.target,
    setBy: row.set_by,
    setAt: row.set_at,
  }));
}

export type TargetKey = Pick<Target, 'region' | 'indicator' | 'validFrom'>;

/** What stands at a place goes to the past, for readers of the versions before `version`. */
async function retire(work: Transaction<Schema>, { region, indicator, validFrom }: TargetKey, version: number) {
  const standing = await work
    .selectFrom('target')
    .selectAll()
    .where('region', '=', region)
    .where('indicator', '=', indicator)
    .where('valid_from', '=', validFrom)
    .executeTakeFirst();
  if (standing === undefined) return undefined;
  await work
    .insertInto('target_past')
    .values({ ...standing, removed_in: version })
    .execute();
  await work
    .deleteFrom('target')
    .where('region', '=', region)
    .where('indicator', '=', indicator)
    .where('valid_from', '=', validFrom)
    .execute();
  return standing;
}

/** Sets the step of a region from a day on, in place of one of the same day; one data version, one transaction. */
export async function putTarget(store: AuditedStore, step: Target, by: string, at: string): Promise<DatedTarget> {
  const { region, indicator, validFrom, target } = step;
  await store.db.transaction().execute(async (work) => {
    const version = await recordPublication(work, store.trail, at, `target ${region} ${indicator} ${validFrom}`);
    await retire(work, step, version);
    await work
      .insertInto('target')
      .values({ region, indicator, valid_from: validFrom, target, demo: 0, set_by: by, set_at: at, set_in: version })
      .execute();
  });
  return { ...step, setBy: by, setAt: at };
}

/**
 * Takes a step away. Where a rule set lays one down for the same day, that one holds again; it cannot itself be taken away here.
 * @param laidDown steps of the rule sets in force
 * @returns false where there was none
 */
export async function dropTarget(store: AuditedStore, key: TargetKey, laidDown: readonly Target[], at: string): Promise<boolean> {
  const { region, indicator, validFrom } = key;
  const beneath = laidDown.find((one) => one.region === region && one.indicator === indicator && one.validFrom === validFrom);
  return store.db.transaction().execute(async (work) => {
    const standing = await work
      .selectFrom('target')
      .select(['set_by', 'demo'])
      .where('region', '=', region)
      .where('indicator', '=', indicator)
      .where('valid_from', '=', validFrom)
      .executeTakeFirst();
    if (standing === undefined) return false;
    if (standing.set_by === null && standing.demo === 0 && beneath !== undefined)
      throw badInput('这个目标出自规则集，不能单独删除。请修改规则集，或用相同的地区、指标和起始日另设一个目标来代替它。');
    const version = await recordPublication(work, store.trail, at, `target ${region} ${indicator} ${validFrom} removed`);
    await retire(work, key, version);
    if (beneath !== undefined)
      await work
        .insertInto('target')
        .values({ region, indicator, valid_from: validFrom, target: beneath.target, demo: 0, set_by: null, set_at: null, set_in: version })
        .execute();
    return true;
  });
}
