import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { RankMove } from '../domain/analysis/ranking.ts';
import type { Band } from '../domain/bands.ts';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { ChangeMissing } from '../domain/changeMissing.ts';
import type { Dimension } from '../domain/measures.ts';
import type { MissingReason } from '../domain/rate.ts';
import type { ObservationOrigin } from '../domain/summaries.ts';
import type { ObservationRow, RankRow, RateRow, RegionRow } from '../reports/types.ts';
import { BandEnum, BasisEnum, ChangeMissingEnum, DimensionEnum, IndicatorEnum, MissingReasonEnum, ObservationOriginEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RegionEventType, toRegionEvent } from './regionEvent.type.ts';
import { RegionType } from './region.type.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Rate', { simpleResolvers: true, ...says('率：分子、分母与数值', 'A rate: two counts and a value') })
export class RateType {
  @Field(() => Float, maybe('分子', 'Numerator'))
  numerator!: number | null;

  @Field(() => Float, maybe('分母', 'Denominator'))
  denominator!: number | null;

  @Field(
    () => Float,
    maybe('数值：率为 0–100、未取整；其余为比值或个数', 'Percent 0–100 unrounded; the quotient or the count for the others'),
  )
  value!: number | null;

  @Field(() => MissingReasonEnum, maybe('没有数值的原因', 'Why there is no value'))
  missing!: MissingReason | null;
}

@ObjectType('Receipt', {
  simpleResolvers: true,
  ...says('报送情况：该数据基于多少个填报地区', 'How many reporting regions an aggregate stands on'),
})
export class ReceiptType {
  @Field(() => Int, says('应报', 'Expected'))
  expected!: number;

  @Field(() => Int, says('已报', 'Received'))
  received!: number;

  @Field(() => Int, says('按期', 'On time'))
  onTime!: number;

  @Field(() => Int, says('审核通过', 'Accepted'))
  accepted!: number;

  @Field(() => Int, says('沿用上期', 'Carried forward'))
  carriedForward!: number;
}

@ObjectType('DimensionValue', { simpleResolvers: true, ...says('分组的取值', 'One member of a dimension') })
export class DimensionValueType {
  @Field(() => DimensionEnum, says('维度', 'Dimension'))
  dimension!: Dimension;

  @Field(() => String, maybe('取值；空为台账未填', 'The member; null: the ledger does not say'))
  value!: string | null;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;
}

@ObjectType('Observation', {
  simpleResolvers: true,
  ...says('一个地区、一个报告期的一个指标', 'One indicator of one region in one period'),
})
export class ObservationType {
  @Field(() => RegionType, says('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => DateScalar, says('截止日', 'As of'))
  asOf!: string;

  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => BasisEnum, maybe('口径；没有口径的指标为空', 'Basis; null for an indicator without one'))
  basis!: Basis | null;

  @Field(() => [DimensionValueType], says('分组', 'Dimensions'))
  dimensions!: readonly DimensionValueType[];

  @Field(
    () => Float,
    maybe(
      '该组在各组之中所占的份额，百分率：按分母，计数按其自身；不分组则为空',
      'What this group holds of all groups, in percent: of the denominators, or of the counted; null where nothing is split',
    ),
  )
  share!: number | null;

  @Field(() => RateType, says('率', 'Rate'))
  rate!: RateType;

  @Field(() => RateType, maybe('上期，同一批填报地区', 'The period before, over the same reporting regions'))
  previous!: RateType | null;

  @Field(() => RateType, maybe('上年同期，同一批填报地区', 'A year ago, over the same reporting regions'))
  yearAgo!: RateType | null;

  @Field(() => Float, maybe('环比：率为百分点', 'Change on the period before; points for rates'))
  changeOnPrevious!: number | null;

  @Field(() => Float, maybe('同比：率为百分点', 'Change on the year; points for rates'))
  changeOnYear!: number | null;

  @Field(() => ChangeMissingEnum, maybe('有数值而没有环比的原因', 'Why a value that is there has no change on the period before'))
  changeOnPreviousMissing!: ChangeMissing | null;

  @Field(() => ChangeMissingEnum, maybe('有数值而没有同比的原因', 'Why a value that is there has no change on the year'))
  changeOnYearMissing!: ChangeMissing | null;

  @Field(() => Int, maybe('环比所比的填报地区数', 'Reporting regions in the change on the period before'))
  sameRegionsPrevious!: number | null;

  @Field(() => Int, maybe('同比所比的填报地区数', 'Reporting regions in the change on the year'))
  sameRegionsYear!: number | null;

  @Field(() => Float, maybe('目标', 'Target'))
  target!: number | null;

  @Field(() => Int, maybe('距目标还差的单位数；无目标时为距达标界', 'Units missing to the target, or to the bound of met'))
  gap!: number | null;

  @Field(() => BandEnum, maybe('达标情况', 'Band'))
  band!: Band | null;

  @Field(
    () => ObservationOriginEnum,
    says(
      '数据来源：台账，或没有台账时该地区自己汇总上报的数',
      'What the value stands on: ledgers, or where none came the totals that the region itself reported',
    ),
  )
  origin!: ObservationOrigin;

  @Field(() => ReceiptType, says('报送情况', 'Receipt'))
  receipt!: ReceiptType;

  @Field(
    () => [RegionEventType],
    says(
      '与上期之间改变了本地区范围的区划变更：线不得跨过',
      'Region changes since the period before that moved its ground: no line crosses them',
    ),
  )
  breaks!: readonly RegionEventType[];

  @Field(() => [String], says('其下台账所依据的规则集', 'Rule sets that the rows below were classified by'))
  ruleSets!: readonly string[];
}

@ObjectType('RankMove', {
  simpleResolvers: true,
  ...says('名次变化：两期都在同一批地区中排名', 'How a rank moved: both periods ranked over the same regions'),
})
export class RankMoveType {
  @Field(() => PeriodScalar, says('对照的报告期', 'The earlier period'))
  period!: string;

