/** The tables of facts as the migrations made them, read from the catalogue: their partitions are made of the same columns, whatever these are. */
import { sql } from 'kysely';
import type { Db } from '../open.ts';
import { FACTS, type FactTable } from './names.ts';

export interface Shape {
  readonly table: FactTable;
  /** Name and definition, `"staff" integer not null`. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly definition: string }[];
  /** `CHECK (…)`. */
  readonly checks: readonly string[];
  /** `btree (credit_code, submission) WHERE …`. */
  readonly indexes: readonly string[];
  /** `"submission", "credit_code"`. */
  readonly key: string;
}

/** Numbers of submissions are longer where they tell a place. */
const typeOf = (name: string, type: string): string => (name === 'submission' ? 'bigint' : type);

/** @param from where the table is read: its own name, or that of before it was divided */
export async function shapeOf(db: Db, table: FactTable, from: string = table): Promise<Shape> {
  const columns = await sql<{ name: string; type: string; needed: boolean }>`
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as needed from pg_attribute
    where attrelid = to_regclass(${from}) and attnum > 0 and not attisdropped order by attnum`.execute(db);
  const checks = await sql<{ definition: string }>`
    select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = to_regclass(${from}) and contype = 'c' order by conname`.execute(
    db,
  );
  const indexes = await sql<{ definition: string }>`
    select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = to_regclass(${from}) and not indisprimary order by indexrelid::regclass::text`.execute(
    db,
  );
  return {
    table,
    columns: columns.rows.map(({ name, type, needed }) => ({
      name,
      type: typeOf(name, type),
      definition: `"${name}" ${typeOf(name, type)}${needed ? ' not null' : ''}`,
    })),
    checks: checks.rows.map(({ definition }) => definition),
    indexes: indexes.rows.map(({ definition }) => definition.slice(definition.indexOf(' USING ') + 7)),
    key: `"submission", "${FACTS[table]}"`,
  };
}
