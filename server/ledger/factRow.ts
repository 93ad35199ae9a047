/** One row of a sheet after its cells are read. */
import type { Column } from './columns.ts';
import type { CellValue } from './values/cell.ts';

/** A row that was read, until the next one is: its values in the order of the columns (nulls where cells were wrong) and where it stood. */
export interface FactRow<Fact> {
  readonly values: readonly CellValue[];
  /** The same by their names, made anew whenever it is asked for. */
  readonly fact: Fact;
  readonly row: number;
  /** False when one of its cells was wrong: the fact is then not to be used. */
  readonly sound: boolean;
  /** The cells that were wrong: their nulls mean nothing. */
  readonly wrong: readonly string[];
}

/** The one row that a reader fills anew each time. */
export class ReadRow<Fact> implements FactRow<Fact> {
  readonly values: CellValue[];
  row = 0;
  sound = true;
  wrong: string[] = [];
  private readonly columns: readonly Column<Fact>[];

  constructor(columns: readonly Column<Fact>[]) {
    this.columns = columns;
    this.values = columns.map(() => null);
  }

  get fact(): Fact {
    return Object.fromEntries(this.columns.map(({ fact }, index) => [fact, this.values[index]])) as Fact;
  }
}
