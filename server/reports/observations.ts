/** Observations: indicators × regions × periods, with comparison, target, band and receipt. */
import type { Db } from '../db/open.ts';
import type { ChangeMissing } from '../domain/changeMissing.ts';
import { badInput } from '../domain/errors.ts';
import { bandOf } from '../domain/bands.ts';
import { askIndicator, INDICATOR_IDS, indicatorOf, type Asked, type IndicatorId } from '../domain/indicators.ts';
import { dependsOnSubject, dimensionColumn, DIMENSIONS, measureOf, type Dimension } from '../domain/measures.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, TIERS } from '../domain/organizations.ts';
import { asOfDate } from '../domain/period.ts';
import { gapInUnits, type Rate } from '../domain/rate.ts';
import type { Region } from '../domain/region.ts';
import { targetAt } from '../domain/targets.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../domain/units.ts';
import type { Words } from '../domain/words.ts';
import { breathe } from './breath.ts';
import { prepareComparisons, QUARTER_AGO, withEarlier, YEAR_AGO, type Comparisons } from './comparisons.ts';
import { isAboutUnits, narrows, toCondition, toOrganizationCondition, settled } from './filter.ts';
import { lineOf, ruleSetsOf, type Ground } from './ground.ts';
import { readHistory, type History } from './history.ts';
import { readMeasured, type DimensionKey, type MeasureAsk, type Measured } from './measured.ts';
import { rateAt, receiptAt, type RateContext } from './rates.ts';
import { quartersFor, refuseTooMany, selectPeriods, selectRegions, treesOf } from './selection.ts';
import { withShares } from './shares.ts';
import { NO_SUMMARIES, readSummaryRates, type SummaryRates } from './summaries.ts';
import { createWithholding, readAlong, seesRows, UNSEEN_MEMBER } from './withheld.ts';
import type { Comparison, DimensionValue, ObservationAsk, ObservationRow } from './types.ts';

/** The members of each dimension but PARK, whose members are regions. */
export const DIMENSION_MEMBERS: Partial<Record<Dimension, Readonly<Record<string, Words>>>> = {
  KIND: UNIT_KINDS,
  SECTOR: UNIT_SECTORS,
  SCALE: SCALES,
  INDUSTRY: INDUSTRIES,
  MANAGEMENT: MANAGEMENTS,
  STATUS: UNIT_STATUSES,
  TIER: TIERS,
  SETUP: SETUPS,
  FORM: FORMS,
  REASON: GAP_REASONS,
  SECRETARY: SECRETARY_SOURCES,
};
/** The member of those whose ledger does not say. */
export const UNSAID_MEMBER: Words = { zh: '未填', en: 'Not stated' };

interface Prepared {
  readonly asked: readonly Asked[];
  readonly regions: readonly Region[];
  readonly periods: readonly string[];
  readonly by: readonly Dimension[];
  readonly measured: Measured;
  readonly context: RateContext;
  readonly filtered: boolean;
  readonly history: History;
  readonly summaries: SummaryRates;
}

/** Every measure that an answer adds, or that says whether it can be given. */
const measuresOf = (one: Asked): string[] => {
  const { said } = indicatorOf(one.id);
  return [...one.numerator, ...(one.denominator ?? []), ...(said ? [said.by, said.of] : [])];
};

/** Whether every row that an indicator counts has the property. */
const hasDimension = (asked: Asked, dimension: Dimension): boolean =>
  [...asked.numerator, ...(asked.denominator ?? [])].every(
    (id) => dimensionColumn(dimension, measureOf(id)?.source ?? 'receipt', asked.subject) !== undefined,
  );

/** All indicators that can be split so together. */
export function splittable({ by = [], basis, where }: Pick<ObservationAsk, 'by' | 'basis' | 'where'>): readonly IndicatorId[] {
  const subject = where?.subject ?? 'PARTY';
  const one = by.some(dependsOnSubject);
  return INDICATOR_IDS.filter((id) => {
    const asked = askIndicator(id, basis ?? null, where?.subject ?? null);
    return by.every((dimension) => hasDimension(asked, dimension)) && (!one || asked.subject === subject);
  });
}

/** Refuses dimensions that do not belong to the rows an indicator counts. */
function checkDimensions(by: readonly Dimension[], asked: readonly Asked[]): void {
  if (by.length > 2) throw badInput('by 最多两个维度');
  if (new Set(by).size !== by.length) throw badInput('by 的两个维度不能相同');
  for (const dimension of by) {
    const { zh } = DIMENSIONS[dimension];
    const wrong = asked.find((one) => !hasDimension(one, dimension));
    if (wrong) throw badInput(`指标 ${wrong.id.toUpperCase()} 不能按「${zh}」（${dimension}）分组：它所数的不是有此属性的单位或组织`);
    if (dependsOnSubject(dimension) && new Set(asked.map((one) => one.subject)).size > 1)
      throw badInput(`按「${zh}」（${dimension}）分组时，各指标须属于同一类别（党、工、团、妇）`);
  }
}

