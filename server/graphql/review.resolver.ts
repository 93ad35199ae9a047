import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { badInput, DomainError } from '../domain/errors.ts';
import type { DifferenceKind, LedgerSheet } from '../domain/ledgerSheets.ts';
import { actsOpen, isToldOf, type Judge } from '../domain/review.ts';
import { SUBMISSION_ACTS, type SubmissionAct } from '../domain/submissions.ts';
import type { DifferenceRow, SubmissionDifferenceReport, SubmissionStepRow } from '../reports/differenceTypes.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { Context } from './context.ts';
import { DifferenceKindEnum, LedgerSheetEnum, SubmissionActEnum } from './enums.ts';
import { given } from './given.ts';
import { judgeOf } from './judge.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { assertChange } from './permitted.ts';
import {
  DifferenceConnection,
  RateDifferenceType,
  ReviewSettingsType,
  SubmissionDifferenceType,
  SubmissionStepType,
} from './review.type.ts';
import { SubmissionType } from './submission.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class ApplyArgs {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, maybe('变更说明', 'What its sender says of the changes'))
  note?: string;

  @Field(() => Boolean, maybe('确认减少的行确已不在', 'Rows of the version before that are gone are meant to be'))
  confirmRemovals?: boolean;
}

@ArgsType()
class ReviewArgs {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => SubmissionActEnum, says('审核通过、退回、锁定或解锁', 'ACCEPT, RETURN, LOCK or UNLOCK'))
  act!: SubmissionAct;

  @Field(() => String, maybe('原因；退回、解锁须写', 'Reason; needed to return and to unlock'))
  reason?: string;
}

@ArgsType()
class DifferenceRowsArgs extends PageArgs {
  @Field(() => LedgerSheetEnum, says('哪张表', 'Sheet'))
  sheet!: LedgerSheet;

  @Field(() => [DifferenceKindEnum], maybe('哪几种；不给则为全部', 'Which kinds; all otherwise'))
  kind?: DifferenceKind[];
}

/** @throws DomainError BAD_USER_INPUT for what is no act of a review */
function actOfReview(act: SubmissionAct): SubmissionAct {
  if (act === 'APPLY' || act === 'DISCARD') throw badInput('提交、撤回不是审核：请用 applySubmission、discardSubmission。');
  return act;
}

@Resolver(() => SubmissionType)
export class ReviewResolver {
  @Query(() => SubmissionType, says('一份台账报送', 'One submission'))
  async submission(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<SubmissionReport> {
    context.claim();
    const found = await (await context.view()).submission(id);
    if (found === null || !isToldOf(found, judgeOf(context)))
      throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的报送，或它不在您的查看范围内。`);
    return found;
  }

  @Query(() => ReviewSettingsType, says('审核的设置', 'Settings of the review'))
  async reviewSettings(@Ctx() context: Context): Promise<ReviewSettingsType> {
    context.claim();
    return (await context.view()).reviewSettings();
  }

  @Mutation(() => SubmissionType, says('把已接收的报送提交入库', 'Applies a submission that was received'))
  async applySubmission(@Ctx() context: Context, @Args(() => ApplyArgs) args: ApplyArgs): Promise<SubmissionReport> {
    const { id, note, confirmRemovals } = given(args);
    const judge = await permittedJudge(context, 'APPLY', id);
    const ask = { id, note: note ?? null, confirmRemovals: confirmRemovals ?? false };
    return context.office().applySubmission(ask, judge, context.actor);
  }

  @Mutation(() => Boolean, says('撤回已接收、尚未入库的报送', 'Takes a received submission away'))
  async discardSubmission(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<boolean> {
    const judge = await permittedJudge(context, 'DISCARD', id);
    await context.office().discardSubmission(id, judge, context.actor);
    return true;
  }

  @Mutation(() => SubmissionType, says('审核：通过、退回、锁定、解锁', 'Reviews a submission: accept, return, lock, unlock'))
  async review(@Ctx() context: Context, @Args(() => ReviewArgs) args: ReviewArgs): Promise<SubmissionReport> {
    const { id, act, reason } = given(args);
    const judge = await permittedJudge(context, act, id, () => actOfReview(act));
    return context.office().reviewSubmission({ id, act, reason: reason ?? null }, judge, context.actor);
  }

  @Mutation(
    () => ReviewSettingsType,
    says('设定变动单位占比超过多少须写变更说明', 'Sets the share of changed units above which a version must be explained'),
  )
  async setReviewSettings(@Ctx() context: Context, @Arg('noteShare', () => Float) noteShare: number): Promise<ReviewSettingsType> {
    const by = await assertChange(context, 'SETTINGS', { action: 'SETTING', object: 'noteShare' }, () => context.actor);
    return context.office().setNoteShare(noteShare, by);
  }

  @FieldResolver(() => [SubmissionActEnum], says('您现在可以做的', 'What who asks may do with it now'))
  async acts(@Root() submission: SubmissionReport, @Ctx() context: Context): Promise<readonly SubmissionAct[]> {
    context.claim();
    const judge = judgeOf(context);
    if (judge.permissions.length === 0) return [];
    const steps = await (await context.view()).submissionSteps(submission.id);
    const senders = [submission.sender, ...steps.filter((step) => step.act === 'APPLY').map((step) => step.actor)];
    return actsOpen({ ...submission, senders: senders.flatMap((sender) => sender ?? []) }, judge);
  }

  @FieldResolver(() => [SubmissionStepType], says('经过的各步，先后为序', 'The steps that it took, in their order'))
  async steps(@Root() submission: SubmissionReport, @Ctx() context: Context): Promise<readonly SubmissionStepRow[]> {
    return (await context.view()).submissionSteps(submission.id);
  }

  @FieldResolver(() => SubmissionDifferenceType, maybe('与上一版的差别', 'How it differs from what it takes the place of'))
  async difference(@Root() submission: SubmissionReport, @Ctx() context: Context): Promise<SubmissionDifferenceReport | null> {
    // The share above which it must be explained changes without a new data version.
    context.claim();
    return (await context.view()).submissionDifference(submission.id);
  }
}

const permittedJudge = (context: Context, act: SubmissionAct, id: string, check: () => unknown = () => null): Promise<Judge> =>
  assertChange(context, SUBMISSION_ACTS[act].permission, { action: act, object: `submission ${id}` }, () => {
    check();
    return judgeOf(context);
  });

@Resolver(() => SubmissionDifferenceType)
export class DifferenceResolver {
  @FieldResolver(() => [RateDifferenceType], says('各项指标前后的值', 'Indicators before and after'))
  async rates(@Root() difference: SubmissionDifferenceReport, @Ctx() context: Context): Promise<RateDifferenceType[]> {
    return [...(await (await context.view()).submissionRates(difference))];
  }

  @FieldResolver(() => DifferenceConnection, says('与上一版不同的行，依代码', 'Rows that are not as before, by code'))
  async rows(
    @Root() difference: SubmissionDifferenceReport,
    @Ctx() context: Context,
    @Args(() => DifferenceRowsArgs) asked: DifferenceRowsArgs,
  ): Promise<Connection<DifferenceRow>> {
    const view = await context.view();
    return toConnection(await view.submissionDifferenceRows(difference, { first: PAGE_ROWS, ...given(asked) }));
  }
}
