import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Field, ID, Info, Query, Resolver } from 'type-graphql';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { Dimension } from '../domain/measures.ts';
import type { RegionLevel } from '../domain/region.ts';
import type { ObservationTable, RegionRow } from '../reports/types.ts';
import type { RegionBasis } from '../reports/orders.ts';
import type { Context } from './context.ts';
import { BasisEnum, DimensionEnum, IndicatorEnum, RegionBasisEnum, RegionLevelEnum } from './enums.ts';
import { PeriodSelectionInput, RegionSelectionInput, UnitFilterInput } from './filter.input.ts';
import { given } from './given.ts';
import { OF_THE_RATE, ObservationType, RankType, toObservation, toRank, toRateOnly, type RateOnly } from './observation.type.ts';
import { ObservationTableType } from './observationTable.type.ts';
import { regionsOf } from './regionsOf.ts';
import { PeriodScalar } from './scalars.ts';
import { selectedIn } from './selections.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class TableArgs {
  @Field(() => [IndicatorEnum], says('指标', 'Indicators'))
  indicators!: IndicatorId[];

  @Field(() => RegionSelectionInput, says('地区', 'Regions'))
  regions!: RegionSelectionInput;

  @Field(() => PeriodSelectionInput, says('报告期', 'Periods'))
  periods!: PeriodSelectionInput;

  @Field(() => BasisEnum, maybe('口径；不给则用指标的默认口径', 'Basis; the default of the indicator otherwise'))
  basis?: Basis;

  @Field(() => UnitFilterInput, maybe('只数这些单位', 'Count these units only'))
  where?: UnitFilterInput;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;

  @Field(() => RegionBasisEnum, {
    defaultValue: 'AS_WAS',
    ...maybe(
      '区划口径：各期按当时的区划，或经对照按现在的区划',
      'Every period in the divisions of its time, or through the crosswalk in those of now',
    ),
  })
  regionBasis?: RegionBasis;
}

@ArgsType()
class ObservationArgs extends TableArgs {
  @Field(() => [DimensionEnum], maybe('分组', 'Split by'))
  by?: Dimension[];
}

@ArgsType()
class RankingArgs {
  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => ID, maybe('排其下级；与 regions 取一', 'Rank what lies under it; this or regions'))
  parent?: string;

  @Field(() => RegionLevelEnum, maybe('层级；不给则为直接下级', 'Level; the children otherwise'))
  level?: RegionLevel;

  @Field(() => RegionSelectionInput, maybe('排这些地区，不论层级', 'Rank these regions, whatever their level'))
  regions?: RegionSelectionInput;

  @Field(() => PeriodScalar, maybe('报告期；不给则为最近一期', 'Period; the latest otherwise'))
  period?: string;

  @Field(() => BasisEnum, maybe('口径', 'Basis'))
  basis?: Basis;

  @Field(() => UnitFilterInput, maybe('只数这些单位', 'Count these units only'))
  where?: UnitFilterInput;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;

  @Field(() => PeriodScalar, maybe('名次与此前哪一期对照；不给则没有名次变化', 'The earlier period that ranks are held against'))
  against?: string;
}

/** Fields that need the periods before; a trend without them costs a fraction. */
const COMPARISONS: ReadonlySet<string> = new Set([
  'previous',
  'yearAgo',
  'changeOnPrevious',
  'changeOnYear',
  'changeOnPreviousMissing',
  'changeOnYearMissing',
  'sameRegionsPrevious',
  'sameRegionsYear',
]);

/** Rows with the region that each names. */
async function withRegions<Row extends { readonly region: string }, Made>(
  rows: readonly Row[],
  context: Context,
  make: (row: Row, region: RegionRow | undefined) => Made,
): Promise<Made[]> {
  const regions = await regionsOf(
    rows.map((row) => row.region),
    context,
  );
  return rows.map((row) => make(row, regions.get(row.region)));
}

@Resolver()
export class ObservationResolver {
  @Query(() => [ObservationType], says('观测值：指标 × 地区 × 报告期', 'Observations: indicators × regions × periods'))
  async observations(
    @Ctx() context: Context,
    @Args(() => ObservationArgs) asked: ObservationArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(ObservationType | RateOnly)[]> {
    const view = await context.view();
    const { by = [], ...plain } = given(asked);
    const selected = selectedIn(info);
    if (by.length === 0 && selected.every((name) => OF_THE_RATE.has(name)))
      return withRegions(await view.rates(plain), context, toRateOnly);
    const compare = selected.some((name) => COMPARISONS.has(name));
    return withRegions(await view.observations({ ...plain, by, compare }), context, toObservation);
  }

  @Query(() => ObservationTableType, says('同样的观测值，按列给出，宜取数千格', 'The same as columns, for thousands of cells'))
  async observationTable(@Ctx() context: Context, @Args(() => TableArgs) asked: TableArgs): Promise<ObservationTable> {
    const view = await context.view();
    return view.observationTable(given(asked));
  }

  @Query(() => [RankType], says('排名，由差到好', 'Ranking, worst first'))
  async ranking(@Ctx() context: Context, @Args(() => RankingArgs) asked: RankingArgs): Promise<RankType[]> {
    const view = await context.view();
    const rows = await view.ranking(given(asked));
    const regions = await regionsOf(
      rows.map((row) => row.observation.region),
      context,
    );
    return rows.map((row) => toRank(row, regions.get(row.observation.region)));
  }
}
