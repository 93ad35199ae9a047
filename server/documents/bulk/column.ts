/** What a column of a bulk file is: its names, its type, what it may hold and where it is from. The files and their dictionary are made from these. */
import type { Words } from '../../domain/words.ts';
import type { RegionRow } from '../../reports/types.ts';
import type { Lang } from '../../../web/src/state/selection.ts';

/** Dates are ISO text here. */
export type BulkCell = string | number | null;
export type BulkType = 'text' | 'date' | 'integer' | 'number';

/** One value that a column may hold. `of`: the dimension it belongs to, where a column holds those of several. */
export interface Member extends Words {
  readonly code: string;
  readonly of?: string;
  readonly unit?: Words;
  readonly definition?: Words;
  readonly citation?: string;
}

/** What a cell needs beside its row. */
export interface Around {
  readonly lang: Lang;
  readonly dataVersion: string;
  /** Undefined: a code that the tree never held. */
  readonly regionOf: (code: string) => RegionRow | undefined;
}

export interface ColumnHead {
  /** The Latin name, which Parquet and `lang=en` have. */
  readonly id: string;
  /** Field of the API's type, `rate.numerator`, that the column holds; null: of the file alone. */
  readonly field: string | null;
  readonly label: Words;
  readonly type: BulkType;
  readonly unit: Words | null;
  /** What an empty cell says; null: no cell is empty. */
  readonly empty: Words | null;
  /** Null: open. */
  readonly members: readonly Member[] | null;
  /** Between the members of a cell that holds several; null: one a cell. */
  readonly between: string | null;
  /** Whether cells hold the words of the members in the language of the file, and not their codes. */
  readonly worded: boolean;
  readonly definition: Words;
  readonly citation: string | null;
}

export interface BulkColumn<Row> extends ColumnHead {
  readonly cell: (row: Row, around: Around) => BulkCell;
}

type Needed<Row> = Pick<BulkColumn<Row>, 'id' | 'field' | 'label' | 'cell'>;
type Plain<Row> = Needed<Row> & Partial<Omit<BulkColumn<Row>, keyof Needed<Row>>>;

/** 1 or 0, which every statistics program counts with. */
const DECIDED: readonly Member[] = [
  { code: '1', zh: '是', en: 'Yes' },
  { code: '0', zh: '否', en: 'No' },
];

/** A column whose definition, where it has none of its own, is its name. */
export const column = <Row>(spec: Plain<Row>): BulkColumn<Row> => ({
  type: 'text',
  unit: null,
  empty: null,
  members: null,
  between: null,
  worded: false,
  definition: spec.label,
  citation: null,
  ...spec,
});

interface Decided<Row> extends Omit<Plain<Row>, 'cell' | 'type' | 'members'> {
  readonly of: (row: Row) => boolean | null;
}

/** A yes or a no; where the ledger says neither the cell is empty. */
export const decided = <Row>({ of, ...spec }: Decided<Row>): BulkColumn<Row> =>
  column<Row>({
    empty: UNSAID,
    ...spec,
    type: 'integer',
    members: DECIDED,
    cell: (row) => {
      const found = of(row);
      return found === null ? null : Number(found);
    },
  });

export const membersOf = (registry: Readonly<Record<string, Words>>, only: readonly string[] = Object.keys(registry)): readonly Member[] =>
  Object.entries(registry).flatMap(([code, { zh, en }]) => (only.includes(code) ? [{ code, zh, en }] : []));

interface Coded<Row> extends Omit<Plain<Row>, 'cell' | 'members'> {
  readonly registry: Readonly<Record<string, Words>>;
  readonly members?: readonly Member[];
  readonly code: (row: Row) => string | null;
  /** The code as the API has it, where that is not the key of the registry. */
  readonly written?: (code: string | null) => string | null;
}

/** Two columns of one property: the words of the file's language, and the code that the API has. */
export function codedColumns<Row>({
  registry,
  code,
  members = membersOf(registry),
  written = (found) => found,
  ...spec
}: Coded<Row>): readonly BulkColumn<Row>[] {
  const wordOf = (found: string | null, lang: Lang): string | null => (found === null ? null : (registry[found]?.[lang] ?? found));
  return [
    column({ ...spec, members, worded: true, cell: (row, { lang }) => wordOf(code(row), lang) }),
    column({ ...codeOf(spec), members, cell: (row) => written(code(row)) }),
  ];
}

const codeOf = <Spec extends { readonly id: string; readonly label: Words }>(spec: Spec): Spec => ({
  ...spec,
  id: `${spec.id}_code`,
  label: { zh: `${spec.label.zh}代码`, en: `${spec.label.en}, code` },
});

interface CodedList<Row> extends Omit<Coded<Row>, 'code' | 'written'> {
  readonly codes: (row: Row) => readonly string[];
}

const BETWEEN_WORDS = '；';
const BETWEEN_CODES = ';';

/** The same of a property with several values. */
export const codedListColumns = <Row>({
  registry,
  codes,
  members = membersOf(registry),
  ...spec
}: CodedList<Row>): readonly BulkColumn<Row>[] => [
  column({
    ...spec,
    members,
    worded: true,
    between: BETWEEN_WORDS,
    cell: (row, { lang }) =>
      joined(
        codes(row).map((one) => registry[one]?.[lang] ?? one),
        BETWEEN_WORDS,
      ),
  }),
  column({ ...codeOf(spec), members, between: BETWEEN_CODES, cell: (row) => joined(codes(row), BETWEEN_CODES) }),
];

export const joined = (parts: readonly string[], between: string): string | null => (parts.length === 0 ? null : parts.join(between));

const REGION_CODES: Words = {
  zh: '六位行政区划代码，乡级九位，园区以 P 开头',
  en: 'Division code of six digits, nine for a township; of a park it begins with P',
};
export const REGION_CITATION = 'GB/T 2260';

interface Placed<Row> extends Pick<ColumnHead, 'id' | 'label'> {
  readonly field: string;
  readonly empty?: Words;
  readonly code: (row: Row) => string | null;
}

/** Code and name of a region. */
export const regionColumns = <Row>({ code, ...spec }: Placed<Row>): readonly BulkColumn<Row>[] => [
  column({ ...codeOf(spec), definition: REGION_CODES, citation: REGION_CITATION, cell: (row) => code(row) }),
  column({
    ...spec,
    cell: (row, { lang, regionOf }) => {
      const place = code(row);
      const region = place === null ? undefined : regionOf(place);
      return (lang === 'en' ? region?.nameEn : undefined) ?? region?.name ?? place;
    },
  }),
];

/** What an empty cell of a ledger's column says. */
export const UNSAID: Words = { zh: '台账未填', en: 'The ledger does not say' };
export const PERSONS: Words = { zh: '人', en: 'persons' };
export const UNITS: Words = { zh: '家', en: 'units' };

export const versionColumn = <Row>(): BulkColumn<Row> =>
  column({
    id: 'data_version',
    field: null,
    label: { zh: '数据版本', en: 'Data version' },
    definition: { zh: '数据版本，version=v12 可再取同一版本', en: 'The data version; version=v12 asks for the same one again' },
    cell: (_row, { dataVersion }) => dataVersion,
  });
