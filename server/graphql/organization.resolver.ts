import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { Subject } from '../domain/organizations.ts';
import type { OrganizationRow, OrganizationsAsk, TermsAnswer } from '../reports/analysisTypes.ts';
import type { OrganizationOrder } from '../reports/orders.ts';
import type { Accepting, RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { OrganizationOrderEnum, SubjectEnum } from './enums.ts';
import { given } from './given.ts';
import { OrganizationConnection, OrganizationFilterInput, OrganizationType, RaisedFlagType, toRaisedFlag } from './organization.type.ts';
import { PAGE_ROWS, PageArgs, connect, type Connection } from './page.type.ts';
import { RegionType } from './region.type.ts';
import { PeriodScalar } from './scalars.ts';
import { TermCalendarType } from './term.type.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class OrganizationsArgs extends PageArgs {
  @Field(() => OrganizationFilterInput, says('条件', 'Conditions'))
  where!: OrganizationFilterInput;

  @Field(() => PeriodScalar, maybe('报告期；不给则为最近一期', 'Period; the latest otherwise'))
  period?: string;

  @Field(() => OrganizationOrderEnum, maybe('排序；不给则按代码', 'Order; by code otherwise'))
  orderBy?: OrganizationOrder;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;
}

@ArgsType()
class TermsArgs {
  @Field(() => ID, says('地区', 'Region'))
  region!: string;

  @Field(() => SubjectEnum, { defaultValue: 'PARTY', ...maybe('组织类别', 'Subject') })
  subject!: Subject;

  @Field(() => PeriodScalar, maybe('季度；不给则为最近一期', 'Quarter; the latest otherwise'))
  period?: string;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;
}

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Query(
    () => OrganizationConnection,
    says('组织清单；where.shell 为疑似空转核查清单', 'A list of organisations; with where.shell those to check'),
  )
  async organizations(
    @Ctx() context: Context,
    @Args(() => OrganizationsArgs) asked: OrganizationsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OrganizationRow>> {
    const view = await context.view();
    const ways = { whole: view.organizations, rows: view.organizationRows, count: view.countOrganizations };
    return connect<OrganizationsAsk & Accepting, OrganizationRow>(ways, { first: PAGE_ROWS, ...given(asked) }, info);
  }

  @Query(() => TermCalendarType, says('届期：各组织任期何时届满', 'When the terms of organisations end'))
  async terms(@Ctx() context: Context, @Args(() => TermsArgs) asked: TermsArgs): Promise<TermsAnswer> {
    const view = await context.view();
    return view.terms(given(asked));
  }

  @FieldResolver(() => RegionType, says('所在地区', 'Region'))
  region(@Root() organization: OrganizationRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(organization.region);
  }

  @FieldResolver(() => [RaisedFlagType], says('疑似空转的情形', 'Why it may exist on paper only'))
  flags(@Root() organization: OrganizationRow): RaisedFlagType[] {
    return organization.flags.map(toRaisedFlag);
  }
}
