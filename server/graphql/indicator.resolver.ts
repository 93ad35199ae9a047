import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { INDICATOR_GROUPS, INDICATOR_IDS, indicatorOf, type IndicatorGroup, type IndicatorId } from '../domain/indicators.ts';
import { CHECKLISTS } from '../domain/rules/checklists.ts';
import { standardOf } from '../domain/rules/goals.ts';
import { NATIONAL } from '../domain/rules/national.ts';
import type { Context } from './context.ts';
import { IndicatorGroupEnum } from './enums.ts';
import { IndicatorDefinition, TargetStepType, type ChecklistType } from './indicator.type.ts';
import { keysOf } from './keysOf.ts';
import { says } from './words.ts';

/** What each item of 六有 is: the measure counts organizations that have all of a list. */
const CHECKED: ReadonlySet<IndicatorId> = new Set<IndicatorId>(['standard_met']);
const checklistsFor = (subject: string): ChecklistType[] =>
  keysOf(CHECKLISTS).flatMap((id) => {
    const { zh, en, subjects, items, citation } = CHECKLISTS[id];
    return subject === 'EACH' || subjects.some((one) => one === subject) ? [{ id, label: { zh, en }, items, citation }] : [];
  });

function toDefinition(id: IndicatorId): IndicatorDefinition {
  const { zh, en, group, over, subject, counts, bands, ...same } = indicatorOf(id);
  return {
    ...same,
    id,
    key: id,
    label: { zh, en },
    group,
    groupLabel: INDICATOR_GROUPS[group],
    flow: over === 'flow',
    subject: subject === 'EACH' || subject === 'ALL' ? null : subject,
    numeratorLabel: counts.numerator,
    denominatorLabel: counts.denominator,
    met: bands?.met ?? null,
    near: bands?.near ?? null,
    classes: bands?.classes ?? [],
    standard: standardOf(id, NATIONAL),
    checklists: CHECKED.has(id) ? checklistsFor(subject) : [],
  };
}

@Resolver(() => IndicatorDefinition)
export class IndicatorResolver {
  @Query(() => [IndicatorDefinition], says('指标字典', 'The dictionary of indicators'))
  indicators(@Arg('group', () => IndicatorGroupEnum, { nullable: true }) group?: IndicatorGroup | null): IndicatorDefinition[] {
    return INDICATOR_IDS.map(toDefinition).filter((one) => !group || one.group === group);
  }

  @FieldResolver(() => [TargetStepType], says('各地的目标，依地区与起始日', 'Targets by region and day'))
  async targets(@Root() { id }: IndicatorDefinition, @Ctx() context: Context): Promise<TargetStepType[]> {
    const view = await context.view();
    const steps = await view.targets(id);
    return Promise.all(
      steps.map(async ({ region, validFrom, target }) => ({ region: await context.loaders.region.load(region), validFrom, target })),
    );
  }
}
