import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { SubmissionReport, SubmissionState } from '../reports/submissionTypes.ts';
import { SubmissionStateEnum } from './enums.ts';
import { connectionOf } from './page.type.ts';
import { DateScalar, DateTimeScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Submission', {
  simpleResolvers: true,
  ...says('一份台账报送的一个版本', 'One version of the ledger that a region sent for a period'),
})
export class SubmissionType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => DateScalar, says('截止日', 'As of'))
  asOf!: string;

  @Field(() => Int, says('该地区该期的第几次报送', 'Which one of its region and period, from 1'))
  version!: number;

  @Field(() => SubmissionStateEnum, says('状态', 'State'))
  state!: SubmissionState;

  @Field(() => Boolean, says('现行：未被替代，未被退回', 'Its rows count: neither replaced nor returned'))
  current!: boolean;

  @Field(() => Boolean, says('按时', 'On time'))
  onTime!: boolean;

  @Field(() => Boolean, says('沿用上期', 'Carried forward from the period before'))
  carriedForward!: boolean;

  @Field(() => Boolean, says('示例数据', 'Of the demo'))
  demo!: boolean;

  @Field(() => DateTimeScalar, says('收到的时刻', 'Received at'))
  receivedAt!: string;

  @Field(() => DateTimeScalar, maybe('入库的时刻', 'Published at'))
  publishedAt!: string | null;

  @Field(() => DateTimeScalar, maybe('审核通过的时刻', 'Accepted at'))
  acceptedAt!: string | null;

  @Field(() => DateTimeScalar, maybe('被替代的时刻', 'Replaced at'))
  supersededAt!: string | null;

  @Field(() => String, maybe('自哪个数据版本起', 'Data version that published it'))
  publishedIn!: string | null;

  @Field(() => String, maybe('至哪个数据版本被替代', 'Data version that replaced it'))
  supersededIn!: string | null;

  @Field(() => Int, says('单位数', 'Units'))
  units!: number;

  @Field(() => Int, says('组织数', 'Organisations'))
  organizations!: number;

  @Field(() => Int, says('错误数', 'Errors'))
  errors!: number;

  @Field(() => Int, says('提醒数', 'Warnings'))
  warnings!: number;

  @Field(() => Int, says('新增单位数', 'Units added to the version before'))
  unitsAdded!: number;

  @Field(() => Int, says('减少单位数', 'Units that it no longer holds'))
  unitsRemoved!: number;

  @Field(() => Int, says('变更单位数', 'Units changed'))
  unitsChanged!: number;

  @Field(() => Int, says('本期新建组织数', 'Organisations founded in the period'))
  organizationsFounded!: number;

  @Field(() => ID, says('所依据的规则集', 'Rule set that it was classified by'))
  ruleSet!: string;

  @Field(() => String, maybe('由谁报送', 'Who sent it'))
  sentBy!: string | null;

  @Field(() => String, maybe('变更说明', 'What its sender says of the changes'))
  note!: string | null;
}

export const SubmissionConnection = connectionOf<SubmissionReport>('Submission', () => SubmissionType);
