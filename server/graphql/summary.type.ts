import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SummaryReturnRow } from '../reports/summaryTypes.ts';
import { Label } from './label.type.ts';
import { connectionOf } from './page.type.ts';
import { DateTimeScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('SummaryMeasure', { simpleResolvers: true, ...says('可以汇总上报的计数', 'A count that may be reported as a total') })
export class SummaryMeasureType {
  @Field(() => ID, says('计数', 'Measure'))
  measure!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => String, says('计数单位', 'Counting word'))
  unit!: string;

  @Field(() => Boolean, says('某个指标按其默认口径用到它', 'An indicator in its own basis is made of it'))
  usual!: boolean;
}

@ObjectType('SummaryValue', { simpleResolvers: true, ...says('汇总上报的一个数', 'One reported total') })
export class SummaryValueType {
  @Field(() => ID, says('计数', 'Measure'))
  measure!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => Float, says('上报数', 'Reported'))
  value!: number;

  @Field(() => Float, maybe('台账数；台账没有报齐则为空', 'In the ledgers; null unless all of them came'))
  ledger!: number | null;

  @Field(() => Float, maybe('上报数减台账数', 'Reported minus ledger'))
  difference!: number | null;
}

@ObjectType('SummaryReturn', {
  simpleResolvers: true,
  ...says('一个地区一个报告期汇总上报的一个版本', 'One version of the totals that a region reports for a period'),
})
export class SummaryReturnType {
  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => Int, says('该地区该期的第几次', 'Which one of its region and period, from 1'))
  version!: number;

  @Field(() => Boolean, says('现行：未被替代', 'It stands: it was not replaced'))
  current!: boolean;

  @Field(() => DateTimeScalar, says('收到的时刻', 'Received at'))
  receivedAt!: string;

  @Field(() => String, says('上报人', 'Who sent it'))
  sentBy!: string;

  @Field(() => String, maybe('说明', 'Note'))
  note!: string | null;

  @Field(() => [SummaryValueType], says('各数，依计数的次序', 'The totals, in the order of measures'))
  values!: readonly SummaryValueType[];
}

export const SummaryReturnConnection = connectionOf<SummaryReturnRow>('SummaryReturn', () => SummaryReturnType);

@InputType('SummaryValueInput', says('一个上报数', 'One total'))
export class SummaryValueInput {
  @Field(() => ID, says('计数', 'Measure'))
  measure!: string;

  @Field(() => Float, says('数值', 'Value'))
  value!: number;
}
