import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { SiteRow } from '../accounts/types.ts';
import type { Context } from './context.ts';
import { SightType, SiteType, toSight } from './site.type.ts';
import { says } from './words.ts';

@Resolver(() => SiteType)
export class SiteResolver {
  @Query(() => SiteType, says('本站：不登录也可知', 'This site, as everybody may know it'))
  site(@Ctx() context: Context): Promise<SiteRow> {
    return context.accounts().site();
  }

  @FieldResolver(() => SightType, says('当前读者能看到什么', 'What of the data who asks may see'))
  sight(@Ctx() context: Context): Promise<SightType> {
    return toSight(context.sight, context);
  }
}