  @Field(() => Int, says('当时名次', 'Rank then'))
  from!: number;

  @Field(() => Int, says('现在名次', 'Rank now'))
  to!: number;

  @Field(() => Int, says('两期都参加排名的地区数', 'Regions ranked in both'))
  of!: number;
}

@ObjectType('Rank', {
  simpleResolvers: true,
  ...says('排名：由差到好，没有数值的在最后', 'A rank; worst first, regions without a value last'),
})
export class RankType {
  @Field(() => Int, maybe('名次：1 为最好，并列同名次；没有数值则为空', 'Rank: 1 is best, ties share one; null without a value'))
  rank!: number | null;

  @Field(() => Int, says('参加排名的地区数', 'Regions ranked'))
  of!: number;

  @Field(() => RegionType, says('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => RateType, says('率', 'Rate'))
  rate!: RateType;

  @Field(() => RateType, maybe('上期', 'The period before'))
  previous!: RateType | null;

  @Field(() => RateType, maybe('上年同期', 'A year ago'))
  yearAgo!: RateType | null;

  @Field(() => Float, maybe('环比：率为百分点', 'Change on the period before; points for rates'))
  changeOnPrevious!: number | null;

  @Field(() => Float, maybe('同比：率为百分点', 'Change on the year; points for rates'))
  changeOnYear!: number | null;

  @Field(() => ChangeMissingEnum, maybe('有数值而没有环比的原因', 'Why a value that is there has no change on the period before'))
  changeOnPreviousMissing!: ChangeMissing | null;

  @Field(() => ChangeMissingEnum, maybe('有数值而没有同比的原因', 'Why a value that is there has no change on the year'))
  changeOnYearMissing!: ChangeMissing | null;

  @Field(
    () => RankMoveType,
    maybe(
      '自 against 以来的名次变化；没有 against、任一期没有数值或（计数）有缺报则为空',
      'How the rank moved since against; null without against, without a value in either, or of a count where ledgers are missing',
    ),
  )
  move!: RankMove | null;

  @Field(() => Int, maybe('距目标还差的单位数', 'Units missing to the target'))
  gap!: number | null;

  @Field(() => Float, maybe('目标', 'Target'))
  target!: number | null;

  @Field(() => BandEnum, maybe('达标情况', 'Band'))
  band!: Band | null;

  @Field(
    () => ObservationOriginEnum,
    says(
      '数据来源：台账，或没有台账时该地区自己汇总上报的数',
      'What the value stands on: ledgers, or where none came the totals that the region itself reported',
    ),
  )
  origin!: ObservationOrigin;

  @Field(() => ReceiptType, says('报送情况', 'Receipt'))
  receipt!: ReceiptType;

  @Field(() => Float, maybe('Wilson 95 % 区间下限', 'Low end of the Wilson 95 % interval'))
  intervalLow!: number | null;

  @Field(() => Float, maybe('Wilson 95 % 区间上限', 'High end of the Wilson 95 % interval'))
  intervalHigh!: number | null;

  @Field(() => Float, maybe('一家单位合多少百分点', 'Points that one unit is worth'))
  pointsPerUnit!: number | null;
}

export function toObservation(row: ObservationRow, region: RegionRow | undefined): ObservationType {
  const { previous, yearAgo } = row;
  return {
    ...row,
    region,
    breaks: row.breaks.map(toRegionEvent),
    previous: previous?.rate ?? null,
    yearAgo: yearAgo?.rate ?? null,
    changeOnPrevious: previous?.change ?? null,
    changeOnYear: yearAgo?.change ?? null,
    changeOnPreviousMissing: row.previousMissing,
    changeOnYearMissing: row.yearAgoMissing,
    sameRegionsPrevious: previous?.sameRegions ?? null,
    sameRegionsYear: yearAgo?.sameRegions ?? null,
  };
}

/** Fields of an observation that its rate alone answers. */
export const OF_THE_RATE: ReadonlySet<string> = new Set(['__typename', 'region', 'period', 'asOf', 'indicator', 'basis', 'rate', 'origin']);
/** An observation of which nothing else is asked. */
export type RateOnly = Pick<ObservationType, 'region' | 'period' | 'asOf' | 'indicator' | 'basis' | 'rate' | 'origin'>;

export const toRateOnly = ({ period, asOf, indicator, basis, rate, origin }: RateRow, region: RegionRow | undefined): RateOnly => ({
  region,
  period,
  asOf,
  indicator,
  basis,
  rate,
  origin,
});

export const toRank = (row: RankRow, region: RegionRow | undefined): RankType => ({
  ...toObservation(row.observation, region),
  rank: row.rank,
  of: row.of,
  intervalLow: row.interval?.low ?? null,
  intervalHigh: row.interval?.high ?? null,
  pointsPerUnit: row.pointsPerUnit,
  move: row.move,
});
