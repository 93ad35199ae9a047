/** Columns of the published figures: what was printed, how it is meant, and where it stood. */
import { AS_OF_PRECISIONS, FIGURE_UNITS, QUALIFIERS, type AsOfPrecision, type Figure, type Source } from '../../domain/figures.ts';
import { SUBJECTS } from '../../domain/organizations.ts';
import type { Words } from '../../domain/words.ts';
import { codedColumns, column, regionColumns, type BulkColumn } from './column.ts';

export interface SourcedFigure {
  readonly figure: Figure;
  /** Undefined: the source was never stored. */
  readonly source: Source | undefined;
}

const PRECISION_WORDS: Readonly<Record<AsOfPrecision, Words>> = {
  day: { zh: '日', en: 'Day' },
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
  unknown: { zh: '不详', en: 'Not known' },
};

const NOT_PRINTED: Words = { zh: '原文未写', en: 'The source does not say' };

type Amount = 'value' | 'low' | 'high';
const amount = (id: Amount, label: Words, empty: Words, definition: Words = label) =>
  column<SourcedFigure>({ id, field: id, label, type: 'number', empty, definition, cell: ({ figure }) => figure[id] });

type Said = 'title' | 'publisher' | 'publishedOn' | 'kind' | 'reference';
const said = (id: string, of: Said, label: Words) =>
  column<SourcedFigure>({ id, field: `source.${of}`, label, empty: NOT_PRINTED, cell: ({ source }) => source?.[of] ?? null });

export const FIGURE_COLUMNS: readonly BulkColumn<SourcedFigure>[] = [
  column({ id: 'id', field: 'id', label: { zh: '编号', en: 'Id' }, cell: ({ figure }) => figure.id }),
  ...regionColumns<SourcedFigure>({
    id: 'region',
    field: 'region',
    label: { zh: '地区', en: 'Region' },
    code: ({ figure }) => figure.region,
  }),
  column({
    id: 'place',
    field: 'place',
    label: { zh: '原文所称地方', en: 'Place as the source names it' },
    cell: ({ figure }) => figure.place,
  }),
  column({
    id: 'as_of',
    field: 'asOf',
    label: { zh: '截至', en: 'As of' },
    type: 'date',
    empty: NOT_PRINTED,
    cell: ({ figure }) => figure.asOf,
  }),
  column({
    id: 'as_of_precision',
    field: 'asOfPrecision',
    label: { zh: '截止日精确到', en: 'Precision of the date' },
    members: AS_OF_PRECISIONS.map((code) => ({ code, ...PRECISION_WORDS[code] })),
    cell: ({ figure }) => figure.asOfPrecision,
  }),
  ...codedColumns<SourcedFigure>({
    id: 'subject',
    field: 'subject',
    label: { zh: '组织类别', en: 'Subject' },
    empty: { zh: '不分类别', en: 'All subjects together, or none' },
    registry: SUBJECTS,
    code: ({ figure }) => figure.subject,
  }),
  column({
    id: 'quantity',
    field: 'quantity',
    label: { zh: '数的是什么', en: 'Quantity' },
    definition: { zh: '所数之物的代号，开放', en: 'What is counted; an open list' },
    cell: ({ figure }) => figure.quantity,
  }),
  column({ id: 'label', field: 'label', label: { zh: '原文说法', en: 'Label of the source' }, cell: ({ figure }) => figure.label }),
  column({ id: 'printed', field: 'printed', label: { zh: '原样', en: 'As printed' }, cell: ({ figure }) => figure.printed }),
  amount(
    'value',
    { zh: '数值', en: 'Value' },
    { zh: '原文隐去', en: 'Masked' },
    { zh: '数值，单位见 unit 列', en: 'The value, in the unit of the column unit' },
  ),
  amount(
    'low',
    { zh: '下限', en: 'Low end' },
    { zh: '原文隐去', en: 'Masked' },
    { zh: '印出的数所代表区间的下限', en: 'Low end of the interval that the print stands for' },
  ),
  amount(
    'high',
    { zh: '上限', en: 'High end' },
    { zh: '无上限，或原文隐去', en: 'Unbounded, or masked' },
    { zh: '该区间的上限', en: 'High end of that interval' },
  ),
  ...codedColumns<SourcedFigure>({
    id: 'unit',
    field: 'unit',
    label: { zh: '计量单位', en: 'Unit' },
    registry: FIGURE_UNITS,
    code: ({ figure }) => figure.unit,
  }),
  ...codedColumns<SourcedFigure>({
    id: 'qualifier',
    field: 'qualifier',
    label: { zh: '限定', en: 'Qualifier' },
    definition: { zh: '印出的数是什么意思：确数、约数、下限……', en: 'How the printed number is meant' },
    registry: QUALIFIERS,
    code: ({ figure }) => figure.qualifier,
  }),
  column({
    id: 'basis',
    field: 'basis',
    label: { zh: '分母', en: 'Basis' },
    empty: NOT_PRINTED,
    definition: { zh: '口径，或原文所称的其他分母', en: 'A basis, or another denominator that the source names' },
    cell: ({ figure }) => figure.basis,
  }),
  column({ id: 'source_id', field: 'source.id', label: { zh: '来源编号', en: 'Source id' }, cell: ({ figure }) => figure.source }),
  said('source_title', 'title', { zh: '来源标题', en: 'Title of the source' }),
  said('source_publisher', 'publisher', { zh: '发布者', en: 'Publisher' }),
  said('source_published_on', 'publishedOn', { zh: '发布时间', en: 'Published on' }),
  said('source_kind', 'kind', { zh: '来源种类', en: 'Kind of source' }),
  said('source_reference', 'reference', { zh: '出处', en: 'Reference' }),
];
