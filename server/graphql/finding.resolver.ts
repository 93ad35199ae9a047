import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { FindingRow, RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { FindingConnection, FindingFilterInput, FindingType } from './finding.type.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { RegionType } from './region.type.ts';
import { SubmissionType } from './submission.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class FindingsArgs extends PageArgs {
  @Field(() => FindingFilterInput, maybe('条件', 'Conditions'))
  where?: FindingFilterInput;
}

@Resolver(() => FindingType)
export class FindingResolver {
  @Query(() => FindingConnection, says('数据质量核对的结论，严重的在前', 'What the checks found, the serious first'))
  async findings(@Ctx() context: Context, @Args(() => FindingsArgs) asked: FindingsArgs): Promise<Connection<FindingRow>> {
    const view = await context.view();
    const { where, ...page } = given(asked);
    return toConnection(await view.findings({ first: PAGE_ROWS, ...where, ...page }));
  }

  @FieldResolver(() => RegionType, maybe('地区', 'Region'))
  region(@Root() finding: FindingRow, @Ctx() context: Context): Promise<RegionRow | undefined> | null {
    return finding.region === null ? null : context.loaders.region.load(finding.region);
  }

  @FieldResolver(() => SubmissionType, maybe('所核对的报送；公布数的核对没有', 'Submission that it is about; none for published figures'))
  submission(@Root() finding: FindingRow, @Ctx() context: Context): Promise<SubmissionReport | undefined> | null {
    return finding.submission === null ? null : context.loaders.submission.load(finding.submission);
  }
}
