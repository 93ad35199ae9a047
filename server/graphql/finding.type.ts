import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Severity, Verdict } from '../domain/checks/verdicts.ts';
import type { Figure } from '../domain/figures.ts';
import type { FindingRow } from '../reports/types.ts';
import { SeverityEnum, VerdictEnum } from './enums.ts';
import { FigureType } from './figure.type.ts';
import { connectionOf } from './page.type.ts';
import { PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Finding', { simpleResolvers: true, ...says('一次核对的结论', 'What one check found') })
export class FindingType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, maybe('所核对的勾稽关系', 'Relation that was checked'))
  relation!: string | null;

  @Field(() => String, says('核对方法', 'Check'))
  check!: string;

  @Field(() => VerdictEnum, says('结论', 'Verdict'))
  verdict!: Verdict;

  @Field(() => SeverityEnum, says('严重程度', 'Severity'))
  severity!: Severity;

  @Field(() => PeriodScalar, maybe('报告期', 'Period'))
  period!: string | null;

  @Field(() => Float, maybe('公布', 'Printed'))
  printed!: number | null;

  @Field(() => Float, maybe('重算', 'Computed'))
  computed!: number | null;

  @Field(() => Float, maybe('相差', 'Difference'))
  difference!: number | null;

  @Field(() => Int, says('三个数显示的小数位', 'Decimals of the three numbers'))
  decimals!: number;

  @Field(() => String, maybe('计量单位', 'Unit'))
  unit!: string | null;

  @Field(() => String, says('标题', 'Title'))
  title!: string;

  @Field(() => String, says('说明', 'Explanation, in Chinese'))
  explanation!: string;

  @Field(() => String, says('说明（英文）', 'Explanation, in English'))
  explanationEn!: string;

  @Field(() => [FigureType], says('所涉公布数', 'Figures it is about'))
  figures!: readonly Figure[];
}

export const FindingConnection = connectionOf<FindingRow>('Finding', () => FindingType);

@InputType('FindingFilter', says('选哪些结论', 'Which findings'))
export class FindingFilterInput {
  @Field(() => ID, maybe('地区', 'Region'))
  region?: string;

  @Field(() => [VerdictEnum], maybe('结论', 'Verdicts'))
  verdict?: Verdict[];

  @Field(() => [SeverityEnum], maybe('严重程度', 'Severities'))
  severity?: Severity[];

  @Field(() => [String], maybe('核对方法', 'Checks'))
  check?: string[];

  @Field(() => PeriodScalar, maybe('报告期', 'Period'))
  period?: string;

  @Field(() => ID, maybe('所核对的报送', 'Submission that they are about'))
  submission?: string;

  @Field(
    () => Boolean,
    maybe('true 为报送与汇总数的核对，false 为公布数的核对', 'True: about submissions and reported totals; false: about published figures'),
  )
  ofSubmissions?: boolean;

  @Field(() => Boolean, maybe('只要有问题的', 'Problems only'))
  problemsOnly?: boolean;
}
