import { Arg, Args, ArgsType, Ctx, Field, Float, ID, Mutation, Query, Resolver } from 'type-graphql';
import { badInput } from '../domain/errors.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import { lintRuleSet } from '../domain/rules/lint.ts';
import type { RuleSetDocument } from '../domain/rules/ruleSet.ts';
import { parseRuleSetText } from '../domain/rules/parse.ts';
import type { DatedTarget } from '../domain/targets.ts';
import type { RuleDocumentRow } from '../reports/ruleTypes.ts';
import type { Context } from './context.ts';
import { IndicatorEnum } from './enums.ts';
import { given } from './given.ts';
import type { BackupRow } from './office.ts';
import { BackupType, DatedTargetType, RuleChangeType, RuleDocumentType, RuleProblemType } from './office.type.ts';
import { assertChange, assertPermitted } from './permitted.ts';
import { toRuleFinding } from './ruleSet.type.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ArgsType()
class TargetStepsArgs {
  @Field(() => IndicatorEnum, maybe('指标；不给则为全部', 'Indicator; all otherwise'))
  indicator?: IndicatorId;

  @Field(() => ID, maybe('地区；不给则为全部', 'Region; all otherwise'))
  region?: string;
}

@ArgsType()
class TargetPlaceArgs {
  @Field(() => ID, says('地区', 'Region'))
  region!: string;

  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => DateScalar, says('自何日起', 'First day it holds'))
  from!: string;
}

@ArgsType()
class TargetArgs extends TargetPlaceArgs {
  @Field(() => Float, says('目标，0 到 100 的百分率', 'Target, percent from 0 to 100'))
  target!: number;
}

@ArgsType()
class RuleSetArgs {
  @Field(() => String, says('全文，JSON', 'Its text, JSON'))
  document!: string;

  @Field(() => ID, maybe('对哪个地区；不给则为规则集所写的', 'For which region; the one it names otherwise'))
  region?: string;

  @Field(() => DateScalar, maybe('自何日起；不给则为规则集所写的', 'From which day on; the one it names otherwise'))
  from?: string;

  @Field(
    () => PeriodScalar,
    maybe(
      '从哪个季度起重算已报送的台账；不给则只管以后',
      'Quarter from which submitted ledgers are judged anew; later ones only otherwise',
    ),
  )
  recompute?: string;
}

const toTarget = async (
  context: Context,
  { region, indicator, validFrom, target, setBy, setAt }: DatedTarget,
): Promise<DatedTargetType> => ({
  region: await context.loaders.region.load(region),
  indicator: indicator as IndicatorId,
  from: validFrom,
  target,
  setBy,
  setAt,
});

const toDocument = async (context: Context, { assignments, ...document }: RuleDocumentRow): Promise<RuleDocumentType> => ({
  ...document,
  title: document.label.zh,
  assignments: await Promise.all(
    assignments.map(async ({ region, validFrom, validTo, by }) => ({
      region: await context.loaders.region.load(region),
      from: validFrom,
      to: validTo,
      by,
    })),
  ),
});

/** @throws DomainError for a text that is no rule set, or one that would do harm */
function readSound(document: string): { set: RuleSetDocument; findings: ReturnType<typeof lintRuleSet> } {
  const parsed = parseRuleSetText(document);
  if ('problems' in parsed)
    throw badInput(
      `规则集有 ${parsed.problems.length} 处错误，没有生效：${parsed.problems
        .slice(0, 3)
        .map((one) => one.message)
        .join('；')}。`,
    );
  const findings = lintRuleSet(parsed.set);
  const serious = findings.find((finding) => finding.severity === 'SERIOUS');
  if (serious) throw badInput(`规则集有严重问题，没有生效：${serious.words.zh}。请改正后重试。`);
  return { set: parsed.set, findings };
}

