/** A summary return → checked totals → a version of its own, beside or in place of a ledger. It is added into nothing. */
import { countByDemo } from '../db/dataset.ts';
import type { Db } from '../db/open.ts';
import { nextVersion, recordPublication } from '../db/publishing.ts';
import { readRegions } from '../db/regions.ts';
import { findSubmissions } from '../db/submissions.ts';
import { findNewestSummary, findSummaryValues, putSummary } from '../db/summaries.ts';
import { inTransaction } from '../db/transaction.ts';
import type { AuditedStore } from '../db/trail.ts';
import type { Actor } from '../domain/audit.ts';
import { badInput } from '../domain/errors.ts';
import { asOfDate, isQuarter, type Quarter } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { treeOn } from '../domain/regionTree.ts';
import { isWholeMeasure, partsOverWholes, summaryMeasureOf, type SummaryEntry } from '../domain/summaries.ts';
import { refreshSummaryFindings } from './summaryFindings.ts';

/** Totals that came; `file` is what they were read from, where they came as one. */
export interface SummaryJob {
  readonly region: string;
  readonly period: string;
  readonly values: readonly SummaryEntry[];
  readonly note: string | null;
  readonly file: { readonly name: string; readonly sha256: string } | null;
  readonly by: Actor;
}

export interface SummaryStored {
  readonly region: string;
  readonly period: string;
  readonly version: number;
  /** ISO moment at which it was received: that of the standing one where nothing is new. */
  readonly receivedAt: string;
  /** The same totals stood already: nothing was written. */
  readonly unchanged: boolean;
}

/** The greatest total that is no slip: more than the people of the country, and less than loses digits. */
export const GREATEST_TOTAL = 1e13;

/** What is wrong with totals, each in words; empty when they can stand. */
export function summaryProblems(values: readonly SummaryEntry[]): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const { measure, value } of values) {
    const known = summaryMeasureOf(measure);
    if (known === undefined) {
      found.push(`没有「${measure}」这个可以汇总上报的指标，全部可报的见汇总模板`);
      continue;
    }
    if (seen.has(measure)) found.push(`「${known.label.zh}」报了两次，请只留一个数`);
    seen.add(measure);
    if (!Number.isFinite(value) || value > GREATEST_TOTAL) found.push(`「${known.label.zh}」的数值不是有效数字`);
    else if (value < 0) found.push(`「${known.label.zh}」为 ${value}，不能为负数`);
    else if (isWholeMeasure(measure) && !Number.isInteger(value)) found.push(`「${known.label.zh}」为 ${value}，必须为整数`);
  }
  if (found.length > 0) return found;
  return partsOverWholes(values).map(
    ({ part, partValue, whole, wholeValue }) => `${part.zh} ${partValue} > ${whole.zh} ${wholeValue}，部分不能大于总数，请核对这两个数`,
  );
}

/** @returns the quarter that they are of @throws DomainError for totals that cannot be, and for a locked period */
export async function assertSummary(db: Db, { region, period, values }: SummaryJob, now: string): Promise<Quarter> {
  if (!isQuarter(period)) throw badInput(`汇总上报的报告期须为季度，如 2026Q3；收到「${period}」`);
  const place = treeOn(await readRegions(db), asOfDate(period)).byCode.get(region);
  if (place === undefined || place.kind !== 'ADMINISTRATIVE' || region === NATION)
    throw badInput(`「${region}」在 ${period} 不是可以汇总上报的地区：请填省、市、县或乡镇的行政区划代码`);
  if (asOfDate(period) >= now.slice(0, 10)) throw badInput(`${period} 还没有结束（截止日 ${asOfDate(period)}），请核对报告期`);
  if ((await countByDemo(db)).demo > 0)
    throw badInput('库中还有示例台账，不能与真实的汇总数混在一起；请先运行 fugai demo remove（之后启动请设 FUGAI_DEMO=off）');
  const standing = await findSubmissions(db, period, [region]);
  if (standing.some((row) => row.is_current === 1 && row.state === 'LOCKED'))
    throw badInput(`${period} 已锁定，请联系审核员退回（锁定后由系统管理员写明原因解锁）`);
  if (values.length === 0) throw badInput('没有可以上报的数：请至少填一个指标的数值');
  const [first, ...others] = summaryProblems(values);
  if (first !== undefined)
    throw badInput(others.length === 0 ? `${first}。` : `${first}；另有 ${others.length} 处错误：${others.slice(0, 4).join('；')}。`);
  return period;
}

const sameTotals = (one: readonly SummaryEntry[], other: readonly SummaryEntry[]): boolean => {
  const values = new Map(other.map(({ measure, value }) => [measure, value]));
  return one.length === other.length && one.every(({ measure, value }) => values.get(measure) === value);
};

/** @param now ISO date-time of the receipt @throws DomainError for totals that cannot be, and for a locked period */
export async function sendSummary(store: AuditedStore, job: SummaryJob, now: string): Promise<SummaryStored> {
  const period = await assertSummary(store.db, job, now);
  const { region, values, note, file, by } = job;
  const newest = await findNewestSummary(store.db, region, period);
  if (newest !== undefined && newest.is_current === 1 && sameTotals(await findSummaryValues(store.db, [newest]), values)) {
    store.trail.tell({ unchanged: true });
    return { region, period, version: newest.version, receivedAt: newest.received_at, unchanged: true };
  }
  const version = newest === undefined ? 1 : newest.version + 1;
  store.trail.tell({ version });
  await inTransaction(store, async (work) => {
    await putSummary(
      store,
      work,
      {
        region,
        period,
        version,
        received_at: now,
        actor: by.id,
        actor_name: by.name,
        file_name: file?.name ?? null,
        file_sha256: file?.sha256 ?? null,
        note,
        published_in: await nextVersion(work),
      },
      values,
    );
    await refreshSummaryFindings({ ...store, db: work }, [period]);
    await recordPublication(work, store.trail, now, `summary ${region} ${period}`);
  });
  return { region, period, version, receivedAt: now, unchanged: false };
}
