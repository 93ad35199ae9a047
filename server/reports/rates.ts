/** Measures → rates: the one place where a report divides, and where an absence gets its reason. */
import { indicatorOf, type Asked } from '../domain/indicators.ts';
import { measureOf } from '../domain/measures.ts';
import { quartersOf, type Quarter } from '../domain/period.ts';
import { absent, formRate, type MissingReason, type Rate } from '../domain/rate.ts';
import type { MeasureRow } from '../db/rollup.ts';
import type { DimensionKey, Measured } from './measured.ts';
import { quartersFor } from './selection.ts';
import type { Receipt } from './types.ts';
import { isSmallSide, type Withholding } from './withheld.ts';
import type { Ground } from './ground.ts';

export interface RateContext {
  /** Whether a region can be spoken of in a quarter: in the divisions asked for it exists, and its ground can be followed. */
  spokenOf(region: string, quarter: string): boolean;
  /** WHOLE: whole ledgers stand below it; TOWNSHIP: a part of one; PARK: units of any, and no organizations. */
  kindOf(region: string): 'WHOLE' | 'TOWNSHIP' | 'PARK';
  readonly measured: Measured;
  readonly withholding: Withholding;
  readonly acceptedOnly: boolean;
  /** The filter speaks of units: counts of organizations and receipts have no answer to it. */
  readonly unitsOnly: boolean;
  /** The filter leaves anything out: receipts are of whole ledgers. */
  readonly narrowed: boolean;
  readonly latest: Quarter | undefined;
}

/** A row that is not there, or holds no sum of that source, adds nothing: what is missing has been told apart before. */
const count = (row: MeasureRow | undefined, id: string): number => {
  const sum = row?.[id];
  return sum === undefined || sum === null ? 0 : Number(sum);
};

/** Whether a ledger counts: something of it came in; where only accepted ones are asked for, all that came was accepted. */
export const standsWhole = ({ acceptedOnly }: Ground, row: MeasureRow): boolean =>
  count(row, 'received') > 0 && (!acceptedOnly || count(row, 'accepted') === count(row, 'received'));

/** Why nothing can be said for a region and quarter; null when something was received. */
function missingFor(context: RateContext, region: string, quarter: string): MissingReason | null {
  if (!context.spokenOf(region, quarter)) return 'NOT_APPLICABLE';
  const receipt = context.measured.receipt(region, quarter);
  if (receipt === undefined) return context.latest !== undefined && quarter > context.latest ? 'NOT_DUE' : 'NOT_RECEIVED';
  if (count(receipt, 'received') === 0) return count(receipt, 'returned') > 0 ? 'REJECTED' : 'NOT_RECEIVED';
  return context.acceptedOnly && count(receipt, 'accepted') === 0 ? 'REJECTED' : null;
}

function total(rows: readonly (MeasureRow | undefined)[], ids: readonly string[]): number {
  let sum = 0;
  for (const row of rows) for (const id of ids) sum += count(row, id);
  return sum;
}

/** It is asked of every cell of a table. */
const RECEIPTS = new WeakMap<Asked, boolean>();

function isReceipt(asked: Asked): boolean {
  const known = RECEIPTS.get(asked);
  if (known !== undefined) return known;
  const found = asked.numerator.every((id) => measureOf(id)?.source === 'receipt');
  RECEIPTS.set(asked, found);
  return found;
}

const countsUnits = (asked: Asked): boolean =>
  [...asked.numerator, ...(asked.denominator ?? [])].every((id) => measureOf(id)?.source === 'unit');

/** It is asked of every cell of a table. */
const OF_SOME = new WeakMap<Asked, boolean>();

/** Whether an indicator adds what not every kind of region can say. */
function isOfSome(asked: Asked): boolean {
  const known = OF_SOME.get(asked);
  if (known !== undefined) return known;
  const ids = [...asked.numerator, ...(asked.denominator ?? [])];
  const found = ids.some((id) => id.endsWith('_dissolved') || measureOf(id)?.source === 'organization');
  OF_SOME.set(asked, found);
  return found;
}

/** A park's organizations and what a township lost are in no ledger: nobody says them, which is not none. */
function isKnownOf(context: RateContext, asked: Asked, region: string): boolean {
  if (!isOfSome(asked)) return true;
  const kind = context.kindOf(region);
  if (kind === 'WHOLE') return true;
  const ids = [...asked.numerator, ...(asked.denominator ?? [])];
  if (ids.some((id) => id.endsWith('_dissolved'))) return false;
  return kind === 'TOWNSHIP' || ids.every((id) => measureOf(id)?.source !== 'organization');
}

/** The rate of one indicator for a region and period; a flow of several quarters is absent unless all of them were received. */
export function rateAt(context: RateContext, asked: Asked, region: string, period: string, key?: DimensionKey): Rate {
  const indicator = indicatorOf(asked.id);
  const quarters = quartersFor(asked.id, period);
  if (
    quarters.length === 0 ||
    (context.unitsOnly && !countsUnits(asked)) ||
    (context.narrowed && isReceipt(asked)) ||
    !isKnownOf(context, asked, region)
  )
    return absent('NOT_APPLICABLE');
  for (const quarter of quarters) {
    const withheld = context.withholding.of(asked, region, quarter);
    if (withheld !== null) return absent(withheld);
  }
  const about = isReceipt(asked);
  for (const quarter of quarters) {
    const reason = missingFor(context, region, quarter);
    // How many of the expected came in is known even when none did; what ended in them is not.
    if (reason !== null && !(about && asked.denominator !== null && context.measured.receipt(region, quarter))) return absent(reason);
  }
  const rows = quarters.map((quarter) => (about ? context.measured.receipt(region, quarter) : context.measured.row(region, quarter, key)));
  if (indicator.said && total(rows, [indicator.said.of]) > 0 && total(rows, [indicator.said.by]) === 0) return absent('NOT_RECEIVED');
  const below = indicator.stockDenominator ? rows.slice(-1) : rows;
  return formRate(indicator.shape, total(rows, asked.numerator), asked.denominator === null ? null : total(below, asked.denominator));
}

/** Rate from sums that carry a prefix, as the same-regions query gives them for `region`. */
export function ratePrefixed(ground: Ground, asked: Asked, region: string, row: MeasureRow, prefix: string): Rate {
  if (isSmallSide(ground, asked, region, row, prefix)) return absent('SUPPRESSED');
  const sum = (ids: readonly string[]): number => ids.reduce((added, id) => added + Number(row[`${prefix}${id}`]), 0);
  return formRate(indicatorOf(asked.id).shape, sum(asked.numerator), asked.denominator === null ? null : sum(asked.denominator));
}

/** Receipt of a region for a period; of several quarters that of the one from which least came in: a sum is no more complete than it. */
export function receiptAt(measured: Measured, region: string, period: string): Receipt {
  const rows = quartersOf(period).map((quarter) => measured.receipt(region, quarter));
  const row = rows.reduce<MeasureRow | undefined>(
    (least, one) => (least === undefined || count(one, 'received') < count(least, 'received') ? one : least),
    rows[0],
  );
  return {
    expected: count(row, 'expected'),
    received: count(row, 'received'),
    onTime: count(row, 'on_time'),
    accepted: count(row, 'accepted'),
    carriedForward: count(row, 'carried_forward'),
  };
}
