import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { PartSplit } from '../domain/analysis/change.ts';
import { isRefused } from '../domain/analysis/refusal.ts';
import type { RateShape } from '../domain/rate.ts';
import { SCALES, UNIT_SECTORS } from '../domain/units.ts';
import type { ChangeAnswer, ChangeQuestion } from '../reports/analysisTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import { AnalysisType, byMember, byRegion, LeftOutType, toHead, toLeftOut, toRefused, type NameOf } from './analysis.type.ts';
import { RateShapeEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RateType } from './observation.type.ts';
import { RegionType } from './region.type.ts';
import type { RegionsByCode } from './regionsOf.ts';
import { PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('PartChange', { simpleResolvers: true, ...says('一个部分的变化', 'What one part changed and did to the whole') })
export class PartChangeType {
  @Field(() => ID, maybe('地区代码或维度取值；空为其余', 'Region code or member of a dimension; null: the rest'))
  key!: string | null;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => RegionType, maybe('地区；按维度分时为空', 'Region; null when split by a dimension'))
  region!: RegionRow | undefined;

  @Field(() => RateType, says('前期', 'Before'))
  before!: RateType;

  @Field(() => RateType, says('后期', 'After'))
  after!: RateType;

  @Field(() => Float, maybe('自身变化的作用', 'Effect of its own rate'))
  rateEffect!: number | null;

  @Field(() => Float, maybe('构成变化的作用', 'Effect of its share in the mix'))
  compositionEffect!: number | null;

  @Field(() => Float, says('对整体变化的贡献；各部分相加即整体的变化', 'Its part in the change; they add up to the change of the whole'))
  contribution!: number;
}

@ObjectType('PartSplit', {
  simpleResolvers: true,
  ...says('按部分分解的变化，两项相加即整体的变化', 'A change split by parts; the two effects add up to it'),
})
export class PartSplitType {
  @Field(() => Float, maybe('各部分自身变化', 'The change within the parts; null for a count'))
  rateEffect!: number | null;

  @Field(() => Float, maybe('构成变化', 'The change of their mix; null for a count'))
  compositionEffect!: number | null;

  @Field(() => [PartChangeType], says('各部分，其余在最后', 'The parts, the rest last'))
  parts!: readonly PartChangeType[];
}

@ObjectType('Change', { simpleResolvers: true, ...says('两期之间的变化及其分解', 'A change between two periods, split exactly') })
export class ChangeType extends AnalysisType {
  @Field(() => PeriodScalar, says('前期', 'The period before'))
  from!: string;

  @Field(() => PeriodScalar, says('后期', 'The period after'))
  to!: string;

  @Field(() => RateShapeEnum, maybe('数值形式', 'What kind of number the value is'))
  shape?: RateShape;

  @Field(() => RateType, maybe('前期的率，同一批填报地区', 'The rate before, over the same reporting regions'))
  before?: RateType;

  @Field(() => RateType, maybe('后期的率，同一批填报地区', 'The rate after, over the same reporting regions'))
  after?: RateType;

  @Field(() => Float, maybe('变化：率为百分点', 'Change; points for rates'))
  change?: number;

  @Field(() => Float, maybe('分子变化的作用；与分母的相加即变化', 'Effect of the numerator; with that of the denominator the change'))
  numeratorEffect?: number | null;

  @Field(() => Float, maybe('分母变化的作用', 'Effect of the denominator'))
  denominatorEffect?: number | null;

  @Field(() => Int, maybe('两期都有的填报地区数', 'Reporting regions that both periods hold'))
  sameRegions?: number;

  @Field(() => PartSplitType, maybe('按下级地区', 'By child region'))
  byChildren?: PartSplitType | null;

  @Field(() => PartSplitType, maybe('按领域', 'By sector'))
  bySector?: PartSplitType | null;

  @Field(() => PartSplitType, maybe('按规模', 'By size'))
  byScale?: PartSplitType | null;

  @Field(
    () => [LeftOutType],
    says('有一期没有数值、两期都未计入的下级', 'Children that one period does not know; they are in neither side'),
  )
  leftOut!: readonly LeftOutType[];
}

const toSplit = (split: PartSplit | null, nameOf: NameOf): PartSplitType | null =>
  split && { ...split, parts: split.parts.map((part) => ({ ...part, ...nameOf(part.key) })) };

/** Codes of all regions that an answer names. */
export const regionsInChange = (answer: ChangeAnswer): string[] =>
  isRefused(answer) ? [] : [...(answer.byChildren?.parts ?? []), ...answer.leftOut].flatMap(({ key }) => key ?? []);

export function toChange(asked: ChangeQuestion, answer: ChangeAnswer, regions: RegionsByCode): ChangeType {
  const head = { ...toHead(asked, regions), from: asked.from, to: asked.to };
  if (isRefused(answer)) return { ...head, ...toRefused(answer), leftOut: [] };
  const { change, explanation, sameRegions } = answer;
  const nameOf = byRegion(regions);
  return {
    ...head,
    refusal: null,
    explanation,
    sameRegions,
    shape: change.shape,
    before: change.before,
    after: change.after,
    change: change.change,
    numeratorEffect: change.numeratorEffect,
    denominatorEffect: change.denominatorEffect,
    byChildren: toSplit(answer.byChildren, nameOf),
    bySector: toSplit(answer.bySector, byMember(UNIT_SECTORS)),
    byScale: toSplit(answer.byScale, byMember(SCALES)),
    leftOut: toLeftOut(answer.leftOut, nameOf),
  };
}
