/** Query module of header mappings: what regions call the sheets and columns of their ledgers. */
import { LEDGER_SHEET_IDS, type LedgerSheet, type SheetMapping } from '../domain/ledgerSheets.ts';
import type { Db, Store } from './open.ts';
import { inTransaction } from './transaction.ts';

/** What regions say of their sheets themselves, in the order given; both sheets of each. Labels in their order. */
export async function findMappings(db: Db, regions: readonly string[]): Promise<SheetMapping[][]> {
  if (regions.length === 0) return [];
  const labels = await db
    .selectFrom('header_mapping')
    .selectAll()
    .where('region', 'in', [...regions])
    .orderBy('label')
    .execute();
  const names = await db
    .selectFrom('sheet_choice')
    .selectAll()
    .where('region', 'in', [...regions])
    .execute();
  return regions.map((region) =>
    LEDGER_SHEET_IDS.map((sheet) => ({
      sheet,
      name: names.find((row) => row.region === region && row.sheet === sheet)?.name ?? null,
      columns: labels
        .filter((row) => row.region === region && row.sheet === sheet)
        .map((row) => ({ label: row.label, key: row.column_key === '' ? null : row.column_key })),
    })),
  );
}

export interface MappingRow extends SheetMapping {
  readonly region: string;
  readonly sheet: LedgerSheet;
  readonly by: string;
  /** ISO date-time. */
  readonly at: string;
}

/** Puts what a region says of one sheet in place of what it said, in one transaction. */
export function putMapping(store: Store, { region, sheet, name, columns, by, at }: MappingRow): Promise<void> {
  return inTransaction(store, async (work) => {
    await work.deleteFrom('header_mapping').where('region', '=', region).where('sheet', '=', sheet).execute();
    await work.deleteFrom('sheet_choice').where('region', '=', region).where('sheet', '=', sheet).execute();
    const own = { region, sheet, set_by: by, set_at: at };
    if (name !== null)
      await work
        .insertInto('sheet_choice')
        .values({ ...own, name })
        .execute();
    if (columns.length > 0)
      await work
        .insertInto('header_mapping')
        .values(columns.map(({ label, key }) => ({ ...own, label, column_key: key ?? '' })))
        .execute();
  });
}

/** A region, and after a township its county, as divided latest: what a township does not say, its county says. Empty for an unknown code. */
export async function findMappingLine(db: Db, region: string): Promise<string[]> {
  const own = await db
    .selectFrom('region')
    .select(['code', 'level', 'parent'])
    .where('code', '=', region)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  if (own === undefined) return [];
  return own.level === 'TOWNSHIP' && own.parent !== null ? [region, own.parent] : [region];
}
