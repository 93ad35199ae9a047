import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Figure, Qualifier } from '../domain/figures.ts';
import type { Subject } from '../domain/organizations.ts';
import { QualifierEnum, SubjectEnum } from './enums.ts';
import { RateType } from './observation.type.ts';
import { DateScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('Source', { simpleResolvers: true, ...says('公布数的来源', 'Where a figure was printed') })
export class SourceType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, says('标题', 'Title'))
  title!: string;

  @Field(() => String, maybe('发布者', 'Publisher'))
  publisher!: string | null;

  @Field(() => String, maybe('发布时间：年、月或日', 'Year, month or day of publication'))
  publishedOn!: string | null;

  @Field(() => String, maybe('种类', 'Kind'))
  kind!: string | null;

  @Field(() => String, maybe('出处', 'Reference'))
  reference!: string | null;
}

@ObjectType('Figure', { simpleResolvers: true, ...says('公布数：某处印出的一个数', 'One published number') })
export class FigureType {
  @Field(() => ID, says('编号', 'Id'))
  id!: string;

  @Field(() => String, says('原文所称地方', 'The place as the source names it'))
  place!: string;

  @Field(() => DateScalar, maybe('截止日；原文未写则为空', 'As of; null when the source does not say'))
  asOf!: string | null;

  @Field(() => String, says('截止日精确到：day、month、quarter、year、unknown', 'How closely the date is known'))
  asOfPrecision!: string;

  @Field(() => SubjectEnum, maybe('组织类别', 'Subject'))
  subject!: Subject | null;

  @Field(() => String, says('数的是什么', 'What is counted'))
  quantity!: string;

  @Field(() => String, says('原文说法', 'The label of the source'))
  label!: string;

  @Field(() => String, says('原样', 'As printed'))
  printed!: string;

  @Field(() => Float, maybe('数值；隐去则为空', 'Value; null when masked'))
  value!: number | null;

  @Field(() => Float, maybe('印出的数所代表区间的下限', 'Low end of the interval the print stands for'))
  low!: number | null;

  @Field(() => Float, maybe('上限；空为无上限或隐去', 'High end; null: unbounded or masked'))
  high!: number | null;

  @Field(() => String, says('计量单位', 'Unit'))
  unit!: string;

  @Field(() => QualifierEnum, says('限定', 'How the number is meant'))
  qualifier!: Qualifier;

  @Field(() => String, maybe('分母：口径，或原文所称', 'Basis, or another denominator the source names'))
  basis!: string | null;
}

@ObjectType('PublishedRate', {
  simpleResolvers: true,
  ...says('由同一地区、来源、日期的两个公布数算出的率', 'A rate formed from two published counts of one region, source and date'),
})
export class PublishedRateType {
  @Field(() => DateScalar, says('截止日', 'As of'))
  asOf!: string;

  @Field(() => FigureType, maybe('分子', 'Numerator'))
  numerator!: Figure | null;

  @Field(() => FigureType, maybe('分母', 'Denominator'))
  denominator!: Figure | null;

  @Field(() => RateType, says('率', 'Rate'))
  rate!: RateType;
}

@ObjectType({ simpleResolvers: true, ...says('口径断点：线不得跨过', 'A break that no line may cross') })
export class SeriesBreak {
  @Field(() => FigureType, says('断点前', 'The figure before the break'))
  after!: Figure;

  @Field(() => FigureType, says('断点后', 'The figure after the break'))
  before!: Figure;

  @Field(() => String, says('原因', 'Why, in Chinese'))
  reason!: string;

  @Field(() => String, says('原因（英文）', 'Why, in English'))
  reasonEn!: string;
}

@ObjectType('PublishedSeries', { simpleResolvers: true, ...says('同一数量按日期排列的公布数', 'Figures of one quantity by date') })
export class PublishedSeriesType {
  @Field(() => String, says('数的是什么', 'What is counted'))
  quantity!: string;

  @Field(() => String, says('计量单位', 'Unit'))
  unit!: string;

  @Field(() => [FigureType], says('由早到晚', 'Earliest first'))
  points!: readonly Figure[];

  @Field(() => [SeriesBreak], says('断点', 'Breaks'))
  breaks!: readonly SeriesBreak[];
}