/** A total is of all units, and nobody has accepted it: it has no part in a filter, a split or a sum of what was accepted. */
const summariesFor = async (
  db: Db,
  ground: Ground,
  { summaries, where, by = [] }: ObservationAsk,
  read: Parameters<typeof readSummaryRates>[2],
): Promise<SummaryRates> =>
  summaries !== true || ground.acceptedOnly || narrows(where && settled(ground, where)) || by.length > 0
    ? NO_SUMMARIES
    : readSummaryRates(db, ground, read);

/** With `compare` the quarters needed for 环比 and 同比 are read along. */
export async function prepareObservations(
  db: Db,
  ground: Ground,
  ask: ObservationAsk,
  compare: boolean,
  receipts: MeasureAsk['receipts'],
): Promise<Prepared> {
  if (ask.indicators.length === 0) throw badInput('indicators 至少一个');
  const where = ask.where && settled(ground, ask.where);
  const subject = where?.subject ?? null;
  const asked = [...new Set(ask.indicators)].map((id) => askIndicator(id, ask.basis ?? null, subject));
  const by = ask.by ?? [];
  checkDimensions(by, asked);
  const periods = selectPeriods(ask.periods, ground.periods);
  const regionBasis = ask.regionBasis ?? 'AS_WAS';
  const regions = selectRegions(ground, ask.regions, regionBasis === 'AS_NOW' ? [ground.tree] : treesOf(ground, periods));
  refuseTooMany(regions.length * periods.length * asked.length);
  const { acceptedOnly } = ground;
  const quarters = [...new Set(asked.flatMap((one) => periods.flatMap((period) => quartersFor(one.id, period))))];
  const filtered = narrows(where);
  const wanted = compare ? withEarlier(quarters, periods) : quarters;
  const history = readHistory(ground, regionBasis, regions, wanted);
  const readsRows = filtered || by.length > 0 || acceptedOnly;
  const along = readsRows ? { regions: [], measures: [] } : readAlong(ground, history.codes, wanted, asked);
  const codes = readsRows ? history.codes.filter((code) => seesRows(ground, code)) : history.codes;
  const plain = await readMeasured(db, {
    regions: [...new Set([...codes, ...along.regions])],
    quarters: wanted,
    measures: [...new Set([...asked.flatMap(measuresOf), ...along.measures])],
    where: toCondition(where),
    whereOrganization: toOrganizationCondition(where),
    subject: asked[0]?.subject ?? 'PARTY',
    filtered,
    by,
    knowledge: { acceptedOnly },
    belowCounty: regions.some((region) => region.level === 'TOWNSHIP' || region.kind === 'PARK'),
    receipts,
  });
  const measured = history.follow(plain);
  const context = {
    measured,
    withholding: createWithholding(ground, { measured, sources: history.sources, readsRows }),
    acceptedOnly,
    latest: ground.periods.at(-1),
    spokenOf: history.spokenOf,
    kindOf: (code: string) => kindOf(ground, code),
    unitsOnly: isAboutUnits(where),
    narrowed: filtered,
  };
  const summaries = await summariesFor(db, ground, ask, {
    regions: regions.map((region) => region.code),
    quarters,
    asked,
    sources: history.sources,
    measured,
  });
  return { asked, regions, periods, by, measured, context, history, filtered: readsRows, summaries };
}

const NO_KEY: DimensionKey = [];
/** Stands for all members of a split that may not be seen. */
const UNSEEN_KEY: DimensionKey = [];

/** One row without a split; with one a row a combination that occurs there, or a single one that says it may not be seen. */
function keysAt({ by, measured, context }: Prepared, asked: Asked, region: string, quarters: readonly string[]): readonly DimensionKey[] {
  if (by.length === 0) return [NO_KEY];
  if (quarters.some((quarter) => context.withholding.of(asked, region, quarter) !== null)) return [UNSEEN_KEY];
  return measured.keys.filter((key) => quarters.some((quarter) => measured.row(region, quarter, key)));
}

