/** Where the seed files lie. The compiled seeds run from `dist/seed`; tables, maps and figures stay in `seed`. */
import { basename, dirname, join } from 'node:path';

const here = import.meta.dirname;

/** Absolute path of the folder `seed`. */
export const SEED = basename(dirname(here)) === 'dist' ? join(here, '..', '..', 'seed') : here;
