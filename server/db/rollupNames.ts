/** Names of the rollup tables: a hash of the registry is in them, so that a changed one finds its own. */
import { createHash } from 'node:crypto';
import { DIMENSIONS, MEASURES } from '../domain/measures.ts';

const HASH = createHash('sha256')
  .update(JSON.stringify([MEASURES, DIMENSIONS]))
  .digest('hex')
  .slice(0, 10);
export const ROLLUP = `rollup_${HASH}`;
export const ROLLUP_BY = `rollup_by_${HASH}`;