function dimensionValues(ground: Ground, by: readonly Dimension[], key: DimensionKey): DimensionValue[] {
  if (key === UNSEEN_KEY) return by.map((dimension) => ({ dimension, value: null, label: UNSEEN_MEMBER }));
  return by.map((dimension, at) => {
    const value = key[at] ?? null;
    if (value === null) return { dimension, value, label: UNSAID_MEMBER };
    if (dimension === 'PARK') {
      const park = ground.latest.get(value);
      return { dimension, value, label: { zh: park?.name ?? value, en: park?.nameEn ?? value } };
    }
    return { dimension, value, label: DIMENSION_MEMBERS[dimension]?.[value] ?? { zh: value, en: value } };
  });
}

/** Bounds of 达标 are a target only where more is better and the value is a share. */
function gapOf(asked: Asked, rate: Rate, target: number | null): number | null {
  const indicator = indicatorOf(asked.id);
  if (indicator.shape !== 'percent' || indicator.direction !== 'HIGHER') return null;
  const wanted = target ?? indicator.bands?.met;
  return wanted === undefined ? null : gapInUnits(rate, wanted);
}

interface Side {
  readonly found: Comparison | null;
  readonly missing: ChangeMissing | null;
}

/** A comparison, or why there is none; an earlier side without a value says so. */
function toSide(answer: Comparison | ChangeMissing | null): Side {
  if (answer === null || typeof answer === 'string') return { found: null, missing: answer };
  return { found: answer, missing: answer.change === null ? 'EARLIER_MISSING' : null };
}

function toRow(
  ground: Ground,
  from: Prepared,
  comparisons: Comparisons,
  at: { asked: Asked; region: Region; line: readonly string[]; period: string; key: DimensionKey },
): ObservationRow {
  const { asked, region, line, period, key } = at;
  const indicator = indicatorOf(asked.id);
  const dims = from.by.length > 0 ? key : undefined;
  const counted = rateAt(from.context, asked, region.code, period, dims);
  const { rate, origin } = from.summaries.over(counted, asked, region.code, period);
  const [previous, yearAgo] = [QUARTER_AGO, YEAR_AGO].map((steps) =>
    toSide(comparisons.of(asked, region.code, period, steps, counted, dims)),
  ) as [Side, Side];
  const target = from.by.length > 0 ? null : targetAt(ground.targets, line, asked.id, period);
  return {
    region: region.code,
    period,
    asOf: asOfDate(period),
    indicator: asked.id,
    basis: asked.basis,
    dimensions: dimensionValues(ground, from.by, key),
    share: null,
    rate,
    origin,
    previous: previous.found,
    previousMissing: previous.missing,
    yearAgo: yearAgo.found,
    yearAgoMissing: yearAgo.missing,
    target,
    gap: gapOf(asked, rate, target),
    band: bandOf(rate, indicator.shape, indicator.direction, indicator.bands, target),
    receipt: receiptAt(from.measured, region.code, indicator.over === 'flow' ? period : (quartersFor(asked.id, period).at(-1) ?? period)),
    breaks: from.history.breaks(region.code, period),
    ruleSets: ruleSetsOf(ground, region.code, quartersFor(asked.id, period).at(-1) ?? period),
  };
}

function kindOf(ground: Ground, code: string): 'WHOLE' | 'TOWNSHIP' | 'PARK' {
  const region = ground.latest.get(code);
  if (region?.kind === 'PARK') return 'PARK';
  return region?.level === 'TOWNSHIP' ? 'TOWNSHIP' : 'WHOLE';
}

const NO_COMPARISONS: Comparisons = { of: () => null };

/** Rows by region, then period, then indicator; with dimensions one row a combination that occurs there. */
export async function observe(db: Db, ground: Ground, ask: ObservationAsk): Promise<ObservationRow[]> {
  const compare = ask.compare ?? true;
  const from = await prepareObservations(db, ground, ask, compare, 'TOLD');
  const comparisons = compare
    ? await prepareComparisons(db, ground, from.context, {
        regions: from.regions.map((region) => region.code),
        periods: from.periods,
        asked: from.asked,
        restrict: !from.filtered && from.history.plain,
        sameCodes: from.history.plain,
        comparable: from.history.comparable,
        first: ground.periods[0],
      })
    : NO_COMPARISONS;
  const rows: ObservationRow[] = [];
  for (const region of from.regions) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    const line = lineOf(ground, region.code);
    for (const period of from.periods)
      for (const asked of from.asked)
        for (const key of keysAt(from, asked, region.code, quartersFor(asked.id, period)))
          rows.push(toRow(ground, from, comparisons, { asked, region, line, period, key }));
  }
  refuseTooMany(rows.length);
  return from.by.length === 0 ? rows : withShares(rows);
}
