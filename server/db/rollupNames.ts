/** Names of the rollup tables: a hash of the registry is in them, so that a changed one finds its own. */
import { createHash } from 'node:crypto';
import { DIMENSIONS, MEASURES } from '../domain/measures.ts';

/** Goes up when the tables hold the same registry in another way. */
const LAYOUT = 2;
const HASH = createHash('sha256')
  .update(JSON.stringify([MEASURES, DIMENSIONS, LAYOUT]))
  .digest('hex')
  .slice(0, 10);
export const ROLLUP = `rollup_${HASH}`;
export const ROLLUP_BY = `rollup_by_${HASH}`;
