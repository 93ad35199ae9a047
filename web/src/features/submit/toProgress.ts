/** How far the reading of an upload is. Pure. */
import type { Reading } from '../../api/sending.ts';
import { count } from '../../theme/format.ts';

export interface Progress {
  /** 0 to 1; null while the end is not known. */
  readonly share: number | null;
  readonly rows: { readonly read: string; readonly total: string | null } | null;
}

export function progressOf({ progress }: Reading): Progress {
  const { rowsRead, rowsTotal } = progress ?? {};
  if (rowsRead === undefined || rowsRead === null) return { share: null, rows: null };
  const total = rowsTotal ?? null;
  return {
    share: total === null || total === 0 ? null : Math.min(1, rowsRead / total),
    rows: { read: count(rowsRead), total: total === null ? null : count(total) },
  };
}
