import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { RuleSetRow } from '../reports/ruleTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';
import { given } from './given.ts';
import { RegionType } from './region.type.ts';
import { RuleFindingType, RuleSetInForceType, toRuleFinding } from './ruleSet.type.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class RuleSetsArgs {
  @Field(() => ID, maybe('地区；不给则为全国', 'Region; the nation otherwise'))
  region?: string;

  @Field(() => DateScalar, maybe('日期；不给则为最近报告期的截止日', 'Day; the end of the latest period otherwise'))
  date?: string;
}

@Resolver(() => RuleSetInForceType)
export class RuleSetResolver {
  @Query(
    () => [RuleSetInForceType],
    says('在一个地区有效的规则集，最近的在前，全国在最后', 'Rule sets in force for a region, most local first, the national one last'),
  )
  async ruleSets(@Ctx() context: Context, @Args(() => RuleSetsArgs) args: RuleSetsArgs): Promise<readonly RuleSetRow[]> {
    const { region, date } = given(args);
    const view = await context.view();
    return view.rulesInForce(region, date);
  }

  @Query(() => [RuleFindingType], says('规则集自身的问题', 'What is wrong with the rule sets as printed'))
  async ruleFindings(@Ctx() context: Context): Promise<RuleFindingType[]> {
    const view = await context.view();
    return (await view.ruleFindings()).map(toRuleFinding);
  }

  @FieldResolver(() => RegionType, maybe('为哪个地区制定', 'Region it was issued for'))
  region(@Root() set: RuleSetRow, @Ctx() context: Context): Promise<RegionRow | undefined> {
    return context.loaders.region.load(set.region);
  }
}
