import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { FIGURE_UNITS, type Figure, type Source } from '../domain/figures.ts';
import type { Subject } from '../domain/organizations.ts';
import type { Words } from '../domain/words.ts';
import type { PublishedRateRow, PublishedSeriesRow, RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { SubjectEnum } from './enums.ts';
import { FigureType, PublishedRateType, PublishedSeriesType, SourceType } from './figure.type.ts';
import { given } from './given.ts';
import { Label } from './label.type.ts';
import { RegionType } from './region.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class FiguresArgs {
  @Field(() => ID, maybe('地区', 'Region'))
  region?: string;

  @Field(() => SubjectEnum, maybe('组织类别', 'Subject'))
  subject?: Subject;

  @Field(() => String, maybe('数的是什么', 'What is counted'))
  quantity?: string;
}

@ArgsType()
class PublishedRatesArgs {
  @Field(() => ID, says('地区：自身在前，随后为其下级', 'Region; itself first, then its children'))
  parent!: string;

  @Field(() => SubjectEnum, says('组织类别', 'Subject'))
  subject!: Subject;

  @Field(() => String, says('分子的数量名', 'Quantity of the numerator'))
  numerator!: string;

  @Field(() => String, says('分母的数量名', 'Quantity of the denominator'))
  denominator!: string;
}

@Resolver(() => FigureType)
export class FigureResolver {
  @Query(() => [FigureType], says('公布数', 'Published figures'))
  async figures(@Ctx() context: Context, @Args(() => FiguresArgs) asked: FiguresArgs): Promise<readonly Figure[]> {
    const view = await context.view();
    return view.figures(given(asked));
  }

  @Query(() => [PublishedRateType], says('由公布数算出的率', 'Rates formed from published counts'))
  async publishedRates(
    @Ctx() context: Context,
    @Args(() => PublishedRatesArgs) asked: PublishedRatesArgs,
  ): Promise<readonly PublishedRateRow[]> {
    const view = await context.view();
    return view.publishedRates(given(asked));
  }

  @Query(() => [PublishedSeriesType], says('公布数的时间序列及断点', 'Series of published figures with their breaks'))
  async publishedSeries(
    @Ctx() context: Context,
    @Arg('region', () => ID) region: string,
    @Arg('subject', () => SubjectEnum) subject: Subject,
  ): Promise<readonly PublishedSeriesRow[]> {
    const view = await context.view();
    return view.publishedSeries({ region, subject });
  }

  @FieldResolver(() => SourceType, says('来源', 'Source'))
  source(@Root() figure: Figure, @Ctx() context: Context): Promise<Source | undefined> {
    return context.loaders.source.load(figure.source);
  }

  @FieldResolver(() => RegionType, says('地区', 'Region'))
  region(@Root() figure: Figure, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(figure.region);
  }

  @FieldResolver(() => Label, says('计量单位名称', 'Name of the unit'))
  unitLabel(@Root() figure: Figure): Words {
    return FIGURE_UNITS[figure.unit];
  }
}

@Resolver(() => SourceType)
export class SourceResolver {
  @FieldResolver(() => RegionType, maybe('来源所属地区', 'Region the source is of'))
  region(@Root() source: Source, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(source.region);
  }
}

@Resolver(() => PublishedRateType)
export class PublishedRateResolver {
  @FieldResolver(() => RegionType, says('地区', 'Region'))
  region(@Root() row: PublishedRateRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(row.region);
  }

  @FieldResolver(() => SourceType, maybe('来源', 'Source'))
  source(@Root() row: PublishedRateRow, @Ctx() context: Context): Promise<Source | undefined> | null {
    const figure = row.numerator ?? row.denominator;
    return figure === null ? null : context.loaders.source.load(figure.source);
  }
}
