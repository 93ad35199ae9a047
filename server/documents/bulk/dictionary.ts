/** The data dictionary of an export, made from the columns that write it: there is no second list. */
import type { Words } from '../../domain/words.ts';
import { fieldOf } from '../csv.ts';
import type { ColumnHead, Member } from './column.ts';
import type { BulkExport } from './exports.ts';

/** For programs. Members of `null` are open. */
export const dictionaryJson = ({ noun, title, columns }: BulkExport): string =>
  JSON.stringify(
    {
      noun,
      title,
      columns: columns.map(({ id, label, type, unit, empty, members, between, worded, definition, citation }) => ({
        name: id,
        label,
        type,
        unit,
        nullable: empty !== null,
        empty,
        members,
        between,
        worded,
        definition,
        citation,
      })),
    },
    null,
    2,
  );

const HEADS = [
  'column',
  'name_zh',
  'name_en',
  'type',
  'unit_zh',
  'unit_en',
  'nullable',
  'empty_zh',
  'empty_en',
  'dimension',
  'member',
  'member_zh',
  'member_en',
  'definition_zh',
  'definition_en',
  'citation',
] as const;
type Line = Partial<Record<(typeof HEADS)[number], string>>;

const inBoth = (name: 'unit' | 'empty' | 'definition' | 'name' | 'member', words: Words | null | undefined): Line =>
  words ? { [`${name}_zh`]: words.zh, [`${name}_en`]: words.en } : {};

const columnLine = ({ type, unit, empty, definition, citation }: ColumnHead): Line => ({
  type,
  nullable: empty === null ? '0' : '1',
  citation: citation ?? '',
  ...inBoth('unit', unit),
  ...inBoth('empty', empty),
  ...inBoth('definition', definition),
});

const memberLine = (member: Member): Line => ({
  dimension: member.of ?? '',
  member: member.code,
  citation: member.citation ?? '',
  ...inBoth('member', member),
  ...inBoth('unit', member.unit),
  ...inBoth('definition', member.definition),
});

/** A line a column, and below it one a member. */
const linesOf = ({ columns }: BulkExport): readonly Line[] =>
  columns.flatMap((column) => {
    const names = { column: column.id, ...inBoth('name', column.label) };
    return [columnLine(column), ...(column.members ?? []).map(memberLine)].map((line) => ({ ...names, ...line }));
  });

export function dictionaryCsv(found: BulkExport, bom: boolean): string {
  const lines = linesOf(found).map((line) => HEADS.map((head) => fieldOf(line[head] ?? '')).join(','));
  return `${bom ? '\uFEFF' : ''}${[HEADS.join(','), ...lines].join('\r\n')}\r\n`;
}
