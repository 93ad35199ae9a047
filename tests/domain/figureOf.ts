import type { Figure, Qualifier } from '../../server/domain/figures.ts';
import { toNumber } from '../../server/domain/fraction.ts';
import { readQuantity } from '../../server/domain/quantity.ts';

let count = 0;

/** A figure that prints `printed`; what a test does not care about is that of a union report of 贵州, 2013. */
export function figureOf(printed: string, more: Partial<Figure> = {}): Figure {
  const declared: Qualifier = more.qualifier ?? 'EXACT';
  const quantity = readQuantity(printed, declared);
  count += 1;
  return {
    id: `f${count}`,
    source: 's',
    region: '520000',
    place: '贵州省',
    asOf: '2013-12-31',
    asOfPrecision: 'year',
    subject: 'UNION',
    quantity: 'units',
    label: `公布数${count}`,
    printed,
    value: quantity?.value ? toNumber(quantity.value) : null,
    low: null,
    high: null,
    unit: quantity?.percent === true ? 'percent' : 'unit',
    qualifier: quantity?.qualifier ?? declared,
    basis: null,
    ...more,
  };
}
