/** What every analysis has in common: its head, its refusal, and the names of its parts. */
import { Field, ID, ObjectType } from 'type-graphql';
import type { Refused } from '../domain/analysis/refusal.ts';
import type { Basis } from '../domain/bases.ts';
import { askIndicator, type IndicatorId } from '../domain/indicators.ts';
import type { MissingReason } from '../domain/rate.ts';
import type { Words } from '../domain/words.ts';
import type { RegionRow } from '../reports/types.ts';
import { BasisEnum, IndicatorEnum, MissingReasonEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RegionType } from './region.type.ts';
import type { RegionsByCode } from './regionsOf.ts';
import { maybe, says } from './words.ts';

@ObjectType('Refusal', { simpleResolvers: true, ...says('不作分析的原因', 'Why an analysis is not given') })
export class RefusalType {
  @Field(() => String, says('代号，如 BASIS_CHANGED', 'Code, such as BASIS_CHANGED'))
  code!: string;

  @Field(() => Label, says('说明', 'In words'))
  explanation!: Label;
}

/** Fields that each analysis begins with. */
@ObjectType({ simpleResolvers: true, ...says('各项分析共有的', 'What every analysis has') })
export abstract class AnalysisType {
  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => RegionType, says('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => BasisEnum, maybe('口径；没有口径的指标为空', 'Basis; null for an indicator without one'))
  basis!: Basis | null;

  @Field(() => RefusalType, maybe('不作分析的原因；有此则其余为空', 'Why it is refused; the rest is then null'))
  refusal!: RefusalType | null;

  @Field(() => Label, says('一句话说明，或不作分析的原因', 'In one sentence; or why it is refused'))
  explanation!: Label;
}

@ObjectType('LeftOut', { simpleResolvers: true, ...says('未计入的部分', 'A part that is not counted') })
export class LeftOutType {
  @Field(() => ID, says('代码', 'Key'))
  key!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => MissingReasonEnum, maybe('没有数值的原因', 'Why there is no value'))
  missing!: MissingReason | null;
}

export interface AnalysisHead {
  readonly indicator: IndicatorId;
  readonly region: RegionRow | undefined;
  readonly basis: Basis | null;
}

export const toHead = (
  asked: { readonly indicator: IndicatorId; readonly region: string; readonly basis?: Basis | undefined },
  regions: RegionsByCode,
): AnalysisHead => ({
  indicator: asked.indicator,
  region: regions.get(asked.region),
  basis: askIndicator(asked.indicator, asked.basis ?? null).basis,
});

/** Words of an analysis: its own, or those of its refusal. */
export const toRefused = <Code extends string>({ refused, explanation }: Refused<Code>): Pick<AnalysisType, 'refusal' | 'explanation'> => ({
  refusal: { code: refused, explanation },
  explanation,
});

/** A part by its key. Null stands for the rest: what the whole counts and no part holds. */
export interface Named {
  readonly key: string | null;
  readonly label: Words;
  readonly region: RegionRow | undefined;
}
export type NameOf = (key: string | null) => Named;

const REST: Words = { zh: '其余', en: 'The rest' };
const toNamed = (key: string | null, label: Words | undefined, region?: RegionRow): Named => ({
  key,
  label: key === null ? REST : (label ?? { zh: key, en: key }),
  region,
});

export const byRegion =
  (regions: RegionsByCode): NameOf =>
  (key) => {
    const region = key === null ? undefined : regions.get(key);
    return toNamed(key, region && { zh: region.shortName, en: region.nameEn ?? region.name }, region);
  };

export const byMember =
  (registry: Readonly<Record<string, Words>>): NameOf =>
  (key) =>
    toNamed(key, key === null ? undefined : registry[key]);

export const toLeftOut = (
  parts: readonly { readonly key: string; readonly missing: MissingReason | null }[],
  nameOf: NameOf,
): LeftOutType[] => parts.map(({ key, missing }) => ({ ...nameOf(key), key, missing }));
