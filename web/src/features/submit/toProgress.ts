/** How far the reading of an upload is. Pure. */
import type { Reading } from '../../api/sending.ts';
import { count } from '../../theme/format.ts';

export interface Progress {
  /** 0 to 1; null while the end is not known. */
  readonly share: number | null;
  /** Rows that were read, and of how many; null before the first. */
  readonly rows: { readonly read: string; readonly total: string | null } | null;
}

export function progressOf({ progress }: Reading): Progress {
  const { rowsRead, rowsTotal, rowsStored } = progress;
  if (rowsRead === 0) return { share: null, rows: null };
  // How many rows a file has is known once all are read; they are then compared and stored.
  if (rowsTotal === null || rowsTotal === 0) return { share: null, rows: { read: count(rowsRead), total: null } };
  return { share: Math.min(1, rowsStored / rowsTotal), rows: { read: count(rowsStored), total: count(rowsTotal) } };
}
