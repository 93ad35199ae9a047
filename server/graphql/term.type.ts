import { Field, Int, ObjectType } from 'type-graphql';
import type { Subject } from '../domain/organizations.ts';
import { SubjectEnum } from './enums.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { says } from './words.ts';

@ObjectType('TermQuarter', { simpleResolvers: true, ...says('某季任满的组织', 'Organisations whose term ends in a quarter') })
export class TermQuarterType {
  @Field(() => PeriodScalar, says('季度；首季含截止日当天任满的', 'Quarter; the first also holds a term that ends on the as-of date'))
  period!: string;

  @Field(() => Int, says('任满的组织数', 'Organisations whose term ends'))
  ending!: number;
}

@ObjectType('TermCalendar', { simpleResolvers: true, ...says('届期：各组织任期何时届满', 'When the terms of organisations end') })
export class TermCalendarType {
  @Field(() => SubjectEnum, says('组织类别', 'Subject'))
  subject!: Subject;

  @Field(() => PeriodScalar, says('报告期', 'Period'))
  period!: string;

  @Field(() => DateScalar, says('截止日', 'As of'))
  asOf!: string;

  @Field(() => Int, says('任期已知的组织数', 'Organisations with a known term'))
  known!: number;

  @Field(() => Int, says('任期不详的组织数', 'Organisations whose term is not known'))
  unknown!: number;

  @Field(() => Int, says('届满未换届的组织数', 'Organisations past their term'))
  overdue!: number;

  @Field(() => Int, says('其中逾期超过 12 个月的', 'Of them by over 12 months'))
  overdueByYear!: number;

  @Field(() => [TermQuarterType], says('以后四个季度各有多少任满', 'The four quarters ahead'))
  quarters!: readonly TermQuarterType[];

  @Field(() => Int, says('更晚任满的组织数', 'Organisations whose term ends later'))
  later!: number;
}
