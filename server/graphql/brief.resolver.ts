import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { BriefArgs, BriefType, BulletinArgs, BulletinType, toBrief, toBulletin } from './brief.type.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import { says } from './words.ts';

@Resolver()
export class BriefResolver {
  @Query(() => BriefType, says('一个视图的结论：页面、投影与文稿用同一句话', 'A view said in words: page, slide and document share them'))
  async brief(@Ctx() context: Context, @Args(() => BriefArgs) args: BriefArgs): Promise<BriefType> {
    const asked = given(args);
    return toBrief(await (await context.view()).brief(asked), await context.loaders.region.load(asked.region));
  }

  @Query(() => BulletinType, says('季度通报：各节的句子与表', 'The quarterly bulletin: sentences and tables by section'))
  async bulletin(@Ctx() context: Context, @Args(() => BulletinArgs) args: BulletinArgs): Promise<BulletinType> {
    const asked = given(args);
    return toBulletin(await (await context.view()).bulletin(asked), await context.loaders.region.load(asked.region));
  }
}
