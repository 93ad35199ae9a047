import { Field, Int, ObjectType } from 'type-graphql';
import { DUE_STATES, type DueState } from '../domain/dueDates.ts';
import { REMINDERS, type ReminderKind } from '../domain/reminders.ts';
import type { SubmissionState } from '../domain/submissions.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import { enumOf, SubmissionStateEnum } from './enums.ts';
import { DateScalar, DateTimeScalar, PeriodScalar } from './scalars.ts';
import { SubmissionType } from './submission.type.ts';
import { maybe, says } from './words.ts';

export const DueStateEnum = enumOf<DueState>('DueState', { zh: '到期情况', en: 'What came of what was due' }, DUE_STATES);
export const ReminderKindEnum = enumOf<ReminderKind>('ReminderKind', { zh: '提醒种类', en: 'Kind of reminder' }, REMINDERS);

@ObjectType('CalendarRow', {
  simpleResolvers: true,
  ...says('一个地区应报的一期台账，及报送情况', 'A ledger that a region owes for a quarter, and what came of it'),
})
export class CalendarRowType {
  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => DateScalar, says('截止日：当日报送仍为按时', 'Last day on which it is on time'))
  dueOn!: string;

  @Field(() => Int, says('离截止还有几天；已过为负', 'Days until then; negative once it has passed'))
  daysLeft!: number;

  @Field(() => DueStateEnum, says('到期情况；沿用上期的仍为逾期未报', 'What came of it; one carried forward is still missing'))
  due!: DueState;

  @Field(
    () => SubmissionStateEnum,
    maybe('报送状态：待入库的、现行的，或被退回的；没有报送为空', 'State of what waits, stands or was returned; null where nothing came'),
  )
  state!: SubmissionState | null;

  @Field(() => DateTimeScalar, maybe('收到的时刻', 'Received at'))
  receivedAt!: string | null;

  @Field(() => Boolean, says('沿用上期', 'Carried forward from the quarter before'))
  carriedForward!: boolean;

  @Field(() => Boolean, says('有汇总数', 'A summary return stands'))
  summary!: boolean;

  @Field(
    () => SubmissionType,
    maybe('台账；没有报送，或其明细不在查看范围内，为空', 'The submission; null where nothing came or its rows are out of sight'),
  )
  submission!: SubmissionReport | null;
}

@ObjectType('Reminder', { simpleResolvers: true, ...says('一条提醒', 'What somebody is reminded of') })
export class ReminderType {
  @Field(() => ReminderKindEnum, says('种类', 'Kind'))
  kind!: ReminderKind;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => DateScalar, says('截止日', 'Last day on which it is on time'))
  dueOn!: string;

  @Field(() => Int, says('离截止还有几天；已过为负', 'Days until then; negative once it has passed'))
  daysLeft!: number;

  @Field(() => SubmissionType, maybe('所说的台账', 'The submission that it speaks of'))
  submission!: SubmissionReport | null;

  @Field(() => String, says('一句话：什么、何时、该做什么', 'One sentence: what, until when, what to do'))
  message!: string;
}

@ObjectType('DueDate', {
  simpleResolvers: true,
  ...says('另定的截止日，管到该地区及其下没有另定的地区', 'A due date that was set, for a region and those below without one of their own'),
})
export class DueDateType {
  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => DateScalar, says('截止日', 'Last day on which a ledger is on time'))
  dueOn!: string;

  @Field(() => String, maybe('由谁设定', 'Who set it'))
  setBy!: string | null;

  @Field(() => DateTimeScalar, maybe('设定时刻', 'Set at'))
  setAt!: string | null;
}
