/** One export, ready to be written: its columns, its rows by the page, and what they rest on. */
import type { Words } from '../../domain/words.ts';
import { nextTurn } from '../../reports/breath.ts';
import type { RegionRow, View } from '../../reports/types.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import type { Around, BulkCell, BulkColumn, ColumnHead } from './column.ts';

/** What stands in the headers of the answer, on the second page of a workbook and in the metadata of a Parquet file. */
export interface Story {
  readonly title: Words;
  readonly dataVersion: string;
  /** Null: nothing was reported yet, or the rows have days of their own. */
  readonly asOf: string | null;
  /** When the data last changed, ISO; null: never yet. */
  readonly dataAt: string | null;
  readonly source: Words;
  /** Null: nothing was left out. */
  readonly filter: Words | null;
  /** 口径: which units are counted. */
  readonly basis: Words;
  readonly demo: boolean;
}

export type CellPages = AsyncIterable<readonly (readonly BulkCell[])[]>;

export interface BulkTable {
  readonly noun: string;
  readonly columns: readonly ColumnHead[];
  readonly lang: Lang;
  readonly story: Story;
  /** How many rows there are; null where only reading them tells. */
  readonly rows: number | null;
  /** Cells in the order of the columns. Read once; leaving early is fine. */
  readonly pages: CellPages;
}

/** A code that stands in a row. */
type CodesOf<Row> = (row: Row) => readonly (string | null)[];

interface Written<Row> {
  readonly view: View;
  readonly lang: Lang;
  readonly columns: readonly BulkColumn<Row>[];
  readonly codesOf: CodesOf<Row>;
}

/** Rows whose cells are made and written in one turn: a millisecond or two. */
const AT_A_TIME = 200;

/** Pages of rows → shorter pages of cells. The names of regions are looked up once a page. */
export async function* cellPages<Row>(
  pages: AsyncIterable<readonly Row[]>,
  { view, lang, columns, codesOf }: Written<Row>,
): AsyncGenerator<readonly (readonly BulkCell[])[]> {
  for await (const page of pages) {
    const codes = [...new Set(page.flatMap(codesOf))].filter((code) => code !== null);
    const regions = await view.regionsByCode(codes);
    const byCode = new Map<string, RegionRow | undefined>(codes.map((code, at) => [code, regions[at]]));
    const around: Around = { lang, dataVersion: view.dataVersion, regionOf: (code) => byCode.get(code) };
    for (let at = 0; at < page.length; at += AT_A_TIME) {
      yield page.slice(at, at + AT_A_TIME).map((row) => columns.map((column) => column.cell(row, around)));
      // Neither reading the database nor making rows takes a turn of the event loop: others would wait for the whole file.
      await nextTurn();
    }
  }
}

/** The same with the first already asked for: what cannot be answered is refused before a file has begun. */
export async function primed<Item>(items: AsyncGenerator<Item>): Promise<AsyncGenerator<Item>> {
  const first = await items.next();
  async function* all(): AsyncGenerator<Item> {
    try {
      if (first.done === true) return;
      yield first.value;
      yield* items;
    } finally {
      await items.return(undefined);
    }
  }
  return all();
}
