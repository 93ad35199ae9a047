import { Field, ID, ObjectType } from 'type-graphql';
import { isRefused } from '../domain/analysis/refusal.ts';
import type { MissingReason } from '../domain/rate.ts';
import type { BoundsAnswer, GapQuestion } from '../reports/analysisTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import { AnalysisType, byRegion, toHead, toRefused } from './analysis.type.ts';
import { MissingReasonEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RateType } from './observation.type.ts';
import { RegionType } from './region.type.ts';
import type { RegionsByCode } from './regionsOf.ts';
import { PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('MissingRegion', { simpleResolvers: true, ...says('本期没有数的填报地区', 'A reporting region that is missing now') })
export class MissingRegionType {
  @Field(() => ID, says('地区代码', 'Region code'))
  key!: string | null;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => MissingReasonEnum, maybe('没有数值的原因', 'Why there is no value'))
  missing!: MissingReason | null;

  @Field(() => PeriodScalar, says('以哪一期的数代替', 'The period that stands in for it'))
  standIn!: string;
}

@ObjectType('Bounds', {
  simpleResolvers: true,
  ...says(
    '有地区未报时率的上下界；其分母取最近已知的一期',
    'What a share can be while regions are missing; their denominators are the last known',
  ),
})
export class BoundsType extends AnalysisType {
  @Field(() => PeriodScalar, maybe('报告期；空为最近一期', 'Period; null: the latest'))
  period!: string | null;

  @Field(() => RateType, maybe('已报地区的率；没有一个已报则为空', 'Over the regions that reported; null when none did'))
  received?: RateType | null;

  @Field(() => RateType, maybe('未报的如最近已知的一期', 'If the missing stay as last known'))
  ifSame?: RateType;

  @Field(() => RateType, maybe('未报的全无覆盖：下界', 'If no unit of the missing is covered: the low end'))
  ifNone?: RateType;

  @Field(() => RateType, maybe('未报的全部覆盖：上界', 'If every unit of the missing is covered: the high end'))
  ifAll?: RateType;

  @Field(() => [MissingRegionType], says('未报的地区', 'The missing'))
  missing!: readonly MissingRegionType[];
}

/** Codes of all regions that an answer names. */
export const regionsInBounds = (answer: BoundsAnswer): string[] => (isRefused(answer) ? [] : answer.missing.map(({ key }) => key));

export function toBounds(asked: GapQuestion, answer: BoundsAnswer, regions: RegionsByCode): BoundsType {
  const head = { ...toHead(asked, regions), period: asked.period ?? null };
  if (isRefused(answer)) return { ...head, ...toRefused(answer), missing: [] };
  const nameOf = byRegion(regions);
  return { ...head, ...answer, refusal: null, missing: answer.missing.map((part) => ({ ...part, ...nameOf(part.key) })) };
}
