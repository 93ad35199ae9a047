/** What of a file's sheets and headers was not understood, collected while it is read: what a header mapping could mend. */
import { isLedgerSheet, type LayoutQuestion, type LedgerSheet, type UnknownHeader } from '../domain/ledgerSheets.ts';
import type { Column, SheetSpec } from './columns.ts';
import { shownValue } from './problems.ts';
import { lookupForm } from './text.ts';

/** Pairs of neighbouring characters; of one character, itself. */
function pairsOf(text: string): string[] {
  const signs = [...text];
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`);
}

/** How alike two names are: twice the shared pairs over all pairs, 0 to 1. */
function likeness(one: string, other: string): number {
  const left = pairsOf(one);
  const right = pairsOf(other);
  const total = left.length + right.length;
  if (total === 0) return 0;
  const free = [...right];
  let shared = 0;
  for (const pair of left) {
    const at = free.indexOf(pair);
    if (at < 0) continue;
    shared += 1;
    free.splice(at, 1);
  }
  return (2 * shared) / total;
}

/** Less alike than this is chance: two columns of «党员…数» share as much. */
const LEAST_LIKE = 0.3;

/** Key of the column that a header most likely means, among those the file has no header for; null where none is near. */
export function nearestColumn<Fact>(columns: readonly Column<Fact>[], label: string): string | null {
  const form = lookupForm(label);
  let best: { key: string; score: number } | null = null;
  for (const column of columns)
    for (const name of [column.header, column.key, ...(column.synonyms ?? [])]) {
      const score = likeness(form, lookupForm(name));
      if (score >= LEAST_LIKE && score > (best?.score ?? 0)) best = { key: column.key, score };
    }
  return best?.key ?? null;
}

export class LayoutLog {
  private sheets: LayoutQuestion['sheets'] = [];
  private readonly missingSheets: LedgerSheet[] = [];
  private readonly unknown: UnknownHeader[] = [];
  private readonly missing: { sheet: LedgerSheet; key: string }[] = [];

  addSheets(sheets: readonly { readonly name: string; readonly isHidden: boolean }[]): void {
    this.sheets = sheets.map(({ name, isHidden }) => ({ name: shownValue(name), hidden: isHidden }));
  }

  /** What belongs to no ledger cannot be mapped, and is not asked about. */
  addMissingSheet(sheet: LedgerSheet | null): void {
    if (sheet !== null) this.missingSheets.push(sheet);
  }

  /** `unknown` headers of a sheet, and for each column of its registry the cell that holds it, −1 for none. */
  addHeader<Fact>(
    { id, columns }: Pick<SheetSpec<Fact, string>, 'id' | 'columns'>,
    unknown: readonly string[],
    cellOf: readonly number[],
  ): void {
    // Only the sheets of a ledger can be mapped.
    if (!isLedgerSheet(id)) return;
    const absent = columns.filter((_, index) => cellOf[index] === -1);
    for (const label of unknown) this.unknown.push({ sheet: id, label, nearest: nearestColumn(absent, label) });
    for (const column of absent) if (column.required === true) this.missing.push({ sheet: id, key: column.key });
  }

  /** Null where everything was understood. */
  question(): LayoutQuestion | null {
    const { sheets, missingSheets, unknown, missing } = this;
    return missingSheets.length + unknown.length + missing.length === 0 ? null : { sheets, missingSheets, unknown, missing };
  }
}
