import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { RegionKind, RegionLevel } from '../domain/region.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { regionKey } from './loaders.ts';
import { RegionKindEnum, RegionLevelEnum } from './enums.ts';
import { given } from './given.ts';
import { RegionEventType, toRegionEvent } from './regionEvent.type.ts';
import { RegionType } from './region.type.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class RegionsArgs {
  @Field(() => ID, maybe('上级代码', 'Code of the parent'))
  parent?: string;

  @Field(() => RegionLevelEnum, maybe('层级', 'Level'))
  level?: RegionLevel;

  @Field(() => RegionKindEnum, maybe('种类', 'Kind'))
  kind?: RegionKind;

  @Field(() => String, maybe('名称或代码片段', 'Part of a name or code'))
  search?: string;

  @Field(() => DateScalar, maybe('按该日有效的区划', 'The tree as it stood on that day'))
  asOf?: string;
}

@Resolver(() => RegionType)
export class RegionResolver {
  @Query(() => RegionType, maybe('一个地区；没有则为空', 'One region; null where the code is unknown'))
  async region(
    @Ctx() context: Context,
    @Arg('code', () => ID) code: string,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf?: string | null,
  ): Promise<RegionRow | undefined> {
    const view = await context.view();
    const [found] = await view.regionsByCode([code], asOf ?? undefined);
    return found;
  }

  @Query(() => [RegionType], says('地区列表', 'Regions'))
  async regions(@Ctx() context: Context, @Args(() => RegionsArgs) asked: RegionsArgs): Promise<readonly RegionRow[]> {
    const view = await context.view();
    return view.regions(given(asked));
  }

  @Query(
    () => [RegionEventType],
    says('区划变更，由早到晚；不给地区则为全部', 'Region changes, earliest first; of a region and all below it, or all'),
  )
  async regionEvents(
    @Ctx() context: Context,
    @Arg('region', () => ID, { nullable: true }) region?: string | null,
  ): Promise<RegionEventType[]> {
    const view = await context.view();
    return (await view.regionEvents(region ?? undefined)).map(toRegionEvent);
  }

  @FieldResolver(() => RegionType, maybe('上级', 'Parent'))
  parent(@Root() region: RegionRow, @Ctx() context: Context): Promise<RegionRow | undefined> | null {
    return region.parent === null ? null : context.loaders.region.load(regionKey(region.parent, region.asOf));
  }

  @FieldResolver(() => [RegionType], says('下级', 'Children'))
  children(@Root() region: RegionRow, @Ctx() context: Context): Promise<readonly RegionRow[]> {
    return context.loaders.children.load(regionKey(region.code, region.asOf));
  }

  @FieldResolver(() => [RegionType], says('上级链，自全国起，不含自身', 'Ancestors, the nation first, itself not included'))
  ancestors(@Root() region: RegionRow, @Ctx() context: Context): Promise<readonly RegionRow[]> {
    return context.loaders.ancestors.load(regionKey(region.code, region.asOf));
  }
}
