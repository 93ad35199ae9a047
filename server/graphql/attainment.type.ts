import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { BackTest } from '../domain/analysis/backTest.ts';
import { FORECAST_METHODS, type ForecastMethod } from '../domain/analysis/forecast.ts';
import { isRefused } from '../domain/analysis/refusal.ts';
import type { AttainmentAnswer, AttainmentQuestion } from '../reports/analysisTypes.ts';
import { AnalysisType, toHead, toRefused } from './analysis.type.ts';
import { ForecastMethodEnum } from './enums.ts';
import { Label } from './label.type.ts';
import { RateType } from './observation.type.ts';
import type { RegionsByCode } from './regionsOf.ts';
import { DateScalar, PeriodScalar } from './scalars.ts';
import { maybe, says } from './words.ts';

@ObjectType('ForecastPoint', { simpleResolvers: true, ...says('预测的一个季度，百分率', 'One quarter of a forecast, in percent') })
export class ForecastPointType {
  @Field(() => PeriodScalar, says('季度', 'Quarter'))
  period!: string;

  @Field(() => Float, says('预计', 'Expected'))
  value!: number;

  @Field(() => Float, says('80 % 区间下限', 'Low end of the 80 % band'))
  low!: number;

  @Field(() => Float, says('80 % 区间上限', 'High end of the 80 % band'))
  high!: number;
}

@ObjectType('HistoryPoint', { simpleResolvers: true, ...says('预测所依据的一个季度', 'One quarter the forecast rests on') })
export class HistoryPointType {
  @Field(() => PeriodScalar, says('季度', 'Quarter'))
  period!: string;

  @Field(() => RateType, says('率，同一批填报地区', 'The rate, over the same reporting regions'))
  rate!: RateType;
}

@ObjectType('HorizonTest', { simpleResolvers: true, ...says('回测：向前几个季度', 'The back-test at one horizon') })
export class HorizonTestType {
  @Field(() => Int, says('向前几个季度', 'Quarters ahead'))
  horizon!: number;

  @Field(() => Int, says('预测次数', 'Forecasts'))
  n!: number;

  @Field(() => Float, says('平均绝对误差，百分点', 'Mean absolute error in points'))
  meanAbsoluteError!: number;
}

@ObjectType('MethodTest', { simpleResolvers: true, ...says('试过的一种方法', 'One method that was tried') })
export class MethodTestType {
  @Field(() => ForecastMethodEnum, says('方法', 'Method'))
  method!: ForecastMethod;

  @Field(() => Label, says('名称', 'Name'))
  label!: Label;

  @Field(() => Float, says('平均绝对误差，百分点', 'Mean absolute error in points'))
  meanAbsoluteError!: number;
}

@ObjectType('BackTest', { simpleResolvers: true, ...says('回测：用过去预测已知', 'The past forecast from what was known then') })
export class BackTestType {
  @Field(() => Int, says('预测次数', 'Forecasts'))
  n!: number;

  @Field(() => Float, says('平均绝对误差，百分点', 'Mean absolute error in points'))
  meanAbsoluteError!: number;

  @Field(() => RateType, says('落在 80 % 区间内的', 'Forecasts inside their 80 % band'))
  coverage!: RateType;

  @Field(() => [HorizonTestType], says('按向前的季度数', 'By horizon'))
  horizons!: readonly HorizonTestType[];

  @Field(() => [MethodTestType], says('试过的全部方法', 'Every method tried'))
  tried!: readonly MethodTestType[];
}

@ObjectType('Attainment', { simpleResolvers: true, ...says('能否按期达到目标', 'Whether a target will be met by its date') })
export class AttainmentType extends AnalysisType {
  @Field(() => Float, maybe('目标，百分率', 'Target in percent'))
  target?: number;

  @Field(() => DateScalar, maybe('期限', 'Day by which it is to be met'))
  due?: string;

  @Field(() => PeriodScalar, maybe('最近有数的季度', 'Last quarter with a value'))
  from?: string;

  @Field(() => PeriodScalar, maybe('期限前的最后一个季度', 'Last quarter that ends by the due date'))
  to?: string;

  @Field(() => Int, maybe('还有几个季度', 'Quarters left'))
  quartersLeft?: number;

  @Field(() => ForecastMethodEnum, maybe('回测误差最小、因而采用的方法', 'The method that did best in the back-test'))
  method?: ForecastMethod;

  @Field(() => Label, maybe('方法的名称', 'Name of the method'))
  methodLabel?: Label;

  @Field(() => [ForecastPointType], says('以后各季', 'The quarters to come'))
  path!: readonly ForecastPointType[];

  @Field(() => [HistoryPointType], says('已知各季，由早到晚', 'The quarters known, earliest first'))
  history!: readonly HistoryPointType[];

  @Field(() => Float, maybe('按期达到目标的可能性，0.01–0.99', 'Chance of meeting the target in time, 0.01–0.99'))
  probability?: number;

  @Field(() => Int, maybe('现在还差的单位数', 'Units missing now'))
  unitsMissing?: number;

  @Field(() => Int, maybe('每季还须增加的单位数', 'Units still needed a quarter'))
  unitsPerQuarter?: number;

  @Field(() => Float, maybe('近一年每季增加的单位数', 'Units gained a quarter over the last year'))
  recentPace?: number;

  @Field(() => Int, maybe('回测所及最远的季度数；更远的区间为外推', 'Furthest horizon of the back-test; beyond it the band is carried on'))
  testedQuarters?: number;

  @Field(() => BackTestType, maybe('回测', 'Back-test'))
  backTest?: BackTestType;

  @Field(() => Int, maybe('各季都有的填报地区数', 'Reporting regions that every quarter holds'))
  sameRegions?: number;

  @Field(() => Int, maybe('最近一季应报的填报地区数', 'Reporting regions expected in the last quarter'))
  expected?: number;
}

const labelOf = (method: ForecastMethod): Label => ({ zh: FORECAST_METHODS[method].zh, en: FORECAST_METHODS[method].en });

const toBackTest = (test: BackTest): BackTestType => ({
  ...test,
  tried: test.tried.map((one) => ({ ...one, label: labelOf(one.method) })),
});

export function toAttainment(asked: AttainmentQuestion, answer: AttainmentAnswer, regions: RegionsByCode): AttainmentType {
  const head = toHead(asked, regions);
  if (isRefused(answer)) return { ...head, ...toRefused(answer), path: [], history: [] };
  const { attainment, history, sameRegions, expected } = answer;
  return {
    ...head,
    ...attainment,
    refusal: null,
    methodLabel: labelOf(attainment.method),
    backTest: toBackTest(attainment.backTest),
    history,
    sameRegions,
    expected,
  };
}
