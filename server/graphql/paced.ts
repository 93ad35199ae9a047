/** Long lists, given to the engine piece by piece: between two pieces others have their turn. */
import { breathe } from '../reports/breath.ts';

/** Rows between two looks at the clock. */
const PIECE = 100;

/** What a resolver of a list may give. */
export type Long<Row> = readonly Row[] | AsyncIterable<Row>;

async function* inPieces<Row, Node>(rows: readonly Row[], toNode: (row: Row) => Node): AsyncGenerator<Node> {
  let at = 0;
  for (const row of rows) {
    if (at % PIECE === 0) await breathe();
    at += 1;
    yield toNode(row);
  }
}

/** `rows` as nodes: all at once while they are few. */
export const paced = <Row, Node>(rows: readonly Row[], toNode: (row: Row) => Node): Long<Node> =>
  rows.length > PIECE * 3 ? inPieces(rows, toNode) : rows.map(toNode);
