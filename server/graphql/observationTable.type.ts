import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { IndicatorId } from '../domain/indicators.ts';
import type { MissingReason } from '../domain/rate.ts';
import { IndicatorEnum, MissingReasonEnum } from './enums.ts';
import { PeriodScalar } from './scalars.ts';
import { says } from './words.ts';

@ObjectType('ObservationTable', {
  simpleResolvers: true,
  ...says('按列给出的观测值，依地区、报告期、指标逐行展开', 'Observations as columns, row-major region × period × indicator'),
})
export class ObservationTableType {
  @Field(() => [ID], says('地区代码', 'Region codes'))
  regions!: readonly string[];

  @Field(() => [PeriodScalar], says('报告期', 'Periods'))
  periods!: readonly string[];

  @Field(() => [IndicatorEnum], says('指标', 'Indicators'))
  indicators!: readonly IndicatorId[];

  @Field(() => [Float], { nullable: 'items', ...says('分子', 'Numerators') })
  numerators!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', ...says('分母', 'Denominators') })
  denominators!: readonly (number | null)[];

  @Field(() => [MissingReasonEnum], { nullable: 'items', ...says('没有数值的原因', 'Why there is no value') })
  missing!: readonly (MissingReason | null)[];

  @Field(
    () => [Int],
    says('出自汇总上报的格在上列各列中的位置，从 0 起', 'Places in the columns above of cells that stand on a summary return, from 0'),
  )
  summaries!: readonly number[];
}
