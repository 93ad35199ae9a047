/** Which sheet of a workbook is which: by name, or, where the name says nothing, by its header. */
import type { SheetSpec } from './columns.ts';
import type { SheetRow } from './headers.ts';
import type { Workbook, WorkbookSheet } from './xlsx/workbook.ts';
import type { Archive } from './xlsx/archive.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from './columns.ts';
import { HEADER_ROWS, headerScore } from './headers.ts';
import { FileRefusal } from './problems.ts';
import { lookupForm } from './text.ts';
import { EnoughRows, readWorksheet } from './xlsx/worksheet.ts';

export interface SheetChoice {
  readonly units: WorkbookSheet;
  readonly organizations: WorkbookSheet;
  readonly others: readonly WorkbookSheet[];
}

/** A header must name this many columns before a sheet of another name is taken for one of the two. */
const SURE_SCORE = 5;

const namedLike = <Fact>(spec: SheetSpec<Fact>, sheets: readonly WorkbookSheet[]): WorkbookSheet[] => {
  const names = [spec.sheet, ...spec.synonyms].map(lookupForm);
  const exact = sheets.filter((sheet) => lookupForm(sheet.name) === names[0]);
  return exact.length > 0 ? exact : sheets.filter((sheet) => names.includes(lookupForm(sheet.name)));
};

async function firstRows(archive: Archive, workbook: Workbook, sheet: WorkbookSheet): Promise<SheetRow[]> {
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

async function pick<Fact>(
  archive: Archive,
  workbook: Workbook,
  spec: SheetSpec<Fact>,
  taken: readonly WorkbookSheet[],
): Promise<WorkbookSheet> {
  const free = workbook.sheets.filter((sheet) => !taken.includes(sheet));
  const named = namedLike(spec, free);
  if (named.length > 1)
    throw new FileRefusal(
      'SEVERAL_SHEETS',
      `有 ${named.length} 个工作表都像"${spec.sheet}":${named.map((sheet) => sheet.name).join('、')}。请只保留一个`,
    );
  if (named[0] !== undefined) return named[0];
  const likely: WorkbookSheet[] = [];
  for (const sheet of free.filter((one) => !one.isHidden))
    if (headerScore(spec, await firstRows(archive, workbook, sheet)) >= SURE_SCORE) likely.push(sheet);
  const only = likely.length === 1 ? likely[0] : undefined;
  if (only !== undefined) return only;
  const listed = workbook.sheets.map((sheet) => `${sheet.name}${sheet.isHidden ? '(隐藏)' : ''}`).join('、');
  throw new FileRefusal(
    'MISSING_SHEET',
    `缺少工作表"${spec.sheet}"。文件中的工作表:${listed === '' ? '无' : listed}。请按模板补充该工作表`,
  );
}

/** The two sheets of a ledger, and those that are not read. */
export async function chooseSheets(archive: Archive, workbook: Workbook): Promise<SheetChoice> {
  // Sheets that carry the other's name are not candidates by header.
  const reserved = namedLike(ORGANIZATION_SHEET, workbook.sheets);
  const units = await pick(archive, workbook, UNIT_SHEET, reserved);
  const organizations = await pick(archive, workbook, ORGANIZATION_SHEET, [units]);
  return { units, organizations, others: workbook.sheets.filter((sheet) => sheet !== units && sheet !== organizations) };
}
