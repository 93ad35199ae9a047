/** Rows as Parquet: a row group every so many rows, strings as dictionaries, days as days, and what the numbers rest on in the metadata. */
import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import type { BulkCell, BulkType, ColumnHead } from './column.ts';
import type { BulkTable, Story } from './table.ts';

/** Readers skip by groups, and a writer holds one. */
const GROUP_ROWS = 10_000;
const DAY_MS = 86_400_000;

const TYPES: Readonly<Record<BulkType, Partial<SchemaElement>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
};

const schemaOf = (columns: readonly ColumnHead[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ id, type, empty }) => ({
    name: id,
    ...TYPES[type],
    repetition_type: empty === null ? ('REQUIRED' as const) : ('OPTIONAL' as const),
  })),
];

const stored = (cell: BulkCell | undefined, type: BulkType): BulkCell =>
  cell === undefined || cell === null ? null : type === 'date' ? Date.parse(`${cell}T00:00:00Z`) / DAY_MS : cell;

const columnsOf = (columns: readonly ColumnHead[], rows: readonly (readonly BulkCell[])[]): ColumnSource[] =>
  columns.map(({ id, type }, at) => ({ name: id, data: rows.map((row) => stored(row[at], type)) }));

/** Keys are Latin, values as the file's language has them. */
const metadataOf = ({ noun, story, lang }: BulkTable): { key: string; value: string }[] =>
  Object.entries(factsOf(noun, story, lang)).flatMap(([name, value]) => (value === null ? [] : [{ key: `fugai.${name}`, value }]));

const factsOf = (noun: string, story: Story, lang: BulkTable['lang']): Readonly<Record<string, string | null>> => ({
  title: story.title[lang],
  data_version: story.dataVersion,
  as_of: story.asOf,
  source: story.source[lang],
  filter: story.filter?.[lang] ?? null,
  basis: story.basis[lang],
  dictionary: `/export/${noun}.dictionary.json`,
});

export async function* parquetStream(table: BulkTable): AsyncGenerator<Buffer> {
  const { columns, pages } = table;
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(columns), kvMetadata: metadataOf(table), createdBy: 'fugai' });
  // What is taken out of the writer is forgotten there; its count of bytes goes on.
  const taken = (): Buffer => {
    const bytes = Buffer.from(writer.getBytes());
    writer.index = 0;
    return bytes;
  };
  let group: (readonly BulkCell[])[] = [];
  const write = async (): Promise<Buffer> => {
    await parquet.write({ columnData: columnsOf(columns, group), rowGroupSize: Math.max(1, group.length) });
    group = [];
    return taken();
  };
  for await (const page of pages) {
    for (const row of page) group.push(row);
    if (group.length >= GROUP_ROWS) yield await write();
  }
  if (group.length > 0) yield await write();
  await parquet.finish();
  yield taken();
}
