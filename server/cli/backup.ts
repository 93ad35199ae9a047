import path from 'node:path';
import { DomainError } from '../domain/errors.ts';
import { inMegabytes } from '../db/disk.ts';
import { assertFile } from '../db/postgresCopy.ts';
import { restoreBackup } from '../db/restore.ts';
import { spellMoment } from '../domain/tokens.ts';
import { anchorRestored } from './anchors.ts';
import { startBackups } from './backupJobs.ts';
import { DONE, readArguments, UsageError, type Command, type CommandContext, type Terminal } from './command.ts';
import { noteCopy } from './copyNoted.ts';

const JSON_OPTION = { json: { type: 'boolean' } } as const;

function readOne(rest: readonly string[], most: number): { place: string | null; json: boolean } {
  const positionals = rest.filter((word) => !word.startsWith('-')).length;
  const parsed = readArguments(rest, JSON_OPTION, Math.min(positionals, most));
  return { place: parsed.positionals[0] ?? null, json: parsed.values.json ?? false };
}

interface Copy {
  readonly name: string;
  readonly bytes: number;
  readonly dataVersion: string;
}

/** In the ledger's own log. Whether the copy stands does not hang on it, so it is only said when it cannot be written. */
async function note(writer: CommandContext['writer'], job: 'backupNoted' | 'restoreNoted', copy: Copy, terminal: Terminal): Promise<void> {
  const complain = (reason: unknown): void => terminal.complain(`审计日志没有写入：${String(reason)}`);
  try {
    await noteCopy(await writer(), job, copy, (_event, { reason }) => complain(reason));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    complain(error.message);
  }
}

export const BACKUP: Command = {
  usage: 'fugai backup [TO] [--json]',
  words: '备份台账、账户与审计日志：TO 为新文件夹，或已有的文件夹（在其中新建）；不写则放在数据库旁的 backups/。运行中也可备份',
  run: async ({ rest, terminal, database, writer }) => {
    const { place, json } = readOne(rest, 1);
    assertFile(database, 'backup');
    const thread = await startBackups(database, () => undefined);
    try {
      const made = await thread.run('backup', { to: place });
      // Writing would bring the schema up to date, which nobody asked for.
      if (made.current) await note(writer, 'backupNoted', made, terminal);
      if (json) terminal.print(JSON.stringify(made));
      else
        terminal.print(
          `已备份到 ${made.place}：数据版本 ${made.dataVersion}，${inMegabytes(made.bytes)}，已核对结构、行数与合计。请另存一份到别的磁盘。`,
        );
      return DONE;
    } finally {
      await thread.close();
    }
  },
};

export const RESTORE: Command = {
  usage: 'fugai restore FROM [--json]',
  words: '用备份文件夹 FROM 恢复；先停止程序。原有的数据库移到旁边的 replaced-… 保留，不删除',
  run: async ({ rest, terminal, database, writer, settings }) => {
    const { place, json } = readOne(rest, 1);
    if (place === null) throw new UsageError('缺少备份文件夹 FROM');
    assertFile(database, 'restore');
    const now = new Date().toISOString();
    const { manifest, aside } = restoreBackup(database, place, now);
    const { dataVersion, createdAt, files } = manifest;
    await anchorRestored(settings, createdAt, now, (_event, { reason }) => terminal.complain(`审计锚点没有写入：${String(reason)}`));
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    await note(writer, 'restoreNoted', { name: path.basename(path.resolve(place)), bytes, dataVersion }, terminal);
    if (json) terminal.print(JSON.stringify({ restored: true, dataVersion, createdAt, aside }));
    else {
      terminal.print(`已恢复到 ${spellMoment(createdAt)}的备份：数据版本 ${dataVersion}，内容与清单逐字节一致。`);
      terminal.print(aside === null ? '原先没有数据库。' : `原有的数据库保留在 ${aside}，确认无误后可自行删除。`);
    }
    return DONE;
  },
};
