/** Query module of settings that administrators change while the program runs. */
import type { Db, Store } from './open.ts';
import type { SettingTable } from './submissionTables.ts';
import { inTransaction } from './transaction.ts';

/** Undefined: as it is shipped. */
export const readSetting = (db: Db, name: string): Promise<SettingTable | undefined> =>
  db.selectFrom('setting').selectAll().where('name', '=', name).executeTakeFirst();

export const putSetting = (store: Store, setting: SettingTable): Promise<void> =>
  inTransaction(store, async (work) => {
    await work.deleteFrom('setting').where('name', '=', setting.name).execute();
    await work.insertInto('setting').values(setting).execute();
  });
