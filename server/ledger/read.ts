/** Reads one submission, a workbook or a folder of two CSV files, to checked facts and all its problems. */
import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { SheetSpec } from './columns.ts';
import type { LedgerContext } from './context.ts';
import type { Problem } from './problems.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from './columns.ts';
import { contentSha256 } from './contentHash.ts';
import { readCsv } from './csv/readCsv.ts';
import { FileRefusal, ProblemLog } from './problems.ts';
import { checkOrganizations, checkUnits, dropRepeated, subjectsByCode } from './rules.ts';
import { chooseSheets } from './sheetChoice.ts';
import { SheetReader } from './sheetReader.ts';
import { notASpreadsheet, sniff } from './sniff.ts';
import { openArchive } from './xlsx/archive.ts';
import { readWorkbook } from './xlsx/workbook.ts';
import { readWorksheet } from './xlsx/worksheet.ts';

export type { LedgerContext } from './context.ts';
export type { Place, Problem } from './problems.ts';

/** A submission as read. With any error nothing of it may be kept; `units` and `organizations` then hold the sound rows only. */
export interface LedgerReading {
  readonly units: UnitFact[];
  readonly organizations: OrganizationFact[];
  /** At most 1 000 each, by sheet and row; `moreErrors` and `moreWarnings` count the rest. */
  readonly errors: Problem[];
  readonly warnings: Problem[];
  readonly moreErrors: number;
  readonly moreWarnings: number;
  /** Headers of columns that hold persons: never kept, never shown with values. */
  readonly droppedColumns: string[];
  readonly unknownColumns: string[];
  /** Of the workbook's bytes; for a folder, of the hashes of its two files. */
  readonly fileSha256: string;
  /** Of what the rows say: the same for a file saved again or shuffled. Empty when the file was refused as a whole. */
  readonly contentSha256: string;
}

/** More rows than this are refused: what a clerk cannot look through should come by county. */
const MOST_ROWS = 1_000_000;
const MOST_FILE_BYTES = 256_000_000;

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

interface Readers {
  readonly units: SheetReader<UnitFact>;
  readonly organizations: SheetReader<OrganizationFact>;
}

/** One reading under way. The file's hash is set as soon as its bytes are known, so that a refusal carries it too. */
interface Reading {
  readonly context: LedgerContext;
  readonly log: ProblemLog;
  readonly mostRows: number;
  fileSha256: string;
}

async function readBytes(path: string, shown: string): Promise<Buffer> {
  const size = (await stat(path)).size;
  if (size > MOST_FILE_BYTES) throw new FileRefusal('TOO_LARGE', `${shown}超过 ${MOST_FILE_BYTES / 1_000_000} MB 上限,请按县区拆分`);
  return readFile(path);
}

/** The file of a sheet in a folder: `units.csv`, or the sheet's Chinese name. */
function fileOf<Fact>(spec: SheetSpec<Fact>, names: readonly string[]): string {
  const wanted = [spec.file, `${spec.sheet}.csv`];
  const found = names.find((name) => wanted.includes(name.toLowerCase()));
  if (found === undefined)
    throw new FileRefusal('MISSING_FILE', `缺少文件 ${spec.file}。文件夹中应有 ${UNIT_SHEET.file} 和 ${ORGANIZATION_SHEET.file}`);
  return found;
}

async function readFolder(path: string, reading: Reading): Promise<Readers> {
  const names = await readdir(path);
  const unitFile = fileOf(UNIT_SHEET, names);
  const organizationFile = fileOf(ORGANIZATION_SHEET, names);
  const [unitBytes, organizationBytes] = await Promise.all([
    readBytes(join(path, unitFile), unitFile),
    readBytes(join(path, organizationFile), organizationFile),
  ]);
  reading.fileSha256 = sha256(`${sha256(unitBytes)} ${sha256(organizationBytes)}`);
  const units = readCsvSheet(UNIT_SHEET, unitFile, unitBytes, reading);
  const organizations = readCsvSheet(ORGANIZATION_SHEET, organizationFile, organizationBytes, reading);
  units.finish(false);
  organizations.finish(true);
  return { units, organizations };
}

function readCsvSheet<Fact>(spec: SheetSpec<Fact>, file: string, bytes: Buffer, { context, log, mostRows }: Reading): SheetReader<Fact> {
  const reader = new SheetReader(spec, { name: file, isCsv: true, mostRows }, context, log);
  if (sniff(bytes) !== 'text') throw notASpreadsheet(`Excel 或 ZIP 文件,而 ${file} 应为 CSV`);
  readCsv(file, bytes, (row) => reader.accept(row), log);
  return reader;
}

