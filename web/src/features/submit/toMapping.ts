/** Which header of a region's own means which column. Pure. */
import type { LayoutQuestion, LedgerColumn } from '../../api/uploads.ts';
import type { LedgerSheet } from '../../api/gql/enums.ts';

/** A column by its key; LEFT: left out on purpose; null: not decided, the header is then left out with a warning. */
export type Choice = string | null;
export const LEFT = '-';

export interface SheetDraft {
  readonly sheet: LedgerSheet;
  /** Name of the sheet in the region's own workbook; null: as the template has it. */
  readonly name: string | null;
  readonly choices: Readonly<Record<string, Choice>>;
}

interface Saved {
  readonly sheet: LedgerSheet;
  readonly name?: string | null;
  readonly columns: readonly { readonly label: string; readonly key?: string | null }[];
}

/** What is proposed first: what was saved for the region, and else the nearest column, each once. */
export function draftOf(sheet: LedgerSheet, layout: LayoutQuestion, saved: readonly Saved[]): SheetDraft {
  const before = saved.find((one) => one.sheet === sheet);
  const choices: Record<string, Choice> = Object.fromEntries((before?.columns ?? []).map(({ label, key }) => [label, key ?? LEFT]));
  const taken = new Set(Object.values(choices));
  for (const { label, nearest } of layout.unknown.filter((one) => one.sheet === sheet)) {
    if (label in choices) continue;
    const free = nearest !== null && nearest !== undefined && !taken.has(nearest);
    choices[label] = free ? nearest : null;
    if (free) taken.add(nearest);
  }
  return { sheet, name: before?.name ?? null, choices };
}

/** Sheets that the question is about: those with unknown headers, missing columns, or missing themselves. */
export function sheetsOf(layout: LayoutQuestion): readonly LedgerSheet[] {
  const asked: readonly LedgerSheet[] = [
    ...layout.missingSheets,
    ...layout.unknown.map(({ sheet }) => sheet),
    ...layout.missing.map(({ sheet }) => sheet),
  ];
  return (['UNITS', 'ORGANIZATIONS'] as const).filter((sheet) => asked.includes(sheet));
}

/** What is saved: every decided header. */
export const columnsOf = ({ choices }: SheetDraft): { label: string; key: string | null }[] =>
  Object.entries(choices).flatMap(([label, key]) => (key === null ? [] : [{ label, key: key === LEFT ? null : key }]));

/** Columns that two headers claim. */
export function claimedTwice({ choices }: SheetDraft): readonly string[] {
  const keys = Object.values(choices).filter((key): key is string => key !== null && key !== LEFT);
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))];
}

/** Required columns that no header stands for yet. */
export const stillMissing = (draft: SheetDraft, missing: readonly LedgerColumn[]): readonly LedgerColumn[] => {
  const chosen = new Set(Object.values(draft.choices));
  return missing.filter(({ sheet, key }) => sheet === draft.sheet && !chosen.has(key));
};
