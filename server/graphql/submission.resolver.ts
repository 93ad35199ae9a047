import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { keepsReceived } from '../domain/review.ts';
import type { Extent } from '../domain/sight.ts';
import type { SubmissionReport, SubmissionState } from '../reports/submissionTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { SubmissionStateEnum } from './enums.ts';
import { given } from './given.ts';
import { judgeOf } from './judge.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { RegionType } from './region.type.ts';
import { PeriodScalar } from './scalars.ts';
import { SubmissionConnection, SubmissionType } from './submission.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class SubmissionsArgs extends PageArgs {
  @Field(() => ID, maybe('地区及其下级；不给则为全部', 'A region and all below it; all otherwise'))
  region?: string;

  @Field(() => PeriodScalar, maybe('季度；不给则为全部', 'Quarter; all otherwise'))
  period?: string;

  @Field(() => SubmissionStateEnum, maybe('状态', 'State'))
  state?: SubmissionState;

  @Field(() => Boolean, maybe('只要未被更新的一次替代的', 'Only those that nothing newer has replaced'))
  latest?: boolean;
}

/** What is received only is there without a new data version, for its senders and reviewers: the answer is the asker's alone. */
function receivedFor(context: Context): Extent | undefined {
  context.claim();
  const judge = judgeOf(context);
  return keepsReceived(judge) ? judge.report : undefined;
}

@Resolver(() => SubmissionType)
export class SubmissionResolver {
  @Query(() => SubmissionConnection, says('台账报送，新的在前', 'Submissions, the newest first'))
  async submissions(@Ctx() context: Context, @Args(() => SubmissionsArgs) asked: SubmissionsArgs): Promise<Connection<SubmissionReport>> {
    const view = await context.view();
    return toConnection(await view.submissions({ first: PAGE_ROWS, ...given(asked), received: receivedFor(context) }));
  }

  @FieldResolver(() => RegionType, says('报送地区', 'Region that sent it'))
  region(@Root() submission: SubmissionReport, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(submission.region);
  }

  @FieldResolver(() => RegionType, says('所属县级台账的地区', 'Region whose ledger it is part of'))
  ledgerRegion(@Root() submission: SubmissionReport, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(submission.ledgerRegion);
  }
}
