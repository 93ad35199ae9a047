import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { IndicatorId } from '../domain/indicators.ts';
import { ASSIGNERS, type Assigner } from '../domain/rules/resolve.ts';
import type { RegionRow } from '../reports/types.ts';
import { enumOf, IndicatorEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RegionType } from './region.type.ts';
import { RuleFindingType } from './ruleSet.type.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

export const RuleAssignerEnum = enumOf('RuleAssigner', { zh: '由谁指定', en: 'Who put a rule set in force' }, ASSIGNERS);

@ObjectType('DatedTarget', { simpleResolvers: true, ...says('一个目标，及由谁何时设定', 'A target with who set it and when') })
export class DatedTargetType {
  @Field(() => RegionType, says('地区；其下没有自己目标的地区随它', 'Region; those below without a target of their own follow it'))
  region!: RegionRow | undefined;

  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => DateScalar, says('自何日起', 'First day it holds'))
  from!: string;

  @Field(() => Float, says('目标，百分率', 'Target, percent'))
  target!: number;

  @Field(() => String, maybe('由谁设定；空为规则集或示例所带', 'Who set it; null for one of a rule set or of the demo'))
  setBy!: string | null;

  @Field(() => DateTimeScalar, maybe('设定时刻', 'Set at'))
  setAt!: string | null;
}

@ObjectType('RuleAssignment', { simpleResolvers: true, ...says('规则集在一地的效力', 'Where and since when a rule set is in force') })
export class RuleAssignmentType {
  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => DateScalar, says('生效日期', 'In force from'))
  from!: string;

  @Field(() => DateScalar, maybe('失效日期：不再有效的第一天', 'First day it no longer holds'))
  to!: string | null;

  @Field(() => RuleAssignerEnum, says('由谁指定', 'Who put it in force'))
  by!: Assigner;
}

@ObjectType('RuleDocument', { simpleResolvers: true, ...says('一个规则集的全文', 'A rule set with its text') })
export class RuleDocumentType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, says('名称', 'Name'))
  title!: string;

  @Field(() => Label, says('中英文名称', 'Name in both languages'))
  label!: Label;

  @Field(() => String, says('全文，JSON', 'Its text, JSON'))
  document!: string;

  @Field(() => [RuleAssignmentType], says('在何处、自何时有效', 'Where and since when it is in force'))
  assignments!: readonly RuleAssignmentType[];
}

@ObjectType('RuleProblem', { simpleResolvers: true, ...says('规则集文本中的一处错误', 'A mistake in the text of a rule set') })
export class RuleProblemType {
  @Field(() => String, says('哪一项；空为整个文本', 'Where; empty for the whole text'))
  path!: string;

  @Field(() => String, says('错在哪里，应怎样写', 'What is wrong and how it should be'))
  message!: string;
}

@ObjectType('RuleChange', { simpleResolvers: true, ...says('规则集已生效', 'A rule set was put in force') })
export class RuleChangeType {
  @Field(() => ID, says('规则集', 'Rule set'))
  id!: string;

  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => DateScalar, says('生效日期', 'In force from'))
  from!: string;

  @Field(() => Int, says('按它重算的报送数', 'Submissions that were judged anew'))
  submissions!: number;

  @Field(() => [RuleFindingType], says('规则集自身的问题', 'What is wrong with the set as printed'))
  findings!: readonly RuleFindingType[];
}

@ObjectType('Backup', { simpleResolvers: true, ...says('一份备份', 'A backup') })
export class BackupType {
  @Field(() => String, says('文件夹名', 'Name of its folder'))
  name!: string;

  @Field(() => DateTimeScalar, says('备份时刻', 'Made at'))
  createdAt!: string;

  @Field(() => Float, says('大小，字节', 'Size in bytes'))
  bytes!: number;

  @Field(() => String, says('数据版本', 'Data version'))
  dataVersion!: string;

  @Field(() => Boolean, says('文件齐全、大小与清单一致', 'Its files are there, of the sizes its manifest says'))
  checked!: boolean;
}