@Resolver(() => DatedTargetType)
export class OfficeResolver {
  @Query(() => [DatedTargetType], says('全部目标，依地区、指标与起始日', 'All targets by region, indicator and day'))
  async targetSteps(@Ctx() context: Context, @Args(() => TargetStepsArgs) asked: TargetStepsArgs): Promise<DatedTargetType[]> {
    const view = await context.view();
    return Promise.all((await view.datedTargets(given(asked))).map((one) => toTarget(context, one)));
  }

  @Query(() => [RuleDocumentType], says('全部规则集的全文', 'All rule sets with their texts'))
  async ruleDocuments(@Ctx() context: Context): Promise<RuleDocumentType[]> {
    const view = await context.view();
    return Promise.all((await view.ruleDocuments()).map((one) => toDocument(context, one)));
  }

  @Query(() => [BackupType], says('备份，新的在前；须有备份的权限', 'Backups, newest first; for who may back up'))
  backups(@Ctx() context: Context): Promise<readonly BackupRow[]> {
    const office = context.office();
    assertPermitted(context, 'BACKUP');
    return office.backups();
  }

  @Mutation(
    () => DatedTargetType,
    says('设定目标；同一地区、指标、起始日的目标由它代替', 'Sets a target in place of one of the same region, indicator and day'),
  )
  async setTarget(
    @Ctx() context: Context,
    @Args(() => TargetArgs) { region, indicator, from, target }: TargetArgs,
  ): Promise<DatedTargetType> {
    const object = `${region} ${indicator} ${from}`;
    const step = await assertChange(context, 'SETTINGS', { action: 'TARGET', object }, () => ({
      region,
      indicator,
      validFrom: from,
      target,
    }));
    return toTarget(context, await context.office().setTarget(step, context.actor));
  }

  @Mutation(() => Boolean, says('删除目标；没有则为 false', 'Removes a target; false where there is none'))
  async removeTarget(@Ctx() context: Context, @Args(() => TargetPlaceArgs) { region, indicator, from }: TargetPlaceArgs): Promise<boolean> {
    const object = `${region} ${indicator} ${from}`;
    const place = await assertChange(context, 'SETTINGS', { action: 'TARGET', object }, () => ({ region, indicator, validFrom: from }));
    return context.office().removeTarget(place, context.actor);
  }

  @Mutation(() => RuleChangeType, says('使一个规则集生效', 'Puts a rule set in force'))
  async setRuleSet(@Ctx() context: Context, @Args(() => RuleSetArgs) args: RuleSetArgs): Promise<RuleChangeType> {
    const { document, region, from, recompute } = given(args);
    const { set, findings } = await assertChange(context, 'SETTINGS', { action: 'RULES', object: region ?? null }, () =>
      readSound(document),
    );
    const ask = { set, region: region ?? set.region, validFrom: from ?? set.validFrom, recompute: recompute ?? null };
    const { submissions } = await context.office().applyRules(ask, context.actor);
    return {
      id: set.id,
      region: await context.loaders.region.load(ask.region),
      from: ask.validFrom,
      submissions,
      findings: findings.map(toRuleFinding),
    };
  }

  @Mutation(() => [RuleProblemType], says('检查规则集的文本，不使它生效', 'Checks the text of a rule set without putting it in force'))
  async checkRuleSet(@Ctx() context: Context, @Arg('document', () => String) document: string): Promise<RuleProblemType[]> {
    assertPermitted(context, 'SETTINGS');
    const parsed = parseRuleSetText(document);
    if ('problems' in parsed) return parsed.problems.map(({ field, message }) => ({ path: field, message }));
    return lintRuleSet(parsed.set).map(({ field, words }) => ({ path: field, message: words.zh }));
  }

  @Mutation(() => BackupType, says('现在备份', 'Makes a backup now'))
  async createBackup(@Ctx() context: Context): Promise<BackupRow> {
    const by = await assertChange(context, 'BACKUP', { action: 'BACKUP', object: null }, () => context.actor);
    return context.office().createBackup(by);
  }
}
