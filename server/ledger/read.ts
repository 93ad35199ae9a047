/** Reads one submission, a workbook or a folder of two CSV files, to checked facts and all its problems. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { FORM_PAGES } from '../domain/formBook.ts';
import type { Subject } from '../domain/organizations.ts';
import type { SheetSpec } from './columns.ts';
import type { LedgerContext } from './context.ts';
import type { SheetRow } from './headers.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from './columns.ts';
import { readCsv } from './csv/readCsv.ts';
import { cutLoose } from './codePlaces.ts';
import { LayoutLog } from './layout.ts';
import { FileRefusal, ProblemLog, shownValue } from './problems.ts';
import { FirstOfCode, organizationCheck, unitCheck, type RowCheck } from './rules.ts';
import { chooseSheets } from './sheetChoice.ts';
import { refusedReading, type StagedReading } from './reading.ts';
import type { FactRow } from './factRow.ts';
import { SheetReader } from './sheetReader.ts';
import { notASpreadsheet, sniff } from './sniff.ts';
import { fileOf, inMemory, type Sent, type SentFile } from './sent.ts';
import { openSource, type Source } from './source.ts';
import { contentOf, LineStage } from './staging.ts';
import { openArchive } from './xlsx/archive.ts';
import { readWorkbook } from './xlsx/workbook.ts';
import { readWorksheet } from './xlsx/worksheet.ts';

export type { LedgerContext } from './context.ts';
export type { Place, Problem } from './problems.ts';
export { refusedReading, type LedgerReading, type StagedReading, type UnitPlaces } from './reading.ts';

/** The staging file, open for reading and writing, and from which byte on it is free. */
export interface Staging {
  readonly fd: number;
  readonly from: number;
}

/** More rows than this are refused: what a clerk cannot look through should come by county. */
const MOST_ROWS = 1_000_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One sheet of which rows are read, checked and staged one after another. */
interface Run<Fact> {
  readonly reader: SheetReader<Fact>;
  readonly codes: FirstOfCode<Fact>;
  readonly stage: LineStage;
}

interface Runs {
  readonly units: Run<UnitFact>;
  readonly organizations: Run<OrganizationFact>;
}

/** One reading under way. The file's hash is set as soon as its bytes are known, so that a refusal carries it too. */
interface Reading {
  readonly context: LedgerContext;
  readonly log: ProblemLog;
  readonly layout: LayoutLog;
  readonly mostRows: number;
  readonly staging: Staging;
  /** Of every organization code of the file; null where its subject could not be read. */
  readonly subjects: Map<string, Subject | null>;
  /** Told of each row. */
  readonly passed: () => void;
  fileSha256: string;
}

/** Where the rows of a sheet come from. */
interface Rows {
  readonly name: string;
  readonly isCsv: boolean;
  read(take: (row: SheetRow) => void, log: ProblemLog): void | Promise<void>;
}

async function runSheet<Fact>(
  spec: SheetSpec<Fact>,
  rows: Rows,
  { context, log, layout, mostRows, staging, passed }: Reading,
  from: number,
  parts: { checkOf(reader: SheetReader<Fact>): RowCheck<Fact>; seen?(fact: Fact): void; mayBeEmpty: boolean },
): Promise<Run<Fact>> {
  const stage = new LineStage(staging.fd, from);
  const take = (row: FactRow<Fact>): void => {
    parts.seen?.(row.fact);
    codes.accept(row, check(row));
  };
  const reader: SheetReader<Fact> = new SheetReader(spec, { ...rows, mostRows, layout }, context, log, take);
  const check = parts.checkOf(reader);
  const codes = new FirstOfCode(reader, stage, spec);
  const accept = (row: SheetRow): void => {
    passed();
    reader.accept(row);
  };
  await rows.read(accept, log);
  reader.finish(parts.mayBeEmpty);
  codes.finish();
  stage.finish();
  return { reader, codes, stage };
}

/** Organizations first, for units name them; what is wrong with the sheet of units is told before what is wrong with theirs. */
async function runBoth(units: Rows, organizations: Rows, reading: Reading): Promise<Runs> {
  const { context, staging, subjects } = reading;
  const others = await runSheet(ORGANIZATION_SHEET, organizations, reading, staging.from, {
    checkOf: organizationCheck,
    seen: ({ code, subject }) => void (typeof code === 'string' && subjects.set(cutLoose(code), subject)),
    mayBeEmpty: true,
  }).catch((cause: unknown) => {
    if (cause instanceof FileRefusal) return cause;
    throw cause;
  });
  const from = others instanceof FileRefusal ? staging.from : others.stage.finish().end;
  const own = await runSheet(UNIT_SHEET, units, reading, from, {
    checkOf: (reader) => unitCheck(reader, subjects, context),
    mayBeEmpty: false,
  });
  if (others instanceof FileRefusal) throw others;
  return { units: own, organizations: others };
}

const csvRows = (name: string, source: Source): Rows => ({
  name,
  isCsv: true,
  read: (take, log) => {
    if (sniff(source) !== 'text') throw notASpreadsheet(`Excel 或 ZIP 文件,而 ${name} 应为 CSV`);
    readCsv(name, source, take, log);
  },
});

/** The two files of a folder; `open` gives one by its name. */
async function readPair(names: readonly string[], open: (name: string) => Source, reading: Reading): Promise<Runs> {
  const unitFile = fileOf(UNIT_SHEET, names);
  const organizationFile = fileOf(ORGANIZATION_SHEET, names);
  const units = open(unitFile);
  try {
    const organizations = open(organizationFile);
    try {
      reading.fileSha256 = sha256(`${units.sha256()} ${organizations.sha256()}`);
      return await runBoth(csvRows(unitFile, units), csvRows(organizationFile, organizations), reading);
    } finally {
      organizations.close();
    }
  } finally {
    units.close();
  }
}

