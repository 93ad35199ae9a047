import { ArgsType, Field, Float, ID, ObjectType } from 'type-graphql';
import type { Band } from '../domain/bands.ts';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { BriefPage, BriefWarningKind, Brief, Bulletin, BulletinTable, Statement } from '../reports/briefTypes.ts';
import type { RegionRow } from '../reports/types.ts';
import { BriefChartEnum, BriefPageEnum, BriefWarningEnum, SectionEnum, ToneEnum } from './briefEnums.ts';
import { BandEnum, BasisEnum, IndicatorEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RateType, ReceiptType } from './observation.type.ts';
import { RegionType } from './region.type.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ArgsType()
export class BulletinArgs {
  @Field(() => ID, says('地区', 'Region'))
  region!: string;

  @Field(() => PeriodScalar, maybe('季度；不给则为最近一期', 'Quarter; the latest otherwise'))
  period?: string;

  @Field(() => BasisEnum, maybe('口径；不给则用指标的默认口径', 'Basis; the default of the indicator otherwise'))
  basis?: Basis;

  @Field(() => Boolean, maybe('只算审核通过的报送', 'Accepted submissions only'))
  acceptedOnly?: boolean;
}

@ArgsType()
export class BriefArgs extends BulletinArgs {
  @Field(() => BriefPageEnum, says('哪个视图', 'Which view'))
  page!: BriefPage;

  @Field(() => IndicatorEnum, maybe('指标；不给则用该视图的主要指标', 'Indicator; the main one of the view otherwise'))
  indicator?: IndicatorId;

  @Field(() => [ID], maybe('一同比较的地区，依此顺序', 'Regions set beside it, in this order'))
  regions?: string[];
}

@ObjectType('Trace', {
  simpleResolvers: true,
  ...says('给出句中数字的查询，可原样执行', 'The query that answers with the numbers of a sentence, ready to run'),
})
export class TraceType {
  @Field(() => String, says('GraphQL 查询', 'GraphQL document'))
  document!: string;

  @Field(() => String, says('变量，JSON', 'Variables, JSON'))
  variables!: string;
}

@ObjectType('Statement', { simpleResolvers: true, ...says('按规则写成的一句话', 'A sentence drafted by rule') })
export class StatementType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => Label, says('句子', 'The sentence'))
  text!: Label;

  @Field(() => ToneEnum, says('好坏', 'Whether it is good news'))
  tone!: Statement['tone'];

  @Field(() => TraceType, says('数字的出处', 'Where its numbers are from'))
  trace!: TraceType;
}

@ObjectType('BriefFact', { simpleResolvers: true, ...says('主要数字之下的一行', 'One line under the headline number') })
export class BriefFactType {
  @Field(() => Label, says('名称', 'What it is'))
  term!: Label;

  @Field(() => String, says('数字；没有则为空，单位处说明', 'The number; empty where there is none, and the unit says so'))
  strong!: string;

  @Field(() => Label, says('单位', 'Unit'))
  unit!: Label;
}

@ObjectType('BriefHeadline', { simpleResolvers: true, ...says('主要数字', 'The headline number') })
export class BriefHeadlineType {
  @Field(() => Label, says('名称', 'What it is'))
  name!: Label;

  @Field(() => RateType, says('率', 'Rate'))
  rate!: RateType;

  @Field(() => String, says('写成文字的数值，不带单位；没有则为空', 'The value as text without its unit; empty where there is none'))
  text!: string;

  @Field(() => Label, says('单位；没有数值时为原因', 'Unit; the reason where there is no value'))
  unit!: Label;

  @Field(() => BandEnum, maybe('达标情况', 'Band'))
  band!: Band | null;

  @Field(() => Float, maybe('目标，百分率', 'Target in percent'))
  target!: number | null;
}

@ObjectType('BriefWarning', { simpleResolvers: true, ...says('展示之前须知', 'What speaks against showing it as it is') })
export class BriefWarningType {
  @Field(() => BriefWarningEnum, says('种类', 'Kind'))
  kind!: BriefWarningKind;

  @Field(() => Label, says('说明', 'In a sentence'))
  text!: Label;
}

