import type { DeclaredChange } from './compare.ts';

/** Breaking changes since the schema last released, each to be told to those who ask it. Emptied by `npm run schema:release`. */
export const DECLARED: readonly DeclaredChange[] = [];
