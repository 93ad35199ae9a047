import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { isRefused } from '../domain/analysis/refusal.ts';
import { askIndicator } from '../domain/indicators.ts';
import type { Subject } from '../domain/organizations.ts';
import type { GapAnswer, GapQuestion } from '../reports/analysisTypes.ts';

import type { Accepting, RegionRow } from '../reports/types.ts';
import { AnalysisType, byRegion, LeftOutType, toHead, toLeftOut, toRefused } from './analysis.type.ts';
import { SubjectEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RateType } from './observation.type.ts';
import { RegionType } from './region.type.ts';
import type { RegionsByCode } from './regionsOf.ts';
import { PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('PartGap', { simpleResolvers: true, ...says('一个部分的差额', 'The gap of one part') })
export class PartGapType {
  @Field(() => ID, maybe('地区代码；空为其余', 'Region code; null: the rest'))
  key!: string | null;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => RateType, says('率', 'Rate'))
  rate!: RateType;

  @Field(
    () => Float,
    says('该部分自己的目标，百分率；没有则为整体的目标', 'Its own target in percent; that of the whole where it has none'),
  )
  target!: number;

  @Field(() => Int, says('距自身目标还差的单位数', 'Units it is short of its own target'))
  gap!: number;

  @Field(() => Int, says('超出自身目标的单位数', 'Units it has beyond its own target'))
  surplus!: number;

  @Field(() => Int, says('在最少的一组中承担的单位数', 'Units it gives in the smallest set that closes the gap of the whole'))
  toClose!: number;
}

@ObjectType('AfterFounding', {
  simpleResolvers: true,
  ...says('应建未建全部建成之后', 'If every unit that should have an organisation founded one'),
})
export class AfterFoundingType {
  @Field(() => RateType, says('那时的率', 'The rate then'))
  rate!: RateType;

  @Field(() => Int, says('那时仍差的单位数', 'Units still missing then'))
  missing!: number;
}

@ObjectType('Gap', {
  simpleResolvers: true,
  ...says('距目标还差多少；越低越好的指标为多出多少', 'Units missing to a target; where lower is better, units too many'),
})
export class GapType extends AnalysisType {
  @Field(() => PeriodScalar, maybe('报告期', 'Period'))
  period!: string | null;

  @Field(() => SubjectEnum, says('组织类别', 'Subject'))
  subject!: Subject;

  @Field(() => RateType, maybe('率', 'Rate'))
  rate?: RateType;

  @Field(() => Float, maybe('目标，百分率', 'Target in percent'))
  target?: number;

  @Field(() => Int, maybe('整体还差的单位数', 'Units the whole is short'))
  gap?: number;

  @Field(() => Int, maybe('整体超出目标的单位数', 'Units the whole has to spare'))
  surplus?: number;

  @Field(() => Int, maybe('各部分差额之和', 'Sum of the gaps of the parts'))
  sumOfGaps?: number | undefined;

  @Field(() => Int, maybe('各部分余额之和：抵补不了别处', 'Sum of what parts have to spare: it fills no gap elsewhere'))
  sumOfSurpluses?: number | undefined;

  @Field(() => Int, maybe('各部分取整多出的单位数', 'What rounding each part to whole units adds'))
  rounding?: number | undefined;

  @Field(
    () => Int,
    maybe(
      '各部分自己的目标比整体目标多要求的单位数，少要求为负',
      'Units that the parts’ own targets ask for beyond the target of the whole; negative: fewer',
    ),
  )
  ownTargets?: number | undefined;

  @Field(() => [PartGapType], says('各下级，差得最多的在前', 'The children, the largest gap first'))
  parts!: readonly PartGapType[];

  @Field(
    () => [PartGapType],
    says(
      '补足自身差额即可使整体达标的最少几个下级；都补足仍不够时为空',
      'The fewest children whose own gaps close the gap of the whole; none where all of them do not reach it',
    ),
  )
  smallestSet!: readonly PartGapType[];

  @Field(() => [LeftOutType], says('数目不详的下级', 'Children whose counts are not known'))
  leftOut!: readonly LeftOutType[];

  @Field(
    () => Int,
    maybe(
      '应建未建的单位数；单位不在查看范围内则为空',
      'Units that should have an organisation and have none; null where the units may not be seen',
    ),
  )
  candidates?: number | null;

  @Field(
    () => AfterFoundingType,
    maybe('应建未建全部建成之后；指标不是覆盖率则为空', 'If all of them founded one; null unless the indicator is a coverage'),
  )
  afterFounding?: AfterFoundingType | null;

  /** Not told: its list of units counts as it does. */
  acceptedOnly?: boolean;
}

/** Codes of all regions that an answer names. */
export const regionsInGap = (answer: GapAnswer): string[] =>
  isRefused(answer) ? [] : [...(answer.gap.byParts?.parts ?? []), ...answer.gap.unknown].flatMap(({ key }) => key ?? []);

export function toGap(asked: GapQuestion & Accepting, answer: GapAnswer, regions: RegionsByCode): GapType {
  const head = toHead(asked, regions);
  if (isRefused(answer)) {
    const { subject } = askIndicator(asked.indicator);
    return { ...head, ...toRefused(answer), period: asked.period ?? null, subject, parts: [], smallestSet: [], leftOut: [] };
  }
  const { gap, rate, period, subject, candidates, afterFounding } = answer;
  const nameOf = byRegion(regions);
  const parts = (gap.byParts?.parts ?? []).map((part) => ({ ...part, ...nameOf(part.key) }));
  return {
    ...head,
    refusal: null,
    explanation: gap.explanation,
    period,
    subject,
    rate,
    target: gap.target,
    gap: gap.gap,
    surplus: gap.surplus,
    sumOfGaps: gap.byParts?.sumOfGaps,
    sumOfSurpluses: gap.byParts?.sumOfSurpluses,
    rounding: gap.byParts?.rounding,
    ownTargets: gap.byParts?.ownTargets,
    parts,
    smallestSet: parts.filter((part) => gap.byParts?.smallestSet.includes(part.key)),
    leftOut: toLeftOut(gap.unknown, nameOf),
    candidates,
    afterFounding,
    ...(asked.acceptedOnly === true && { acceptedOnly: true }),
  };
}