@ObjectType('Brief', { simpleResolvers: true, ...says('一个视图的结论', 'A view said in words') })
export class BriefType {
  @Field(() => BriefPageEnum, says('视图', 'View'))
  page!: BriefPage;

  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => IndicatorEnum, says('指标', 'Indicator'))
  indicator!: IndicatorId;

  @Field(() => BasisEnum, maybe('口径；没有口径的指标为空', 'Basis; null for an indicator without one'))
  basis!: Basis | null;

  @Field(() => Label, says('标题：结论', 'Title: the finding'))
  title!: Label;

  @Field(() => Label, says('副题：数的是什么、怎么数、截至何时', 'What is measured, how and when'))
  subtitle!: Label;

  @Field(() => BriefHeadlineType, maybe('主要数字', 'Headline number'))
  headline!: BriefHeadlineType | null;

  @Field(() => [BriefFactType], says('其下各行，至多六行', 'The lines under it, at most six'))
  facts!: readonly BriefFactType[];

  @Field(() => [StatementType], says('三句话，重要的在前', 'Three sentences in falling weight'))
  statements!: readonly StatementType[];

  @Field(() => DateScalar, says('截止日', 'As of'))
  asOf!: string;

  @Field(() => ReceiptType, says('报送情况', 'Receipt'))
  receipt!: ReceiptType;

  @Field(() => Boolean, says('示例数据', 'Demo figures'))
  demo!: boolean;

  @Field(() => [BriefWarningType], says('展示之前须知；没有则为空', 'What speaks against showing it; empty where nothing does'))
  warnings!: readonly BriefWarningType[];
}

@ObjectType('BulletinColumn', { simpleResolvers: true, ...says('表的一栏', 'A column of a table') })
export class BulletinColumnType {
  @Field(() => Label, says('栏名', 'Name'))
  label!: Label;

  @Field(() => Boolean, says('是数字', 'Whether it holds numbers'))
  numeric!: boolean;
}

@ObjectType('BulletinTable', { simpleResolvers: true, ...says('通报的一张表', 'A table of a bulletin') })
export class BulletinTableType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => Label, says('表题', 'Title'))
  title!: Label;

  @Field(() => [BulletinColumnType], says('栏', 'Columns'))
  columns!: BulletinTable['columns'];

  @Field(() => [[Label]], says('行，各格已是文字', 'Rows; the cells are text'))
  rows!: BulletinTable['rows'];
}

@ObjectType('BulletinSection', { simpleResolvers: true, ...says('通报的一节', 'A section of a bulletin') })
export class BulletinSectionType {
  @Field(() => SectionEnum, says('哪一节', 'Which section'))
  id!: Bulletin['sections'][number]['id'];

  @Field(() => Label, says('节题', 'Heading'))
  heading!: Label;

  @Field(() => [StatementType], says('句子', 'Sentences'))
  statements!: readonly StatementType[];

  @Field(() => [BulletinTableType], says('表', 'Tables'))
  tables!: readonly BulletinTableType[];

  @Field(() => [BriefChartEnum], says('所附的图', 'Pictures it draws'))
  charts!: Bulletin['sections'][number]['charts'];
}

@ObjectType('Bulletin', { simpleResolvers: true, ...says('季度通报，按规则写成', 'A quarterly bulletin, drafted by rule') })
export class BulletinType {
  @Field(() => RegionType, maybe('地区', 'Region'))
  region!: RegionRow | undefined;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => BasisEnum, says('口径', 'Basis'))
  basis!: Basis;

  @Field(() => Label, says('标题', 'Title'))
  title!: Label;

  @Field(() => DateScalar, says('截止日', 'As of'))
  asOf!: string;

  @Field(() => ReceiptType, says('报送情况', 'Receipt'))
  receipt!: ReceiptType;

  @Field(() => Boolean, says('示例数据', 'Demo figures'))
  demo!: boolean;

  @Field(() => [BulletinSectionType], says('各节', 'Sections'))
  sections!: readonly BulletinSectionType[];
}

const toStatement = (statement: Statement): StatementType => ({
  ...statement,
  trace: { document: statement.trace.document, variables: JSON.stringify(statement.trace.variables) },
});

export const toBrief = ({ ask, ...brief }: Brief, region: RegionRow | undefined): BriefType => ({
  ...brief,
  ...ask,
  region,
  statements: brief.statements.map(toStatement),
});

export const toBulletin = (bulletin: Bulletin, region: RegionRow | undefined): BulletinType => ({
  ...bulletin,
  region,
  sections: bulletin.sections.map((section) => ({ ...section, statements: section.statements.map(toStatement) })),
});
