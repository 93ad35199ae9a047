/** Long lists, given to the engine piece by piece: between two pieces others have their turn. */
import { nextTurn } from '../reports/breath.ts';

/** Rows that are completed in one turn of the event loop. */
const PIECE = 100;

/** What a resolver of a list may give: the engine waits for a row that is promised. */
export type Long<Row> = readonly (Row | Promise<Row>)[];

/** `rows` as nodes: at once while they are few, otherwise each piece of them in a turn of its own. */
export function paced<Row, Node>(rows: readonly Row[], toNode: (row: Row) => Node): Long<Node> {
  if (rows.length <= PIECE * 3) return rows.map(toNode);
  let turn: Promise<void> = Promise.resolve();
  return rows.map(async (row, at) => {
    if (at % PIECE === 0) turn = turn.then(nextTurn);
    await turn;
    return toNode(row);
  });
}
