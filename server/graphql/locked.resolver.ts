import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { assertPermitted } from './permitted.ts';
import { RegionType } from './region.type.ts';
import { DateTimeScalar, PeriodScalar } from './scalars.ts';
import type { LockedRow } from './states.ts';
import { maybe, says } from './words.ts';

@ObjectType('LockedSubmission', {
  simpleResolvers: true,
  ...says('一份已锁定的报送，不含其内容', 'A locked submission, without anything that it holds'),
})
export class LockedSubmissionType {
  @Field(() => ID, says('编号，用于解锁', 'Id, to unlock it by'))
  id!: string;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => Int, says('该地区该期的第几次报送', 'Which one of its region and period, from 1'))
  version!: number;

  @Field(() => DateTimeScalar, maybe('锁定的时刻', 'When it was locked'))
  lockedAt!: string | null;
}

@Resolver(() => LockedSubmissionType)
export class LockedResolver {
  @Query(
    () => [LockedSubmissionType],
    says('已锁定的报送，供有权解锁的人，不论其查看范围', 'What is locked, for who may unlock it, whatever they see of it'),
  )
  async lockedSubmissions(
    @Ctx() context: Context,
    @Arg('region', () => ID, maybe('地区及其下级；不给则为全部', 'A region and all below it; all otherwise')) region?: string,
    @Arg('period', () => PeriodScalar, maybe('季度；不给则为全部', 'Quarter; all otherwise')) period?: string,
  ): Promise<readonly LockedRow[]> {
    assertPermitted(context, 'UNLOCK');
    return context.office().lockedSubmissions({ region: region ?? undefined, period: period ?? undefined });
  }

  @FieldResolver(() => RegionType, says('报送地区', 'Region that sent it'))
  region(@Root() locked: LockedRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(locked.region);
  }
}
