/** Writes ledgers as people send them: Chinese headers and words from the registry, dates as `YYYY-MM-DD`, flags as 是/否. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { Column, SheetSpec } from './columns.ts';
import type { CellValue } from './values/cell.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from './columns.ts';

type Written = string | number | null;

/** A text that a spreadsheet would run as a formula; it goes into a CSV behind an apostrophe, which reading takes off again. */
const FORMULA_START = /^[=+\-@\t\r]/;
/** The date every part carries, as zip archives count from it: the bytes then depend on the facts alone. */
const ARCHIVE_EPOCH = new Date(Date.UTC(1980, 0, 1));
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function written<Fact>(column: Column<Fact>, value: CellValue): Written {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return value;
  return column.type.is === 'word' ? (column.type.words[value]?.zh ?? value) : value;
}

const rowOf = <Fact>(columns: readonly Column<Fact>[], fact: Fact): Written[] =>
  columns.map((column) => written(column, fact[column.fact] as CellValue));

const headersOf = <Fact>(columns: readonly Column<Fact>[]): string[] => columns.map((column) => column.header);

function csvField(value: Written): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One sheet as CSV text: UTF-8 with BOM (so that Excel shows Chinese), comma, CR LF. */
export function ledgerCsv<Fact>(spec: SheetSpec<Fact>, facts: readonly Fact[]): string {
  const lines = [headersOf(spec.columns).join(',')];
  for (const fact of facts) lines.push(rowOf(spec.columns, fact).map(csvField).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Writes `units.csv` and `organizations.csv` into `folder`, which is made when absent. */
export async function writeLedgerCsv(
  folder: string,
  units: readonly UnitFact[],
  organizations: readonly OrganizationFact[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, UNIT_SHEET.file), ledgerCsv(UNIT_SHEET, units));
  await writeFile(join(folder, ORGANIZATION_SHEET.file), ledgerCsv(ORGANIZATION_SHEET, organizations));
}

const sheetOf = <Fact>(spec: SheetSpec<Fact>, facts: readonly Fact[]) => ({
  name: spec.sheet,
  rows: [headersOf(spec.columns), ...facts.map((fact) => rowOf(spec.columns, fact))],
});

/** Writes one workbook with the sheets 两新组织 and 党群组织. The folder of `path` must exist. Same facts, same bytes. */
export async function writeLedgerWorkbook(
  path: string,
  units: readonly UnitFact[],
  organizations: readonly OrganizationFact[],
): Promise<void> {
  const sheets = [sheetOf(UNIT_SHEET, units), sheetOf(ORGANIZATION_SHEET, organizations)];
  await writeFile(path, await writeXlsx({ sheets, properties: { modified: ARCHIVE_EPOCH } }));
}
