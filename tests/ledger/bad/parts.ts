/** What the bad files are made of: good rows in which one thing is wrong. */
import { csv, grid, ORGANIZATION, organizationGrid, UNIT, UNIT_HEADERS, unitGrid, creditCode, type Grid, type Row } from '../grids.ts';
import { workbookParts, zip, type WorkbookOptions } from '../rawXlsx.ts';

export { creditCode, csv, grid, organizationGrid, UNIT, UNIT_HEADERS, unitGrid, type Grid, type Row };

const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface BookOptions extends WorkbookOptions {
  /** Unpacked sizes that the archive lies about. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/** A workbook that spreadsheets open, too. */
export function book(sheets: Readonly<Record<string, Grid>>, options: BookOptions = {}): Buffer {
  const parts = workbookParts(sheets, options);
  const overrides = Object.keys(parts).flatMap((name) =>
    /^xl\/worksheets\/sheet\d+\.xml$/.test(name) ? [`<Override PartName="/${name}" ContentType="${CONTENT}.worksheet+xml"/>`] : [],
  );
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>${overrides.join('')}</Types>`;
  return zip(
    { '[Content_Types].xml': types, ...Object.fromEntries(Object.entries(parts).filter(([name]) => name !== '[Content_Types].xml')) },
    options.sizes,
  );
}

/** Both sheets, the first as given. */
export const ledger = (units: Grid, options: BookOptions = {}, organizations: Grid = organizationGrid({})): Buffer =>
  book({ 两新组织: units, 党群组织: organizations }, options);

/** A good ledger of three units, the second of which has cells changed. */
export const changed = (change: Row): Buffer => ledger(unitGrid({}, change, {}));

export const OLE = (name: string): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(600),
  ]);

export const wide = (rows: Grid): Grid =>
  rows.map((row) => [...row, ...Array.from({ length: UNIT_HEADERS.length - row.length }, () => '')]);

/** Two CSV files; the second a good one. */
export const pair = (units: string | Buffer): Readonly<Record<string, string | Buffer>> => ({
  'units.csv': units,
  'organizations.csv': csv(grid(Object.keys(ORGANIZATION), [ORGANIZATION])),
});

/** The headers that a short CSV file has. */
export const SHORT = Object.keys(UNIT);
export const short = (...rows: Row[]): string =>
  csv(
    grid(
      SHORT,
      rows.map((row, at) => ({ ...UNIT, 统一社会信用代码: creditCode(at + 1), ...row })),
    ),
  );

/** Text in GB18030, of the few characters that the files use. */
export const bytesOf = (...pieces: (string | number[])[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece))));
