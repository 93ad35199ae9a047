/** Merged cells, which a sheet lists after its rows: they are looked up before the rows are read. */
import type { Archive } from './archive.ts';
import { FileRefusal } from '../problems.ts';

/** One merged range; rows count from 1, columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const AFTER_ROWS = Buffer.from('sheetData>');
const LONGEST_TAIL = 32_000_000;
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;

/** `A` → 0, `AA` → 26. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (let at = 0; at < letters.length; at++) index = index * 26 + (letters.charCodeAt(at) - 64);
  return index - 1;
}

/** The merged ranges of a sheet, from the top. Reads the part to its end and so checks it before any row is used. */
export async function readMerges(archive: Archive, part: string): Promise<Merge[]> {
  let seam = Buffer.alloc(0);
  let tail: Buffer[] | null = null;
  let length = 0;
  await archive.read(part, (piece) => {
    if (tail === null) {
      const joined = Buffer.concat([seam, piece]);
      const at = joined.lastIndexOf(AFTER_ROWS); // an opening <sheetData> may be found first; the last one closes
      if (at >= 0 && joined[at - 1] !== 60) tail = [joined.subarray(at)];
      seam = Buffer.from(joined.subarray(-16));
      return;
    }
    length += piece.length;
    if (length > LONGEST_TAIL) throw new FileRefusal('ODD_STRUCTURE', '文件结构异常,已拒绝。请用 Excel 或 WPS 另存为 .xlsx 后提交');
    tail.push(Buffer.from(piece));
  });
  const merges: Merge[] = [];
  for (const [, left = '', top, right = '', bottom] of Buffer.concat(tail ?? [])
    .toString('latin1')
    .matchAll(MERGE)) {
    merges.push({ top: Number(top), bottom: Number(bottom), left: columnIndex(left), right: columnIndex(right) });
  }
  return merges.sort((a, b) => a.top - b.top);
}
