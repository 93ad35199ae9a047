/** The 34 provinces as a grid of equal tiles, each about where it lies among its neighbours. */

export interface TilePlace {
  /** Counted from 0 at the left and at the top. */
  readonly column: number;
  readonly row: number;
  /** ISO 3166-2:CN without the prefix, where a whole name has no room. */
  readonly short: string;
}

export const GRID_COLUMNS = 8;
export const GRID_ROWS = 9;

/** North to south; a space of two dots is left where the map has another country or the sea. */
const ROWS: readonly string[] = [
  '.. .. .. .. .. .. .. 23HL',
  '.. .. .. .. .. 15NM .. 22JL',
  '65XJ .. .. .. .. 11BJ 12TJ 21LN',
  '.. 63QH 62GS 64NX 14SX 13HE 37SD ..',
  '.. 54XZ 51SC 61SN 41HA 34AH 32JS 31SH',
  '.. .. .. 50CQ 42HB 36JX 33ZJ ..',
  '.. .. 53YN 52GZ 43HN 35FJ 71TW ..',
  '.. .. .. 45GX 44GD 81HK .. ..',
  '.. .. .. 46HI .. 82MO .. ..',
];

export const TILE_GRID: ReadonlyMap<string, TilePlace> = new Map(
  ROWS.flatMap((line, row) =>
    line
      .split(' ')
      .flatMap((cell, column) => (cell === '..' ? [] : [[`${cell.slice(0, 2)}0000`, { column, row, short: cell.slice(2) }] as const])),
  ),
);
