import { isPostgres } from '../db/postgresAddress.ts';
import { moveInstallation, type MovedRows } from '../db/move.ts';
import { AnotherWrites } from '../db/turn.ts';
import { operatorActor } from './accounts.ts';
import { DONE, readArguments, required, TRY_AGAIN, UsageError, type Command } from './command.ts';

const WIDTH = 24;
const COUNT_WIDTH = 12;
/** Of a hash, what people compare. */
const SHOWN = 12;

const lineOf = ({ table, rows, sha256 }: MovedRows): string =>
  `${table.padEnd(WIDTH)}${String(rows).padStart(COUNT_WIDTH)}  ${sha256.slice(0, SHOWN)}`;

export const MIGRATE: Command = {
  usage: 'fugai migrate --to postgres://用户@主机/库名 [--json]',
  words:
    '把 SQLite 的台账、账户与审计日志整个迁到一个空的 PostgreSQL 库，逐表核对行数与校验和，并逐行重算汇总；源库不改动。先停止程序；口令可放在环境变量 PGPASSWORD 里',
  run: async ({ rest, terminal, database }) => {
    const { values } = readArguments(rest, { to: { type: 'string' }, json: { type: 'boolean' } }, 0);
    const to = required(values.to, 'to');
    if (!isPostgres(to) || !URL.canParse(to)) throw new UsageError('--to 应为 postgres://用户@主机/库名');
    if (isPostgres(database)) throw new UsageError('当前的数据库（FUGAI_DATABASE）已是 PostgreSQL；迁移只从 SQLite 文件出发');
    const json = values.json ?? false;
    if (!json) terminal.print(`${'表'.padEnd(WIDTH - 1)}${'行数'.padStart(COUNT_WIDTH - 2)}  校验和（两边相同）`);
    const say = (one: MovedRows): void => {
      if (!json) terminal.print(lineOf(one));
    };
    try {
      const moved = await moveInstallation({ from: database, to, actor: operatorActor(), now: () => new Date().toISOString(), say });
      if (json) terminal.print(JSON.stringify({ migrated: true, ...moved }));
      else {
        const rows = moved.tables.reduce((sum, one) => sum + one.rows, 0);
        terminal.print(
          `已迁移 ${moved.tables.length} 张表、${rows} 行：数据版本 ${moved.dataVersion}，每张表的行数与校验和两边相同，${moved.recounted} 行汇总与逐行重算一致。`,
        );
        terminal.print('请把 FUGAI_DATABASE 设为这个地址，再启动程序；FUGAI_DATA 不变。源库没有改动，核对无误后可自行存档。');
      }
      return DONE;
    } catch (error) {
      if (!(error instanceof AnotherWrites)) throw error;
      terminal.complain(error.message);
      return TRY_AGAIN;
    }
  },
};
