/** What people send: a file or a folder on a disk, or files in memory, and which of them is which. */
import { ORGANIZATION_SHEET, UNIT_SHEET, type SheetSpec } from './columns.ts';
import { FileRefusal } from './problems.ts';
import { memorySource, type Source } from './source.ts';

/** A file that is in memory, under the name that its sender gives it. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where a submission lies: an .xlsx file or a folder of two CSV files, or the same files in memory. */
export type Sent = string | readonly SentFile[];

/** The file of a sheet in a folder: `units.csv`, or the sheet's Chinese name. */
export function fileOf<Fact>(spec: SheetSpec<Fact>, names: readonly string[]): string {
  const wanted = [spec.file, `${spec.sheet}.csv`];
  const found = names.find((name) => wanted.includes(name.toLowerCase()));
  if (found === undefined && names.some((name) => /\.xlsx$/i.test(name)))
    throw new FileRefusal(
      'SEVERAL_FILES',
      `一次只能提交一个 .xlsx 工作簿,收到 ${names.length} 个文件。请只选一个,或把两张表放进同一个工作簿`,
    );
  if (found === undefined)
    throw new FileRefusal('MISSING_FILE', `缺少文件 ${spec.file}。文件夹中应有 ${UNIT_SHEET.file} 和 ${ORGANIZATION_SHEET.file}`);
  return found;
}

export const inMemory = ({ bytes }: SentFile): Source => memorySource(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
