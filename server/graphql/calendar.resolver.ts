import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isQuarter, type Quarter } from '../domain/period.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import type { SetDueDate } from '../domain/dueDates.ts';
import type { CalendarRow, ReminderRow } from '../reports/calendarTypes.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import { CalendarRowType, DueDateType, ReminderType } from './calendar.type.ts';
import type { Context } from './context.ts';
import { PeriodSelectionInput } from './filter.input.ts';
import { given } from './given.ts';
import { judgeOf } from './judge.ts';
import { assertChange } from './permitted.ts';
import { assertReports } from '../domain/reporting.ts';
import { RegionType } from './region.type.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { SubmissionType } from './submission.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class CalendarArgs {
  @Field(() => ID, maybe('地区及其下级；不给则为本人填报的地区', 'A region and all below it; those that who asks reports for otherwise'))
  region?: string;

  @Field(
    () => PeriodSelectionInput,
    maybe('哪些季度；不给则为本季度与此前四个', 'Which quarters; the running one and the four before it otherwise'),
  )
  periods?: PeriodSelectionInput;
}

@ArgsType()
class DueDatesArgs {
  @Field(() => ID, maybe('地区；不给则为全部', 'Region; all otherwise'))
  region?: string;

  @Field(() => PeriodScalar, maybe('季度；不给则为全部', 'Quarter; all otherwise'))
  period?: string;
}

@ArgsType()
class DuePlaceArgs {
  @Field(() => ID, says('地区；其下没有另定截止日的地区随它', 'Region; those below without a day of their own follow it'))
  region!: string;

  @Field(() => PeriodScalar, says('季度', 'Quarter'))
  period!: string;
}

@ArgsType()
class DueDateArgs extends DuePlaceArgs {
  @Field(() => DateScalar, says('截止日：当日报送仍为按时', 'Last day on which a ledger is on time'))
  dueOn!: string;
}

@ArgsType()
class CarryArgs extends DuePlaceArgs {
  @Field(() => String, says('为何沿用', 'Why it is carried forward'))
  reason!: string;
}

/** @throws DomainError for what is no quarter */
function quarterOf(period: string): Quarter {
  if (!isQuarter(period)) throw badInput(`报告期须为季度，如 2025Q4；收到「${period}」。`);
  return period;
}

const now = (): string => new Date().toISOString();

@Resolver()
export class CalendarResolver {
  @Query(
    () => [CalendarRowType],
    says(
      '报送日历：应报的台账及其报送情况，新的季度在前',
      'The calendar: ledgers that are owed and what came of them, the newest quarter first',
    ),
  )
  async submissionCalendar(@Ctx() context: Context, @Args(() => CalendarArgs) asked: CalendarArgs): Promise<readonly CalendarRow[]> {
    const { region, periods } = given(asked);
    // What is due depends on the day, and what waits to be applied on no data version.
    context.claim();
    const own = context.viewer?.report ?? [];
    const within = region !== undefined ? [region] : own === 'ALL' || own.length > 0 ? own : 'ALL';
    return (await context.view()).calendar({ within, periods, now: now() });
  }

  @Query(() => [ReminderType], says('给当前用户的提醒', 'What who asks is reminded of'))
  async reminders(@Ctx() context: Context): Promise<readonly ReminderRow[]> {
    context.claim();
    const { viewer } = context;
    if (viewer === null) return [];
    const { permissions, report } = viewer;
    return (await context.view()).reminders({ permissions, report, asker: context.actor.id, now: now() });
  }

  @Query(() => [DueDateType], says('另定的截止日；没有另定的为季后 15 日', 'Due dates that were set; the 15th after a quarter otherwise'))
  async dueDates(@Ctx() context: Context, @Args(() => DueDatesArgs) asked: DueDatesArgs): Promise<readonly SetDueDate[]> {
    context.claim();
    return (await context.view()).dueDates(given(asked));
  }

  @Mutation(() => DueDateType, says('设定截止日；已收到的台账是否按时随之改判', 'Sets a due date; what has come is judged by it'))
  async setDueDate(@Ctx() context: Context, @Args(() => DueDateArgs) { region, period, dueOn }: DueDateArgs): Promise<SetDueDate> {
    const step = await assertChange(context, 'SETTINGS', { action: 'DUE', object: `${region} ${period}` }, () => ({
      region,
      period: quarterOf(period),
      dueOn,
    }));
    return context.office().setDueDate(step, context.actor);
  }

  @Mutation(
    () => Boolean,
    says('删除另定的截止日，恢复季后 15 日；没有则为 false', 'Removes a due date that was set; false where there is none'),
  )
  async removeDueDate(@Ctx() context: Context, @Args(() => DuePlaceArgs) { region, period }: DuePlaceArgs): Promise<boolean> {
    const place = await assertChange(context, 'SETTINGS', { action: 'DUE', object: `${region} ${period}` }, () => ({
      region,
      period: quarterOf(period),
    }));
    return context.office().removeDueDate(place, context.actor);
  }

  @Mutation(
    () => SubmissionType,
    says(
      '逾期未报的，沿用上期台账的存量；本期流量为空',
      'Stands the stocks of the quarter before in for a ledger that did not come; its flows are unknown',
    ),
  )
  async carryForward(@Ctx() context: Context, @Args(() => CarryArgs) { region, period, reason }: CarryArgs): Promise<SubmissionReport> {
    const ask = await assertChange(context, 'REVIEW', { action: 'CARRY', object: `${region} ${period}` }, () => {
      assertReports(context.viewer, region);
      return { region, period: quarterOf(period), reason };
    });
    await context.office().carryForward({ ...ask, person: judgeOf(context).id }, context.actor);
    const rows = await (await context.view()).calendar({ within: [region], periods: { only: [period] }, now: now() });
    const made = rows.find((one) => one.region === region)?.submission;
    if (made === undefined || made === null)
      throw new DomainError('NOT_FOUND', `已沿用 ${region} ${period} 的上期台账；其明细不在您的查看范围内。`);
    return made;
  }
}

@Resolver(() => CalendarRowType)
export class CalendarRowResolver {
  @FieldResolver(() => RegionType, says('应报的地区', 'Region that owes it'))
  region(@Root() row: CalendarRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(row.region);
  }
}

@Resolver(() => ReminderType)
export class ReminderResolver {
  @FieldResolver(() => RegionType, says('应报的地区', 'Region that owes it'))
  region(@Root() row: ReminderRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(row.region);
  }
}

@Resolver(() => DueDateType)
export class DueDateResolver {
  @FieldResolver(() => RegionType, says('地区', 'Region'))
  region(@Root() row: SetDueDate, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(row.region);
  }
}
