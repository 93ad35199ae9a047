/** One row of figures.csv → a figure. What is printed is the truth; the other columns are held against it. */
import {
  AS_OF_PRECISIONS,
  FIGURE_UNITS,
  QUALIFIERS,
  type AsOfPrecision,
  type Figure,
  type FigureUnit,
  type Qualifier,
} from '../../domain/figures.ts';
import { compare, parseDecimal, toNumber } from '../../domain/fraction.ts';
import { SUBJECTS, type Subject } from '../../domain/organizations.ts';
import { readQuantity, statedQualifier, type Quantity } from '../../domain/quantity.ts';
import type { Row } from './table.ts';

type Report = (column: string, message: string) => void;

/** Figures about all subjects together. */
const ALL_SUBJECTS = 'ALL';
/** A double keeps as many digits as they were printed. */
const MOST_DIGITS = 15;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const isKey = <K extends string>(registry: Readonly<Record<K, unknown>>, key: string): key is K => Object.hasOwn(registry, key);
const isPrecision = (text: string): text is AsOfPrecision => (AS_OF_PRECISIONS as readonly string[]).includes(text);
const isDate = (text: string): boolean =>
  DATE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

function pick<K extends string>(
  row: Row,
  column: string,
  registry: Readonly<Record<K, unknown>>,
  report: Report,
  word = row.text(column),
): K | null {
  if (isKey(registry, word)) return word;
  report(column, `「${row.text(column)}」不是可用的值，可用：${Object.keys(registry).join('、')}`);
  return null;
}

function readAsOf(row: Row, report: Report): Pick<Figure, 'asOf' | 'asOfPrecision'> {
  const asOf = row.text('as_of');
  const precision = row.text('as_of_precision');
  if (!isPrecision(precision)) report('as_of_precision', `「${precision}」不是可用的值，可用：${AS_OF_PRECISIONS.join('、')}`);
  if (asOf === '' && precision !== 'unknown') report('as_of', '缺少截至日期；来源没有写明时，as_of_precision 请填 unknown');
  if (asOf !== '' && !isDate(asOf)) report('as_of', `「${asOf}」不是日期，请写成 2013-12-31`);
  return { asOf: asOf === '' ? null : asOf, asOfPrecision: isPrecision(precision) ? precision : 'unknown' };
}

/** The number as printed, held against value, unit and qualifier; null when it cannot be read. */
function readPrinted(row: Row, qualifier: Qualifier, unit: FigureUnit | null, report: Report): Quantity | null {
  const printed = row.text('printed');
  const quantity = readQuantity(printed, qualifier);
  if (quantity === null) {
    report(
      'printed',
      printed === ''
        ? '缺少原文所印的数，请照原文填写'
        : `「${printed}」读不出数来，请照原文填写（可带万、亿、%、户、家、个、名、人、约、余、不足等字）`,
    );
    return null;
  }
  if (quantity.digits.replace('.', '').length > MOST_DIGITS)
    report('printed', `「${printed}」超出精度（最多 ${MOST_DIGITS} 位有效数字），请核对`);
  const stated = statedQualifier(printed);
  if (stated !== null && stated !== 'EXACT' && stated !== qualifier)
    report('qualifier', `原文「${printed}」是${QUALIFIERS[stated].zh}，与 ${row.text('qualifier')} 不符，请改成 ${stated.toLowerCase()}`);
  if (unit !== null && quantity.suffix !== '' && quantity.percent !== (unit === 'percent'))
    report('unit', `原文「${printed}」与单位 ${unit} 不符，请核对`);
  const value = row.text('value');
  if (quantity.value === null) {
    if (value !== '') report('value', `原文「${printed}」隐去了数字，value 应为空`);
    return quantity;
  }
  const number = parseDecimal(value);
  if (number === null) report('value', `「${value}」不是有效数字，请填 ${toNumber(quantity.value)}`);
  else if (compare(number, quantity.value) !== 0)
    report('value', `value ${value} 与原文「${printed}」不符，原文是 ${toNumber(quantity.value)}，请改其一`);
  return quantity;
}

/** Null when a word or the number cannot be read; what else is wrong is reported too. */
export function toFigure(row: Row, report: Report): Figure | null {
  for (const column of ['place', 'quantity', 'label'])
    if (row.text(column) === '') report(column, `第 ${row.line} 行缺少 ${column}，请填写`);
  const subject: Subject | null = row.text('subject') === ALL_SUBJECTS ? null : pick(row, 'subject', SUBJECTS, report);
  const unit = pick(row, 'unit', FIGURE_UNITS, report);
  const qualifier = pick(row, 'qualifier', QUALIFIERS, report, row.text('qualifier').toUpperCase());
  const dated = readAsOf(row, report);
  const quantity = readPrinted(row, qualifier ?? 'EXACT', unit, report);
  if (unit === null || qualifier === null || quantity === null) return null;
  const { value, interval } = quantity;
  return {
    id: row.text('figure_id'),
    source: row.text('source_id'),
    region: row.text('region_code'),
    place: row.text('place'),
    ...dated,
    subject,
    quantity: row.text('quantity'),
    label: row.text('label'),
    printed: row.text('printed'),
    value: value === null ? null : toNumber(value),
    low: interval === null ? null : toNumber(interval.low.at),
    high: interval === null || interval.high === null ? null : toNumber(interval.high.at),
    unit,
    qualifier,
    basis: row.text('basis') === '' ? null : row.text('basis'),
  };
}
