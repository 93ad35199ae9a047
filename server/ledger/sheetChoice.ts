/** Which sheet of a workbook is which: by name, or, where the name says nothing, by its header. */
import type { SheetMapping } from '../domain/ledgerSheets.ts';
import type { SheetSpec } from './columns.ts';
import type { SheetRow } from './headers.ts';
import type { Workbook, WorkbookSheet } from './xlsx/workbook.ts';
import type { Archive } from './xlsx/archive.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from './columns.ts';
import { HEADER_ROWS, headerNames, headerScore } from './headers.ts';
import type { LayoutLog } from './layout.ts';
import { FileRefusal, shownValue } from './problems.ts';
import { lookupForm } from './text.ts';
import { EnoughRows, readWorksheet } from './xlsx/worksheet.ts';

export interface SheetChoice {
  readonly units: WorkbookSheet;
  readonly organizations: WorkbookSheet;
  readonly others: readonly WorkbookSheet[];
}

/** A header must name this many columns before a sheet of another name is taken for one of the two. */
const SURE_SCORE = 5;

/** By the name that the region uses itself, else by the template's, else by one of its other names. */
function namedLike<Fact>(spec: SheetSpec<Fact>, sheets: readonly WorkbookSheet[], own: string | null): WorkbookSheet[] {
  const named = (wanted: readonly string[]): WorkbookSheet[] =>
    sheets.filter((sheet) => wanted.map(lookupForm).includes(lookupForm(sheet.name)));
  return [own === null ? [] : [own], [spec.sheet], spec.synonyms].map(named).find((found) => found.length > 0) ?? [];
}

/** A file whose sheets are being told apart. */
export interface SheetsAsk {
  readonly archive: Archive;
  readonly workbook: Workbook;
  readonly mapping: readonly SheetMapping[];
  readonly layout: LayoutLog;
}

const ownName = <Fact>({ mapping }: SheetsAsk, { id }: SheetSpec<Fact>): string | null =>
  mapping.find((one) => one.sheet === id)?.name ?? null;

async function firstRows({ archive, workbook }: SheetsAsk, sheet: WorkbookSheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  try {
    await readWorksheet(archive, workbook, sheet.part, (row) => {
      rows.push(row);
      if (rows.length > HEADER_ROWS) throw new EnoughRows();
    });
  } catch (cause) {
    if (!(cause instanceof EnoughRows)) throw cause;
  }
  return rows;
}

async function pick<Fact>(ask: SheetsAsk, spec: SheetSpec<Fact>, taken: readonly WorkbookSheet[]): Promise<WorkbookSheet> {
  const { workbook, mapping, layout } = ask;
  const free = workbook.sheets.filter((sheet) => !taken.includes(sheet));
  const named = namedLike(spec, free, ownName(ask, spec));
  if (named.length > 1) {
    layout.addMissingSheet(spec.id);
    throw new FileRefusal(
      'SEVERAL_SHEETS',
      `有 ${named.length} 个工作表都像"${spec.sheet}":${named.map(listedSheet).join('、')}。请指明要报送的是哪一个,或只保留一个`,
    );
  }
  if (named[0] !== undefined) return named[0];
  const likely: WorkbookSheet[] = [];
  for (const sheet of free.filter((one) => !one.isHidden))
    if (headerScore(spec, headerNames(spec, mapping), await firstRows(ask, sheet)) >= SURE_SCORE) likely.push(sheet);
  const only = likely.length === 1 ? likely[0] : undefined;
  if (only !== undefined) return only;
  const listed = workbook.sheets.map(listedSheet).join('、');
  layout.addMissingSheet(spec.id);
  throw new FileRefusal(
    'MISSING_SHEET',
    `缺少工作表"${spec.sheet}"。文件中的工作表:${listed === '' ? '无' : listed}。请指明哪一个是该工作表,或按模板补充`,
  );
}

const listedSheet = (sheet: WorkbookSheet): string => `${shownValue(sheet.name)}${sheet.isHidden ? '(隐藏)' : ''}`;

/** The two sheets of a ledger, and those that are not read. */
export async function chooseSheets(ask: SheetsAsk): Promise<SheetChoice> {
  const { workbook } = ask;
  // Sheets that carry the other's name are not candidates by header.
  const reserved = namedLike(ORGANIZATION_SHEET, workbook.sheets, ownName(ask, ORGANIZATION_SHEET));
  const units = await pick(ask, UNIT_SHEET, reserved);
  const organizations = await pick(ask, ORGANIZATION_SHEET, [units]);
  return { units, organizations, others: workbook.sheets.filter((sheet) => sheet !== units && sheet !== organizations) };
}
