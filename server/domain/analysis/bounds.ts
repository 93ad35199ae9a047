/** What a share can be at most and at least while some regions have not reported (domain.md §7, receipt). */
import type { Period } from '../period.ts';
import { formRate, type MissingReason, type Rate, type RateShape } from '../rate.ts';
import type { Words } from '../words.ts';
import { sumsOf, type Sums } from './parts.ts';
import { refuse, type Refused } from './refusal.ts';

export type BoundsRefusal = 'NOT_A_SHARE' | 'NEVER_KNOWN';

/** One reporting region now, and its last known rate before (null: it never reported). */
export interface ReportedPart {
  readonly key: string;
  readonly rate: Rate;
  readonly lastKnown: { readonly period: Period; readonly rate: Rate } | null;
}

/** A region that is missing now, with the period that stands in for it. */
export interface MissingPart {
  readonly key: string;
  readonly missing: MissingReason | null;
  readonly standIn: Period;
}

/** `ifNone` ≤ `ifSame` ≤ `ifAll`. All equal `received` when nothing is missing. */
export interface Bounds {
  /** Over the regions that reported. Null: none did. */
  readonly received: Rate | null;
  /** The missing stay as in their last known period. */
  readonly ifSame: Rate;
  /** No unit of the missing is covered; their denominators are the last known. */
  readonly ifNone: Rate;
  /** Every unit of the missing is covered; their denominators are the last known. */
  readonly ifAll: Rate;
  readonly missing: readonly MissingPart[];
  readonly explanation: Words;
}

interface StandIn {
  readonly part: MissingPart;
  readonly sums: Sums;
}

const NOTHING: Sums = { numerator: 0, denominator: 0 };
const plus = (a: Sums, b: Sums): Sums => ({ numerator: a.numerator + b.numerator, denominator: a.denominator + b.denominator });
const share = (sums: Sums): Rate => formRate('percent', sums.numerator, sums.denominator);

function wordsFor(all: number, missing: readonly MissingPart[]): Words {
  if (missing.length === 0) return { zh: `${all} 个报送地区全部报送`, en: `Reporting regions: ${all} of ${all}` };
  const periods = [...new Set(missing.map((part) => part.standIn))].sort().join('、');
  return {
    zh: `${all} 个报送地区中 ${missing.length} 个未报，其分母取最近已知的 ${periods}`,
    en: `${missing.length} of ${all} reporting regions are missing; their denominators are those of ${periods.replaceAll('、', ', ')}`,
  };
}

/** Bounds over all `parts`, disjoint reporting regions that make up the whole. Refuses where a missing region was never known: it could hold any number of units. */
export function boundsOf(shape: RateShape, parts: readonly ReportedPart[]): Bounds | Refused<BoundsRefusal> {
  if (shape !== 'percent') return refuse('NOT_A_SHARE', '只有比率有上下界', 'Only a share has bounds');
  const received: Sums[] = [];
  const missing: StandIn[] = [];
  const never: string[] = [];
  for (const { key, rate, lastKnown } of parts) {
    const sums = sumsOf(rate);
    const last = lastKnown === null ? null : sumsOf(lastKnown.rate);
    if (sums) received.push(sums);
    else if (lastKnown && last) missing.push({ part: { key, missing: rate.missing, standIn: lastKnown.period }, sums: last });
    else never.push(key);
  }
  if (parts.length === 0)
    return refuse('NEVER_KNOWN', '本地区没有应报的台账，无从给出上下界', 'No ledger is expected here, so there are no bounds');
  if (never.length > 0)
    return refuse(
      'NEVER_KNOWN',
      `${never.join('、')} 从未报送，单位数不详，无法给出上下界`,
      `${never.join(', ')} never reported, so the number of units is unknown and there are no bounds`,
    );
  const reported = received.reduce(plus, NOTHING);
  const last = missing.map(({ sums }) => sums).reduce(plus, NOTHING);
  const absentees = missing.map(({ part }) => part);
  return {
    received: received.length === 0 ? null : share(reported),
    ifSame: share(plus(reported, last)),
    ifNone: share(plus(reported, { ...last, numerator: 0 })),
    ifAll: share(plus(reported, { ...last, numerator: last.denominator })),
    missing: absentees,
    explanation: wordsFor(parts.length, absentees),
  };
}
