/** What those above the reports need in order to give way: see db/breath.ts. */
export { breathe, nextTurn } from '../db/breath.ts';
