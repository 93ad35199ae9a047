/** Workbooks as written, and as LibreOffice worked them out. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { partsOf } from '../documents/archive.ts';

export type Grid = readonly (readonly string[])[];

/** A sheet that LibreOffice wrote, from one of the two folders of the set-up. */
export function gridOf(folder: string, workbook: string, sheet: string): Grid {
  const text = readFileSync(path.join(folder, `${workbook}-${sheet}.csv`));
  return parse(text, { columns: false, relax_column_count: true, bom: true });
}

/** A cell with a formula: where it stands, counted from 0, and the value that was written beside it. */
export interface Worked {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly value: number;
}

const CELL = /<c r="([A-Z]+)(\d+)"[^>]*><f>([^<]*)<\/f><v>([^<]*)<\/v>/g;
const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Names of the sheets in their order, and every formula of the workbook. */
export async function writtenIn(file: string): Promise<{ readonly sheets: readonly string[]; readonly formulas: readonly Worked[] }> {
  const parts = await partsOf(readFileSync(file));
  const sheets = [...String(parts.get('xl/workbook.xml')).matchAll(/<sheet name="([^"]*)"/g)].map(([, name = '']) => name);
  const formulas = sheets.flatMap((sheet, at) =>
    [...String(parts.get(`xl/worksheets/sheet${at + 1}.xml`)).matchAll(CELL)].map(([, letters = '', line, formula = '', value]) => ({
      sheet,
      row: Number(line) - 1,
      column: columnOf(letters),
      formula,
      value: Number(value),
    })),
  );
  return { sheets, formulas };
}
