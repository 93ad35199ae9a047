import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Direction } from '../domain/bands.ts';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorGroup, IndicatorId } from '../domain/indicators.ts';
import type { Subject } from '../domain/organizations.ts';
import type { RateShape } from '../domain/rate.ts';
import type { RegionRow } from '../reports/types.ts';
import { BasisEnum, DirectionEnum, IndicatorEnum, IndicatorGroupEnum, RateShapeEnum, SubjectEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RegionType } from './region.type.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Checklist', { simpleResolvers: true, ...says('名为「六有」的一份清单', 'One of the lists called six haves') })
export class ChecklistType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => [Label], says('六项', 'Its items'))
  items!: readonly Label[];

  @Field(() => String, says('依据', 'Where it is from'))
  citation!: string;
}

@ObjectType('TargetStep', {
  simpleResolvers: true,
  ...says('一地一指标自某日起的目标', 'What an indicator aims at in a region from a day on'),
})
export class TargetStepType {
  @Field(() => RegionType, says('地区；其下没有自己目标的地区随它', 'Region; those below without a target of their own follow it'))
  region!: RegionRow | undefined;

  @Field(() => DateScalar, says('自何日起', 'First day it holds'))
  validFrom!: string;

  @Field(() => Float, says('目标，百分率', 'Target, percent'))
  target!: number;
}

@ObjectType({ simpleResolvers: true, ...says('指标的口径说明', 'What an indicator means') })
export class IndicatorDefinition {
  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  id!: IndicatorId;

  @Field(() => String, says('小写代号', 'The same in lower case'))
  key!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => IndicatorGroupEnum, says('分组', 'Group'))
  group!: IndicatorGroup;

  @Field(() => Label, says('分组名称', 'Name of the group'))
  groupLabel!: Label;

  @Field(() => RateShapeEnum, says('数值形式', 'What kind of number the value is'))
  shape!: RateShape;

  @Field(() => Boolean, says('流量：在报告期内累计；否则为期末存量', 'Summed over the period; otherwise a stock at its end'))
  flow!: boolean;

  @Field(() => SubjectEnum, maybe('组织类别；空为各类均可，由 where.subject 指定', 'Whose; null: any, named by where.subject'))
  subject!: Subject | null;

  @Field(() => BasisEnum, maybe('默认口径', 'Default basis'))
  basis!: Basis | null;

  @Field(() => [String], says('分子所加的计数', 'Measures added in the numerator'))
  numerator!: readonly string[];

  @Field(() => [String], maybe('分母所加的计数', 'Measures added in the denominator'))
  denominator!: readonly string[] | null;

  @Field(() => Label, says('分子', 'What the numerator counts'))
  numeratorLabel!: Label;

  @Field(() => Label, maybe('分母', 'What the denominator counts'))
  denominatorLabel!: Label | null;

  @Field(() => Label, says('数值的单位', 'Unit of the value'))
  unit!: Label;

  @Field(() => DirectionEnum, says('方向', 'Which way is better'))
  direction!: Direction;

  @Field(() => Int, says('显示的小数位', 'Decimals shown'))
  decimals!: number;

  @Field(() => Float, maybe('达标界', 'Bound of met'))
  met!: number | null;

  @Field(() => Float, maybe('接近界', 'Bound of near'))
  near!: number | null;

  @Field(() => [Float], says('地图分级的内界，升序', 'Inner edges of the map classes, ascending'))
  classes!: readonly number[];

  @Field(() => Float, maybe('全国规则所定的标准，用指标自己的单位', 'Standard of the national rules, in the unit of the value'))
  standard!: number | null;

  @Field(() => [ChecklistType], says('可能所指的清单；各地以规则集指定其一', 'Lists it may stand on; the rule set of the place names one'))
  checklists!: readonly ChecklistType[];

  @Field(() => Label, says('定义', 'Definition'))
  definition!: Label;

  @Field(() => String, says('依据', 'Where it is from'))
  citation!: string;
}
