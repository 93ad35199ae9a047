/** 差多少: units missing to a target, by child, and what could close it. */
import type { Db } from '../db/open.ts';
import { countUnits } from '../db/units.ts';
import { afterFounding, gapOf } from '../domain/analysis/gap.ts';
import { isRefused, refuse } from '../domain/analysis/refusal.ts';
import { badInput } from '../domain/errors.ts';
import { askIndicator, indicatorOf } from '../domain/indicators.ts';
import { countingWord } from '../domain/measures.ts';
import { asOfDate, isQuarter, type Quarter } from '../domain/period.ts';
import { absent } from '../domain/rate.ts';
import { targetAt } from '../domain/targets.ts';
import type { GapAnswer, GapQuestion } from './analysisTypes.ts';
import { toCondition, withPlace } from './filter.ts';
import { lineOf, type Ground } from './ground.ts';
import { observe } from './observations.ts';
import { mustExist } from './selection.ts';
import { refuseUnseen, seesRows } from './withheld.ts';

/** The quarter asked for, or the latest. */
export function quarterAsked(ground: Ground, period: string | undefined): Quarter {
  const asked = period ?? ground.periods.at(-1);
  if (asked === undefined) throw badInput('还没有任何报告期，请先导入台账');
  if (!isQuarter(asked)) throw badInput(`period 须为季度，如 2025Q4；收到「${asked}」`);
  return asked;
}

/** Coverage by organization: founding one for a unit adds it to the numerator. */
const FOUNDED_BY = /^(party_org_coverage|party_built_of_eligible|party_work_coverage|union_coverage|league_coverage|women_coverage)$/;

export async function measureGap(db: Db, ground: Ground, ask: GapQuestion): Promise<GapAnswer> {
  const period = quarterAsked(ground, ask.period);
  const region = mustExist(ground, ask.region);
  const unseen = refuseUnseen(ground, region);
  if (unseen) return unseen;
  const asked = askIndicator(ask.indicator, ask.basis ?? null);
  const indicator = indicatorOf(asked.id);
  const target = ask.target ?? targetAt(ground.targets, lineOf(ground, region.code), asked.id, period) ?? indicator.bands?.met;
  if (target === undefined) return refuse('NOT_A_SHARE', '该指标没有目标值，请给出 target', 'The indicator has no target; give one');
  const children = (ground.treeAt(asOfDate(period)).children.get(region.code) ?? [])
    .filter((child) => child.kind === 'ADMINISTRATIVE')
    .map((child) => child.code);
  const rows = await observe(db, ground, {
    indicators: [asked.id],
    regions: { codes: [region.code, ...children] },
    periods: { only: [period] },
    compare: false,
    ...(ask.basis ? { basis: ask.basis } : {}),
  });
  const rateOf = (code: string) => rows.find((row) => row.region === code)?.rate ?? absent('NOT_APPLICABLE');
  const whole = rateOf(region.code);
  const gap = gapOf({
    shape: indicator.shape,
    direction: indicator.direction,
    target,
    whole,
    // A target that was asked for is asked of every part; otherwise each has its own, as in its observations.
    parts: children.map((key) => ({
      key,
      rate: rateOf(key),
      target: ask.target ?? targetAt(ground.targets, lineOf(ground, key), asked.id, period),
    })),
    counted: countingWord(String(asked.numerator[0])),
  });
  if (isRefused(gap)) return gap;
  const founding = FOUNDED_BY.test(asked.id);
  // Units by their coverage are rows.
  const candidates = !founding
    ? 0
    : seesRows(ground, region.code)
      ? await countUnits(db, {
          period,
          knowledge: ground,
          where: toCondition(withPlace(ground, { region: region.code, eligibleWithout: asked.subject })),
        })
      : null;
  return {
    gap,
    rate: whole,
    period,
    basis: asked.basis,
    subject: asked.subject,
    candidates,
    afterFounding: founding && candidates !== null ? afterFounding(whole, target, candidates) : null,
  };
}
