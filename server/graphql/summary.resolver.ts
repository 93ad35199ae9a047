import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DomainError } from '../domain/errors.ts';
import { holds } from '../domain/extents.ts';
import { SUMMARY_MEASURES } from '../domain/summaries.ts';
import { toSentRow } from '../reports/summaryReturns.ts';
import type { SummaryReturnRow } from '../reports/summaryTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { assertChange } from './permitted.ts';
import { RegionType } from './region.type.ts';
import { PeriodScalar } from './scalars.ts';
import { SummaryMeasureType, SummaryReturnConnection, SummaryReturnType, SummaryValueInput } from './summary.type.ts';
import type { SummaryAsk } from './summaries.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class SummaryReturnsArgs extends PageArgs {
  @Field(() => ID, maybe('地区及其下级；不给则为全部', 'A region and all below it; all otherwise'))
  region?: string;

  @Field(() => PeriodScalar, maybe('季度；不给则为全部', 'Quarter; all otherwise'))
  period?: string;
}

@ArgsType()
class SummaryArgs {
  @Field(() => ID, says('地区', 'Region'))
  region!: string;

  @Field(() => PeriodScalar, says('季度', 'Quarter'))
  period!: string;

  @Field(() => [SummaryValueInput], says('各数', 'The totals'))
  values!: SummaryValueInput[];

  @Field(() => String, maybe('说明', 'Note'))
  note?: string;
}

const toAsk = ({ region, period, values, note }: SummaryArgs): SummaryAsk => ({
  region,
  period,
  values: values.map(({ measure, value }) => ({ measure, value })),
  note: note ?? null,
});

@Resolver(() => SummaryReturnType)
export class SummaryResolver {
  @Query(
    () => SummaryReturnConnection,
    says('汇总上报，新的在前；只列查看范围内的', 'Summary returns, the newest first; of regions whose rows may be seen'),
  )
  async summaryReturns(
    @Ctx() context: Context,
    @Args(() => SummaryReturnsArgs) asked: SummaryReturnsArgs,
  ): Promise<Connection<SummaryReturnRow>> {
    const view = await context.view();
    return toConnection(await view.summaryReturns({ first: PAGE_ROWS, ...given(asked) }));
  }

  @Query(() => [SummaryMeasureType], says('可以汇总上报的计数，常用的在前', 'Counts that may be reported as totals, the usual ones first'))
  summaryMeasures(): SummaryMeasureType[] {
    return SUMMARY_MEASURES.map(({ unit, ...one }) => ({ ...one, unit: unit.zh }));
  }

  @Mutation(
    () => SummaryReturnType,
    says('汇总上报：一个地区一个季度的各数，代替以前所报', 'Reports the totals of a region and quarter in place of those before'),
  )
  async sendSummary(@Ctx() context: Context, @Args(() => SummaryArgs) args: SummaryArgs): Promise<SummaryReturnRow> {
    const ask = await assertChange(context, 'SUBMIT', { action: 'SUMMARY', object: `${args.region} ${args.period}` }, () => {
      if (!holds(context.viewer?.report ?? [], [args.region]))
        throw new DomainError(
          'FORBIDDEN',
          `${args.region} 不在您的填报范围内，不能汇总上报。请核对地区，或联系安全管理员扩大您的填报范围。`,
        );
      return toAsk(given(args));
    });
    const { version, receivedAt } = await context.office().sendSummary(ask, context.actor);
    return toSentRow(ask, { version, receivedAt, sentBy: context.actor.name });
  }

  @FieldResolver(() => RegionType, says('地区', 'Region'))
  region(@Root() sent: SummaryReturnRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(sent.region);
  }
}