const readFolder = async (path: string, reading: Reading): Promise<Runs> =>
  readPair(await readdir(path), (name) => openSource(join(path, name), name), reading);

async function readXlsx(source: Source, reading: Reading): Promise<Runs> {
  const { log, layout } = reading;
  reading.fileSha256 = source.sha256();
  if (sniff(source) === 'text')
    throw new FileRefusal(
      'SINGLE_CSV',
      `CSV 需要 ${UNIT_SHEET.file} 和 ${ORGANIZATION_SHEET.file} 两个文件,请放在同一文件夹中提交,或另存为含两个工作表的 .xlsx`,
    );
  const archive = await openArchive(source);
  const workbook = await readWorkbook(archive);
  layout.addSheets(workbook.sheets);
  const chosen = await chooseSheets({ archive, workbook, mapping: reading.context.mapping ?? [], layout });
  // A template brings both of its pages along: they are nobody's rows.
  const isForm = FORM_PAGES.every((page) => chosen.others.some(({ name }) => name === page));
  const others = chosen.others.filter(({ name }) => !isForm || !FORM_PAGES.includes(name));
  if (others.length > 0) {
    const names = others.map((sheet) => `${shownValue(sheet.name)}${sheet.isHidden ? '(隐藏)' : ''}`).join('、');
    log.add({ code: 'OTHER_SHEETS', value: null, message: `以下工作表未导入:${names}`, severity: 'warning' });
  }
  // The notes of a template are its own.
  const ignored = workbook.ignored.filter((word) => !isForm || word !== '批注');
  if (ignored.length > 0)
    log.add({ code: 'IGNORED_PARTS', value: null, message: `文件中的${ignored.join('、')}已忽略,未保存`, severity: 'warning' });
  const rowsOf = ({ name, part }: { readonly name: string; readonly part: string }): Rows => ({
    name: shownValue(name),
    isCsv: false,
    read: (take) => readWorksheet(archive, workbook, part, take),
  });
  return runBoth(rowsOf(chosen.units), rowsOf(chosen.organizations), reading);
}

async function readFile(path: string, reading: Reading): Promise<Runs> {
  if ((await stat(path)).isDirectory()) return readFolder(path, reading);
  const source = openSource(path, shownValue(basename(path)));
  try {
    return await readXlsx(source, reading);
  } finally {
    source.close();
  }
}

/** One file is a workbook; two are CSV files, which may stand in any order. */
async function readSent(files: readonly SentFile[], reading: Reading): Promise<Runs> {
  const [first, ...others] = files;
  if (first === undefined)
    throw new FileRefusal('NO_ROWS', '没有收到文件。请选择一个 .xlsx 文件,或 units.csv 和 organizations.csv 两个文件');
  if (others.length === 0) return readXlsx(inMemory(first), reading);
  const named = new Map(files.map((file) => [file.name, file]));
  return readPair([...named.keys()], (name) => inMemory(named.get(name) ?? first), reading);
}

function conclude({ units, organizations }: Runs, { log, layout, fileSha256, staging }: Reading): StagedReading {
  const sheets = [units.reader.sheet, organizations.reader.sheet];
  const errors = log.listed('error', sheets);
  const warnings = log.listed('warning', sheets);
  const headers = [units.reader.header, organizations.reader.header];
  const coded = <Fact>({ stage, codes }: Run<Fact>) => ({ stage, places: codes.places });
  const [own, others] = [units.stage.finish(), organizations.stage.finish()];
  const content =
    errors.listed.length > 0
      ? { sha256: '', inOrder: null }
      : contentOf(coded(units), coded(organizations), { fd: staging.fd, from: Math.max(own.end, others.end) });
  return {
    units: own,
    unitsInOrder: content.inOrder,
    organizations: others,
    errors: errors.listed,
    warnings: warnings.listed,
    moreErrors: errors.more,
    moreWarnings: warnings.more,
    errorCounts: log.counted('error'),
    droppedColumns: headers.flatMap((header) => header?.persons ?? []),
    unknownColumns: headers.flatMap((header) => header?.unknown ?? []),
    unitPlaces: { sheet: units.reader.sheet, columns: units.reader.places() },
    layout: layout.question(),
    fileSha256,
    contentSha256: content.sha256,
  };
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');

/**
 * Reads a submission. Whatever is wrong with it comes back as problems; only failures of the machine (no permission, no disk) are thrown. A
 * sheet of more than `mostRows` rows is refused. `passed` is called at each row.
 */
export async function readLedger(
  sent: Sent,
  context: LedgerContext,
  staging: Staging,
  mostRows = MOST_ROWS,
  passed: () => void = () => undefined,
): Promise<StagedReading> {
  const reading: Reading = {
    context,
    log: new ProblemLog(),
    layout: new LayoutLog(),
    mostRows,
    staging,
    subjects: new Map(),
    passed,
    fileSha256: '',
  };
  try {
    return conclude(await (typeof sent === 'string' ? readFile(sent, reading) : readSent(sent, reading)), reading);
  } catch (cause) {
    if (cause instanceof FileRefusal) return refusedReading(cause.problem, reading.fileSha256, reading.layout.question());
    if (typeof sent === 'string' && isMissing(cause))
      return refusedReading(new FileRefusal('FILE_MISSING', `找不到文件:${shownValue(basename(sent))}`).problem);
    throw cause;
  }
}
