/** Query module of settings that administrators change while the program runs. */
import type { Transaction } from 'kysely';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';
import type { SettingTable } from './submissionTables.ts';

/** Undefined: as it is shipped. */
export const readSetting = (db: Db, name: string): Promise<SettingTable | undefined> =>
  db.selectFrom('setting').selectAll().where('name', '=', name).executeTakeFirst();

/** Part of the transaction of the change. */
export async function putSetting(work: Transaction<Schema>, setting: SettingTable): Promise<void> {
  await work.deleteFrom('setting').where('name', '=', setting.name).execute();
  await work.insertInto('setting').values(setting).execute();
}
