import { Field, ID, ObjectType } from 'type-graphql';
import type { Severity } from '../domain/checks/verdicts.ts';
import { RULE_FINDINGS, type RuleFinding, type RuleFindingCode } from '../domain/rules/lint.ts';
import { RuleFindingCodeEnum, SeverityEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Rule', { simpleResolvers: true, ...says('有效的一条规则', 'One rule that holds') })
export class RuleType {
  @Field(() => String, says('代号，如 aboveScale', 'Field, such as aboveScale'))
  field!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => Label, says('内容', 'What it says'))
  text!: Label;

  @Field(() => String, says('依据', 'The words that lay it down'))
  citation!: string;

  @Field(() => ID, says('出自哪个规则集', 'The set it comes from'))
  ruleSet!: string;
}

@ObjectType('RuleSetInForce', {
  simpleResolvers: true,
  ...says('在一个地区有效的规则集', 'A rule set in force for a region'),
})
export class RuleSetInForceType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => DateScalar, maybe('发文日期', 'Issued on'))
  issuedOn!: string | null;

  @Field(() => DateScalar, says('生效日期', 'In force from'))
  validFrom!: string;

  @Field(() => DateScalar, maybe('失效日期：不再有效的第一天', 'First day it no longer holds'))
  validTo!: string | null;

  @Field(() => String, says('依据', 'Citation'))
  citation!: string;

  @Field(
    () => [RuleType],
    says(
      '其中在此有效的各条；更近的规则集另有规定的不在此列',
      'Rules that hold here because it says them; what a more local set says stands there',
    ),
  )
  rules!: readonly RuleType[];
}

@ObjectType('RuleFinding', { simpleResolvers: true, ...says('规则集自身的一个问题', 'Something wrong with a rule set as printed') })
export class RuleFindingType {
  @Field(() => RuleFindingCodeEnum, says('问题', 'What is wrong'))
  code!: RuleFindingCode;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => SeverityEnum, says('严重程度', 'Severity'))
  severity!: Severity;

  @Field(() => ID, says('规则集', 'Rule set'))
  ruleSet!: string;

  @Field(() => String, says('哪一条：规则的代号，或 targets、region、dates', 'The rule it concerns, or targets, region, dates'))
  field!: string;

  @Field(() => Label, says('说明，带数字', 'In a sentence with its numbers'))
  explanation!: Label;
}

export const toRuleFinding = ({ words, ...finding }: RuleFinding): RuleFindingType => ({
  ...finding,
  label: RULE_FINDINGS[finding.code],
  explanation: words,
});