async function readXlsx(path: string, reading: Reading): Promise<Readers> {
  const { context, log, mostRows } = reading;
  const bytes = await readBytes(path, basename(path));
  reading.fileSha256 = sha256(bytes);
  if (sniff(bytes) === 'text')
    throw new FileRefusal(
      'SINGLE_CSV',
      `CSV 需要 ${UNIT_SHEET.file} 和 ${ORGANIZATION_SHEET.file} 两个文件,请放在同一文件夹中提交,或另存为含两个工作表的 .xlsx`,
    );
  const archive = await openArchive(bytes);
  const workbook = await readWorkbook(archive);
  const chosen = await chooseSheets(archive, workbook);
  if (chosen.others.length > 0) {
    const names = chosen.others.map((sheet) => `${sheet.name}${sheet.isHidden ? '(隐藏)' : ''}`).join('、');
    log.add({ code: 'OTHER_SHEETS', value: null, message: `以下工作表未导入:${names}`, severity: 'warning' });
  }
  if (workbook.ignored.length > 0)
    log.add({ code: 'IGNORED_PARTS', value: null, message: `文件中的${workbook.ignored.join('、')}已忽略,未保存`, severity: 'warning' });
  const units = new SheetReader(UNIT_SHEET, { name: chosen.units.name, isCsv: false, mostRows }, context, log);
  const organizations = new SheetReader(ORGANIZATION_SHEET, { name: chosen.organizations.name, isCsv: false, mostRows }, context, log);
  await readWorksheet(archive, workbook, chosen.units.part, (row) => units.accept(row));
  await readWorksheet(archive, workbook, chosen.organizations.part, (row) => organizations.accept(row));
  units.finish(false);
  organizations.finish(true);
  return { units, organizations };
}

function conclude({ units, organizations }: Readers, { context, log, fileSha256 }: Reading): LedgerReading {
  const soundOrganizations = checkOrganizations(organizations);
  const soundUnits = checkUnits(units, subjectsByCode(organizations), context);
  const keptUnits = dropRepeated(units, 'creditCode', '统一社会信用代码')
    .filter((row) => soundUnits.has(row))
    .map((row) => row.fact);
  const keptOrganizations = dropRepeated(organizations, 'code', '组织代码')
    .filter((row) => soundOrganizations.has(row))
    .map((row) => row.fact);
  const sheets = [units.sheet, organizations.sheet];
  const errors = log.listed('error', sheets);
  const warnings = log.listed('warning', sheets);
  const headers = [units.header, organizations.header];
  return {
    units: keptUnits,
    organizations: keptOrganizations,
    errors: errors.listed,
    warnings: warnings.listed,
    moreErrors: errors.more,
    moreWarnings: warnings.more,
    droppedColumns: headers.flatMap((header) => header?.persons ?? []),
    unknownColumns: headers.flatMap((header) => header?.unknown ?? []),
    fileSha256,
    contentSha256: contentSha256(keptUnits, keptOrganizations),
  };
}

const refused = (problem: Problem, fileSha256: string): LedgerReading => ({
  units: [],
  organizations: [],
  errors: [problem],
  warnings: [],
  moreErrors: 0,
  moreWarnings: 0,
  droppedColumns: [],
  unknownColumns: [],
  fileSha256,
  contentSha256: '',
});

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');

/**
 * Reads a submission: `path` is an .xlsx file or a folder with units.csv and organizations.csv. Whatever is wrong with the file
 * comes back as problems; only failures of the machine (no permission, no disk) are thrown. A sheet of more than `mostRows`
 * rows is refused.
 */
export async function readLedger(path: string, context: LedgerContext, mostRows = MOST_ROWS): Promise<LedgerReading> {
  const reading: Reading = { context, log: new ProblemLog(), mostRows, fileSha256: '' };
  try {
    const isFolder = (await stat(path)).isDirectory();
    return conclude(await (isFolder ? readFolder(path, reading) : readXlsx(path, reading)), reading);
  } catch (cause) {
    if (cause instanceof FileRefusal) return refused(cause.problem, reading.fileSha256);
    if (isMissing(cause)) return refused(new FileRefusal('FILE_MISSING', `找不到文件:${basename(path)}`).problem, '');
    throw cause;
  }
}
