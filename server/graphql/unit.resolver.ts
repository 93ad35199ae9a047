import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Accepting, RegionRow } from '../reports/types.ts';
import type { UnitRow, UnitsAsk } from '../reports/unitTypes.ts';
import type { UnitOrder } from '../reports/orders.ts';
import type { Context } from './context.ts';
import { UnitOrderEnum } from './enums.ts';
import { UnitFilterInput } from './filter.input.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, connect, type Connection } from './page.type.ts';
import { RegionType } from './region.type.ts';
import { PeriodScalar } from './scalars.ts';
import { UnitConnection, UnitType } from './unit.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class UnitsArgs extends PageArgs {
  @Field(() => UnitFilterInput, says('条件', 'Conditions'))
  where!: UnitFilterInput;

  @Field(() => PeriodScalar, maybe('报告期；不给则为最近一期', 'Period; the latest otherwise'))
  period?: string;

  @Field(() => UnitOrderEnum, maybe('排序', 'Order'))
  orderBy?: UnitOrder;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;
}

@Resolver(() => UnitType)
export class UnitResolver {
  @Query(() => UnitConnection, says('单位清单', 'A list of units'))
  async units(
    @Ctx() context: Context,
    @Args(() => UnitsArgs) asked: UnitsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<UnitRow>> {
    const view = await context.view();
    const ways = { whole: view.units, rows: view.unitRows, count: view.countUnits };
    return connect<UnitsAsk & Accepting, UnitRow>(ways, { first: PAGE_ROWS, ...given(asked) }, info);
  }

  @FieldResolver(() => RegionType, says('所在地区', 'Region'))
  region(@Root() unit: UnitRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(unit.region);
  }

  @FieldResolver(() => RegionType, maybe('所在园区', 'Park'))
  park(@Root() unit: UnitRow, @Ctx() context: Context): Promise<RegionRow | undefined> | null {
    return unit.park === null ? null : context.loaders.region.load(unit.park);
  }
}
