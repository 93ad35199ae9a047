import { Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { UnitRow } from '../reports/unitTypes.ts';
import { AttainmentType, toAttainment } from './attainment.type.ts';
import { BoundsType, regionsInBounds, toBounds } from './bounds.type.ts';
import { ChangeType, regionsInChange, toChange } from './change.type.ts';
import type { Context } from './context.ts';
import { BasisEnum, IndicatorEnum } from './enums.ts';
import { GapType, regionsInGap, toGap } from './gap.type.ts';
import { given } from './given.ts';
import { PAGE_ROWS, PageArgs, toConnection, type Connection } from './page.type.ts';
import { regionsOf } from './regionsOf.ts';
import { PeriodScalar } from './scalars.ts';
import { UnitConnection } from './unit.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class AttainmentArgs {
  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => ID, says('地区', 'Region'))
  region!: string;

  @Field(() => BasisEnum, maybe('口径；不给则用指标的默认口径', 'Basis; the default of the indicator otherwise'))
  basis?: Basis;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;
}

@ArgsType()
class ChangeArgs extends AttainmentArgs {
  @Field(() => PeriodScalar, says('前期，季度', 'The quarter before'))
  from!: string;

  @Field(() => PeriodScalar, says('后期，季度', 'The quarter after'))
  to!: string;
}

@ArgsType()
class BoundsArgs extends AttainmentArgs {
  @Field(() => PeriodScalar, maybe('季度；不给则为最近一期', 'Quarter; the latest otherwise'))
  period?: string;
}

@ArgsType()
class GapArgs extends BoundsArgs {
  @Field(
    () => Float,
    maybe('目标，百分率；不给则为本地区的目标，再则为达标界', 'Target in percent; otherwise that of the region, or the bound of met'),
  )
  target?: number;
}

@Resolver()
export class AnalysisResolver {
  @Query(
    () => ChangeType,
    says('为什么变了：两期之间的变化及其三种分解', 'Why it changed: a change between two quarters, split three ways'),
  )
  async change(@Ctx() context: Context, @Args(() => ChangeArgs) args: ChangeArgs): Promise<ChangeType> {
    const asked = given(args);
    const answer = await (await context.view()).change(asked);
    return toChange(asked, answer, await regionsOf([asked.region, ...regionsInChange(answer)], context));
  }

  @Query(() => GapType, says('差多少：距目标还差的单位、差在哪里、靠什么补', 'Units missing to a target, where, and what could close it'))
  async gap(@Ctx() context: Context, @Args(() => GapArgs) args: GapArgs): Promise<GapType> {
    const asked = given(args);
    const answer = await (await context.view()).gap(asked);
    return toGap(asked, answer, await regionsOf([asked.region, ...regionsInGap(answer)], context));
  }

  @Query(() => AttainmentType, says('能不能按期达到：预测、区间与回测', 'Whether the target will be met: forecast, band and back-test'))
  async attainment(@Ctx() context: Context, @Args(() => AttainmentArgs) args: AttainmentArgs): Promise<AttainmentType> {
    const asked = given(args);
    const answer = await (await context.view()).attainment(asked);
    return toAttainment(asked, answer, await regionsOf([asked.region], context));
  }

  @Query(() => BoundsType, says('未报地区若如上期、若全无、若全有', 'If the missing stay as they were, have none, or have all'))
  async bounds(@Ctx() context: Context, @Args(() => BoundsArgs) args: BoundsArgs): Promise<BoundsType> {
    const asked = given(args);
    const answer = await (await context.view()).bounds(asked);
    return toBounds(asked, answer, await regionsOf([asked.region, ...regionsInBounds(answer)], context));
  }
}

@Resolver(() => GapType)
export class GapResolver {
  @FieldResolver(
    () => UnitConnection,
    maybe(
      '应建未建清单，从业人员多的在前；指标不是覆盖率则为空',
      'Units that should have an organisation and have none, most staff first; null unless the indicator is a coverage',
    ),
  )
  async units(
    @Root() { region, period, subject, afterFounding, acceptedOnly }: GapType,
    @Ctx() context: Context,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<UnitRow> | null> {
    if (!afterFounding || !region || period === null) return null;
    const view = await context.view();
    const where = { region: region.code, eligibleWithout: subject };
    return toConnection(await view.units({ where, period, acceptedOnly, orderBy: 'STAFF_DESC', first: PAGE_ROWS, ...given(page) }));
  }
}
