import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { DifferenceKind, LedgerSheet } from '../domain/ledgerSheets.ts';
import type { Rate } from '../domain/rate.ts';
import type { RowCounts } from '../domain/review.ts';
import type { SubmissionAct, SubmissionState } from '../domain/submissions.ts';
import type { DifferenceRow } from '../reports/differenceTypes.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import { BasisEnum, DifferenceKindEnum, IndicatorEnum, LedgerSheetEnum, SubmissionActEnum, SubmissionStateEnum } from './enums.ts';
import { RateType } from './observation.type.ts';
import { connectionOf } from './page.type.ts';
import { DateTimeScalar } from './scalars.ts';
import { SubmissionType } from './submission.type.ts';
import { maybe, says } from './words.ts';

@ObjectType('SubmissionStep', { simpleResolvers: true, ...says('报送经过的一步', 'A step that a submission took') })
export class SubmissionStepType {
  @Field(() => SubmissionActEnum, says('做了什么', 'What was done'))
  act!: SubmissionAct;

  @Field(() => SubmissionStateEnum, maybe('此后的状态', 'State from then on'))
  state!: SubmissionState | null;

  @Field(() => DateTimeScalar, says('时刻', 'At'))
  at!: string;

  @Field(() => String, says('由谁', 'By whom'))
  by!: string;

  @Field(() => String, maybe('自哪个数据版本起', 'Data version from which on it is known'))
  dataVersion!: string | null;

  @Field(() => String, maybe('原因或说明', 'Reason or note'))
  reason!: string | null;
}

@ObjectType('DifferenceCounts', { simpleResolvers: true, ...says('前后两版的行数', 'Rows before and after') })
export class DifferenceCountsType {
  @Field(() => Int, says('上一版', 'Before'))
  before!: number;

  @Field(() => Int, says('这一版', 'After'))
  after!: number;

  @Field(() => Int, says('新增', 'Added'))
  added!: number;

  @Field(() => Int, says('减少', 'Removed'))
  removed!: number;

  @Field(() => Int, says('变更', 'Changed'))
  changed!: number;

  @Field(() => Int, says('相同', 'The same'))
  same!: number;
}

@ObjectType('RateDifference', { simpleResolvers: true, ...says('一个指标在前后两版', 'An indicator before and after') })
export class RateDifferenceType {
  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => BasisEnum, maybe('口径', 'Basis'))
  basis!: Basis | null;

  @Field(() => RateType, says('上一版', 'Before'))
  before!: Rate;

  @Field(() => RateType, says('这一版', 'After'))
  after!: Rate;

  @Field(() => Float, maybe('变化，百分点或数值', 'Change, in points or in units of the value'))
  change!: number | null;
}

@ObjectType('FieldChange', {
  simpleResolvers: true,
  ...says('一格前后的内容，写法同表中', 'A cell before and after, in the words of the sheet'),
})
export class FieldChangeType {
  @Field(() => String, says('列', 'Column'))
  header!: string;

  @Field(() => String, maybe('上一版；空为没有', 'Before; null for nothing'))
  before!: string | null;

  @Field(() => String, maybe('这一版；空为没有', 'After; null for nothing'))
  after!: string | null;
}

@ObjectType('Difference', { simpleResolvers: true, ...says('与上一版不同的一行', 'A row that is not as before') })
export class DifferenceType {
  @Field(() => DifferenceKindEnum, says('新增、减少或变更', 'Added, removed or changed'))
  kind!: DifferenceKind;

  @Field(() => LedgerSheetEnum, says('哪张表', 'Sheet'))
  sheet!: LedgerSheet;

  @Field(() => String, says('代码', 'Code'))
  code!: string;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(
    () => [FieldChangeType],
    says('不同的格；新增、减少的行为其全部内容', 'Cells that differ; of a row added or removed all that are filled'),
  )
  changes!: readonly FieldChangeType[];
}

export const DifferenceConnection = connectionOf<DifferenceRow>('Difference', () => DifferenceType);

@ObjectType('SubmissionDifference', { simpleResolvers: true, ...says('与上一版的差别', 'A submission beside what it takes the place of') })
export class SubmissionDifferenceType {
  @Field(() => SubmissionType, maybe('上一版；空为第一次报送', 'The version before; null for a first one'))
  against!: SubmissionReport | null;

  @Field(
    () => Boolean,
    says('收到之后另有新版入库，差别是对那一版的', 'Something newer came after it was received; the differences are against that'),
  )
  stale!: boolean;

  @Field(() => Float, maybe('变动单位的占比，百分率', 'Units that are not as before, percent'))
  changedShare!: number | null;

  @Field(() => Float, says('占比超过多少须写变更说明，百分率', 'Share above which it must be explained, percent'))
  noteShare!: number;

  @Field(() => Boolean, says('须写变更说明', 'It must be explained'))
  noteRequired!: boolean;

  @Field(() => DifferenceCountsType, says('单位', 'Units'))
  units!: RowCounts;

  @Field(() => DifferenceCountsType, says('组织', 'Organisations'))
  organizations!: RowCounts;

  @Field(() => Int, says('本期新建组织', 'Organisations founded in the period'))
  founded!: number;

  @Field(() => Int, says('与上期相比撤销的组织', 'Organisations of the ledger before that are gone'))
  dissolved!: number;
}

@ObjectType('ReviewSettings', { simpleResolvers: true, ...says('审核的设置', 'Settings of the review') })
export class ReviewSettingsType {
  @Field(
    () => Float,
    says('变动单位占比超过多少须写变更说明，百分率', 'Share of changed units above which a version must be explained, percent'),
  )
  noteShare!: number;

  @Field(() => String, maybe('由谁设定；空为出厂值', 'Who set it; null as shipped'))
  setBy!: string | null;

  @Field(() => DateTimeScalar, maybe('设定时刻', 'Set at'))
  setAt!: string | null;
}
