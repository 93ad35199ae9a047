import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SHELL_FLAGS, type Form, type SecretarySource, type Setup, type ShellFlag, type Subject } from '../domain/organizations.ts';
import type { RaisedFlag } from '../domain/shellWords.ts';
import type { OrganizationRow } from '../reports/analysisTypes.ts';
import { FormEnum, SecretarySourceEnum, SetupEnum, ShellFlagEnum, SubjectEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { connectionOf } from './page.type.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('RaisedFlag', {
  simpleResolvers: true,
  ...says('疑似空转的一条：供核查，不是结论', 'Why an organisation may exist on paper only: to check, no verdict'),
})
export class RaisedFlagType {
  @Field(() => ShellFlagEnum, says('情形', 'Flag'))
  flag!: ShellFlag;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => DateScalar, says('哪一天的台账显示', 'As-of date of the ledger that raised it'))
  on!: string;

  @Field(() => Label, says('说明，带数字', 'Why, with its numbers'))
  explanation!: Label;
}

@ObjectType('Organization', { simpleResolvers: true, ...says('一个组织在一个报告期', 'One organisation in one period') })
export class OrganizationType {
  @Field(() => ID, says('组织代码', 'Code'))
  code!: string;

  @Field(() => String, says('名称', 'Name'))
  name!: string;

  @Field(() => SubjectEnum, says('组织类别', 'Subject'))
  subject!: Subject;

  @Field(() => FormEnum, says('组织形式', 'Form'))
  form!: Form;

  @Field(() => SetupEnum, says('组建方式', 'How it was founded'))
  setup!: Setup;

  @Field(() => DateScalar, says('成立日期', 'Founded on'))
  foundedOn!: string;

  @Field(() => DateScalar, maybe('本届起始', 'The present term began'))
  termStartedOn!: string | null;

  @Field(() => DateScalar, maybe('本届任满', 'Last day of the present term'))
  termEndsOn!: string | null;

  @Field(() => SecretarySourceEnum, maybe('书记来源', 'Where the secretary comes from'))
  secretarySource!: SecretarySource | null;

  @Field(() => Int, says('覆盖单位数', 'Units it covers'))
  unitsCovered!: number;

  @Field(() => Int, says('所覆盖单位的正式党员', 'Full members over the units it covers'))
  fullMembers!: number;

  @Field(() => Int, says('本期应开会议', 'Meetings due in the period'))
  meetingsDue!: number;

  @Field(() => Int, says('本期已开会议，计入的不超过应开数', 'Meetings held, counted up to those due'))
  meetingsHeld!: number;

  @Field(() => Int, maybe('开展主题党日的月数', 'Months with a theme day'))
  themeDayMonths!: number | null;

  @Field(() => Int, maybe('「六有」达标项数', 'Items of the checklist met'))
  standardItems!: number | null;

  @Field(() => Float, maybe('本期活动经费，元', 'Activity funds of the period in yuan'))
  funds!: number | null;

  @Field(() => Boolean, maybe('本期有活动记录；什么都未填则为空', 'Any activity in the period; null where nothing is recorded'))
  active!: boolean | null;

  @Field(() => Boolean, says('届满未换届', 'Past its term'))
  termOverdue!: boolean;

  @Field(() => Boolean, maybe('「六有」或「六好」达标', 'Meets its checklist'))
  standardMet!: boolean | null;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;
}

export const OrganizationConnection = connectionOf<OrganizationRow>('Organization', () => OrganizationType);

@InputType('OrganizationFilter', says('选哪些组织；各条同时满足', 'Which organisations; all conditions hold'))
export class OrganizationFilterInput {
  @Field(() => ID, maybe('地区', 'Region'))
  region?: string;

  @Field(() => [SubjectEnum], maybe('组织类别', 'Subjects'))
  subject?: Subject[];

  @Field(() => [FormEnum], maybe('组织形式', 'Forms'))
  form?: Form[];

  @Field(() => [SetupEnum], maybe('组建方式', 'Setups'))
  setup?: Setup[];

  @Field(() => [SecretarySourceEnum], maybe('书记来源', 'Where the secretary comes from'))
  secretarySource?: SecretarySource[];

  @Field(() => Boolean, maybe('只要至少有一条疑似空转情形的', 'Only those with at least one flag'))
  shell?: boolean;

  @Field(() => [ShellFlagEnum], maybe('只要同时有这些情形的', 'Only those with every one of these flags'))
  flags?: ShellFlag[];

  @Field(() => String, maybe('名称或代码片段', 'Part of a name or code'))
  search?: string;

  @Field(() => ID, maybe('覆盖该园区内的单位', 'Covers a unit of this park'))
  park?: string;

  @Field(() => Boolean, maybe('本期有活动记录；未填的两边都不算', 'Any activity in the period; neither where nothing is recorded'))
  active?: boolean;

  @Field(() => Boolean, maybe('届满未换届', 'Past its term'))
  termOverdue?: boolean;

  @Field(() => Boolean, maybe('「六有」或「六好」达标；未填的两边都不算', 'Meets its checklist; neither where the ledger does not say'))
  standardMet?: boolean;

  @Field(() => Boolean, maybe('本期新建', 'Founded in the period'))
  foundedNow?: boolean;

  @Field(() => Int, maybe('正式党员不少于', 'Full members at least'))
  minFullMembers?: number;

  @Field(() => Int, maybe('正式党员不多于', 'Full members at most'))
  maxFullMembers?: number;

  @Field(() => Int, maybe('覆盖单位不少于', 'Units at least'))
  minUnits?: number;

  @Field(() => Int, maybe('覆盖单位不多于', 'Units at most'))
  maxUnits?: number;

  @Field(() => Int, maybe('达标项数不少于', 'Items of the checklist at least'))
  minStandardItems?: number;

  @Field(() => Int, maybe('达标项数不多于', 'Items of the checklist at most'))
  maxStandardItems?: number;

  @Field(() => Float, maybe('活动经费不少于，元', 'Funds at least, in yuan'))
  minFunds?: number;

  @Field(() => Float, maybe('活动经费不多于，元', 'Funds at most, in yuan'))
  maxFunds?: number;

  @Field(() => DateScalar, maybe('成立日期自', 'Founded on or after'))
  foundedFrom?: string;

  @Field(() => DateScalar, maybe('成立日期至', 'Founded on or before'))
  foundedTo?: string;

  @Field(() => DateScalar, maybe('本届起始自', 'Present term began on or after'))
  termStartedFrom?: string;

  @Field(() => DateScalar, maybe('本届起始至', 'Present term began on or before'))
  termStartedTo?: string;
}

export const toRaisedFlag = (raised: RaisedFlag): RaisedFlagType => ({ ...raised, label: SHELL_FLAGS[raised.flag] });
