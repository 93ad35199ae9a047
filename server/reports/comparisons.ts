/** Earlier values over the same reporting regions: 环比 and 同比. */
import type { ChangeMissing } from '../domain/changeMissing.ts';
import { indicatorOf, type Asked } from '../domain/indicators.ts';
import { isQuarter, shiftQuarter, type Quarter } from '../domain/period.ts';
import { absent, pointsBetween, type Rate } from '../domain/rate.ts';
import type { Db } from '../db/open.ts';
import { readSameRegions, type MeasureRow } from '../db/rollup.ts';
import { footingMeasures } from '../domain/smallCells.ts';
import type { Ground } from './ground.ts';
import type { DimensionKey } from './measured.ts';
import { rateAt, ratePrefixed, receiptAt, type RateContext } from './rates.ts';
import type { Comparison, Receipt } from './types.ts';
import { seesAll } from './withheld.ts';

export const QUARTER_AGO = -1;
export const YEAR_AGO = -4;

export interface Comparisons {
  /** Why not where there is none; null where there is nothing to compare, or nobody asked. */
  of(asked: Asked, region: string, period: string, steps: number, now: Rate, key?: DimensionKey): Comparison | ChangeMissing | null;
}

export interface ComparisonsAsk {
  readonly regions: readonly string[];
  readonly periods: readonly string[];
  readonly asked: readonly Asked[];
  readonly restrict: boolean;
  readonly sameCodes: boolean;
  /** The earliest period of all. */
  readonly first: Quarter | undefined;
  comparable(region: string, now: Quarter, then: Quarter): boolean;
}

/** Reporting regions that a value stands on: those that came in, or of them the accepted. */
const standing = ({ acceptedOnly }: RateContext, { received, accepted }: Receipt): number => (acceptedOnly ? accepted : received);

const pairKey = (region: string, now: string, then: string): string => `${region} ${now} ${then}`;

/** Whether every reporting region below is there in both quarters, so that plain sums stand on the same regions. */
function complete(context: RateContext, region: string, now: Quarter, then: Quarter, sameCodes: boolean): boolean {
  const sides = [now, then].map((quarter) => receiptAt(context.measured, region, quarter));
  const whole = sides.every((side) => side.expected > 0 && side.expected === standing(context, side));
  return whole && (!sameCodes || sides[0]?.expected === sides[1]?.expected);
}

/** Why sums of two quarters that do not stand on the same regions are not compared. */
function whyNot(context: RateContext, region: string, then: Quarter): ChangeMissing {
  const { received } = receiptAt(context.measured, region, then);
  if (received === 0) return 'EARLIER_MISSING';
  return context.acceptedOnly ? 'NOT_SAME_ACCEPTED' : 'NOT_SAME_REGIONS';
}

const bothCame = ({ measured }: RateContext, region: string, now: Quarter, then: Quarter): boolean =>
  [now, then].every((quarter) => receiptAt(measured, region, quarter).received > 0);

/**
 * Prepares comparisons for regions × periods. Where a ledger is missing on either side both sums are taken anew over the regions
 * that both hold (`restrict`); where codes of now stand for others of then (not `sameCodes`) their numbers may differ; a question that reads unit rows is compared only where nothing is missing.
 */
export async function prepareComparisons(db: Db, ground: Ground, context: RateContext, ask: ComparisonsAsk): Promise<Comparisons> {
  const same = new Map<string, MeasureRow>();
  const incomplete = new Set<string>();
  const pairs = new Map<string, readonly [string, string]>();
  for (const period of ask.periods) {
    if (!isQuarter(period)) continue;
    for (const then of [shiftQuarter(period, QUARTER_AGO), shiftQuarter(period, YEAR_AGO)]) {
      const open = ask.regions.filter(
        (region) => !complete(context, region, period, then, ask.sameCodes) && bothCame(context, region, period, then),
      );
      if (open.length === 0) continue;
      for (const region of open) incomplete.add(region);
      pairs.set(`${period} ${then}`, [period, then]);
    }
  }
  if (ask.restrict && incomplete.size > 0) {
    const measures = [
      ...new Set(
        ask.asked.flatMap((asked) => [
          ...asked.numerator,
          ...(asked.denominator ?? []),
          ...(seesAll(ground) ? [] : footingMeasures(asked)),
        ]),
      ),
    ];
    for (const row of await readSameRegions(db, { regions: [...incomplete], pairs: [...pairs.values()], measures }))
      same.set(pairKey(row.region, row.period, String(row['earlier'])), row);
  }
  return {
    of: (asked, region, period, steps, now, key) => {
      if (!isQuarter(period) || now.value === null) return null;
      const then = shiftQuarter(period, steps);
      if (ask.first === undefined || then < ask.first) return 'NO_EARLIER';
      if (!ask.comparable(region, period, then)) return 'GROUND_CHANGED';
      const withheld = context.withholding.of(asked, region, then);
      if (withheld !== null)
        return { rate: absent(withheld), change: null, sameRegions: standing(context, receiptAt(context.measured, region, period)) };
      // How much came in is about those that did not, too: over the regions of both quarters it would always be everything.
      const ofReceipt = indicatorOf(asked.id).group === 'RECEIPT';
      const restricted = ofReceipt ? undefined : same.get(pairKey(region, period, then));
      if (restricted) {
        const before = ratePrefixed(ground, asked, region, restricted, 'then_');
        return {
          rate: before,
          change: pointsBetween(ratePrefixed(ground, asked, region, restricted, 'now_'), before),
          sameRegions: Number(restricted['same']),
        };
      }
      if (!ofReceipt && !complete(context, region, period, then, ask.sameCodes)) return whyNot(context, region, then);
      const before = rateAt(context, asked, region, then, key);
      return {
        rate: before,
        change: pointsBetween(now, before),
        sameRegions: standing(context, receiptAt(context.measured, region, period)),
      };
    },
  };
}

/** Every quarter a question needs: those asked for, and one quarter and one year before each. */
export function withEarlier(quarters: readonly Quarter[], periods: readonly string[]): Quarter[] {
  const earlier = periods.filter(isQuarter).flatMap((period) => [shiftQuarter(period, QUARTER_AGO), shiftQuarter(period, YEAR_AGO)]);
  return [...new Set([...quarters, ...earlier])];
}
