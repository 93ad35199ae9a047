import { Arg, Query, Resolver } from 'type-graphql';
import { INDICATOR_GROUPS, INDICATOR_IDS, indicatorOf, type IndicatorGroup, type IndicatorId } from '../domain/indicators.ts';
import { IndicatorGroupEnum } from './enums.ts';
import { IndicatorDefinition } from './indicator.type.ts';
import { says } from './words.ts';

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
    subject: subject === 'EACH' ? null : subject,
    numeratorLabel: counts.numerator,
    denominatorLabel: counts.denominator,
    met: bands?.met ?? null,
    near: bands?.near ?? null,
    classes: bands?.classes ?? [],
  };
}

@Resolver(() => IndicatorDefinition)
export class IndicatorResolver {
  @Query(() => [IndicatorDefinition], says('指标字典', 'The dictionary of indicators'))
  indicators(@Arg('group', () => IndicatorGroupEnum, { nullable: true }) group?: IndicatorGroup | null): IndicatorDefinition[] {
    return INDICATOR_IDS.map(toDefinition).filter((one) => !group || one.group === group);
  }
}
