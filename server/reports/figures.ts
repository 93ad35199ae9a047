/** Published figures: lists, rates formed from two of them, series, and what the checks found. */
import { findFigures, findQuantities, findSources } from '../db/figures.ts';
import { countFindings, listFindings } from '../db/findings.ts';
import type { Db } from '../db/open.ts';
import type { FindingTable } from '../db/schema.ts';
import { badInput } from '../domain/errors.ts';
import type { Figure } from '../domain/figures.ts';
import type { Subject } from '../domain/organizations.ts';
import { publishedRates, publishedSeries } from '../domain/published.ts';
import { absent } from '../domain/rate.ts';
import { cursorsOf, toPage } from './cursor.ts';
import { lineOf, type Ground } from './ground.ts';
import { smallLedgerFindings } from './smallFindings.ts';
import { mustExist } from './selection.ts';
import type { FindingRow, FindingsAsk, Page, PublishedRateRow, PublishedSeriesRow } from './types.ts';

/** Names that the pages ask for, whatever has been published. */
const ASKED_OF_ALL: readonly string[] = ['units', 'covered_units', 'staff', 'union_members'];

/** Names are an open list, so a misspelt one would find nothing, as if nothing had been published. @throws DomainError with those that are known */
async function mustBeCounted(db: Db, quantities: readonly string[]): Promise<void> {
  const known = await findQuantities(db);
  const unknown = quantities.find((quantity) => !known.includes(quantity) && !ASKED_OF_ALL.includes(quantity));
  if (unknown !== undefined && known.length > 0) throw badInput(`公布数中没有「${unknown}」这个数量；已有的数量名：${known.join('、')}`);
}

export async function listFigures(
  db: Db,
  ground: Ground,
  { region, subject, quantity }: { region?: string; subject?: Subject; quantity?: string },
): Promise<Figure[]> {
  if (region !== undefined) mustExist(ground, region);
  if (quantity !== undefined) await mustBeCounted(db, [quantity]);
  return findFigures(db, {
    ...(region === undefined ? {} : { regions: [region] }),
    subject,
    ...(quantity === undefined ? {} : { quantities: [quantity] }),
  });
}

export async function sourcesByIds(db: Db, ids: readonly string[]) {
  const found = new Map((await findSources(db, ids)).map((source) => [source.id, source]));
  return ids.map((id) => found.get(id));
}

const toFinding = (row: FindingTable, figures: ReadonlyMap<string, Figure>): FindingRow => ({
  id: row.id,
  relation: row.relation,
  check: row.kind,
  verdict: row.verdict,
  severity: row.severity,
  region: row.region,
  period: row.period,
  printed: row.printed,
  computed: row.computed,
  difference: row.difference,
  decimals: row.decimals,
  unit: row.unit,
  title: row.title,
  explanation: row.explanation,
  explanationEn: row.explanation_en,
  figures: (JSON.parse(row.figures) as string[]).flatMap((id) => figures.get(id) ?? []),
  submission: row.submission === null ? null : String(row.submission),
});

/** `region` finds its own findings and those of all below it, as far as they may be told. */
export async function pageFindings(db: Db, ground: Ground, ask: FindingsAsk): Promise<Page<FindingRow>> {
  const { region } = ask;
  if (region !== undefined) mustExist(ground, region);
  const regions =
    region === undefined || region === '100000' ? undefined : [...ground.latest.keys()].filter((code) => isAtOrBelow(ground, code, region));
  const where = {
    regions,
    verdicts: ask.verdict,
    severities: ask.severity,
    checks: ask.check,
    period: ask.period,
    submission: ask.submission === undefined ? undefined : submissionNumber(ask.submission),
    ofSubmissions: ask.ofSubmissions,
    problemsOnly: ask.problemsOnly ?? false,
    without: await smallLedgerFindings(db, ground),
  };
  const cursors = cursorsOf('findings', 'SERIOUS', {
    region,
    verdict: ask.verdict,
    severity: ask.severity,
    problemsOnly: where.problemsOnly,
    checks: ask.check,
    period: ask.period,
    submission: ask.submission,
    ofSubmissions: ask.ofSubmissions,
  });
  const after = ask.after === undefined ? null : positionOf(cursors.decode(ask.after));
  const rows = await listFindings(db, { where, first: ask.first, after });
  const ids = [...new Set(rows.flatMap((row) => JSON.parse(row.figures) as string[]))];
  const figures = new Map((await findFigures(db, { ids })).map((figure) => [figure.id, figure]));
  return toPage(rows, ask.first, await countFindings(db, where), ask.after !== undefined, (row) => ({
    cursor: cursors.encode([row.position, row.id]),
    node: toFinding(row, figures),
  }));
}

function submissionNumber(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw badInput(`报送编号应为数字；收到「${id}」`);
  return Number(id);
}

function isAtOrBelow(ground: Ground, code: string, region: string): boolean {
  return lineOf(ground, code).includes(region);
}

function positionOf([position, id]: readonly unknown[]): { position: number; id: string } {
  if (typeof position !== 'number' || typeof id !== 'string') throw badInput('after 不是本列表的游标，请用上一页 pageInfo.endCursor');
  return { position, id };
}

/** The newest rate of the parent itself first, then of each of its children; a region without both figures is NOT_APPLICABLE. */
export async function ratesPublished(
  db: Db,
  ground: Ground,
  ask: { parent: string; subject: Subject; numerator: string; denominator: string },
): Promise<PublishedRateRow[]> {
  const children = (ground.tree.children.get(mustExist(ground, ask.parent).code) ?? []).filter(
    (region) => region.kind === 'ADMINISTRATIVE',
  );
  await mustBeCounted(db, [ask.numerator, ask.denominator]);
  const regions = [ask.parent, ...children.map((region) => region.code)];
  const figures = await findFigures(db, { regions, subject: ask.subject, quantities: [ask.numerator, ask.denominator] });
  const rates = publishedRates(figures, { regions, subject: ask.subject, numerator: ask.numerator, denominator: ask.denominator });
  const newest = (region: string) => rates.find((rate) => rate.region === region);
  const asOf = rates[0]?.asOf;
  if (asOf === undefined) return [];
  return regions.map(
    (region): PublishedRateRow => newest(region) ?? { region, asOf, numerator: null, denominator: null, rate: absent('NOT_APPLICABLE') },
  );
}

export async function seriesPublished(db: Db, ground: Ground, ask: { region: string; subject: Subject }): Promise<PublishedSeriesRow[]> {
  mustExist(ground, ask.region);
  const figures = await findFigures(db, { regions: [ask.region] });
  return publishedSeries(figures, ask.region, ask.subject).map((series) => ({
    ...series,
    breaks: series.breaks.map(({ before, after, reason }) => ({ before, after, reason: reason.zh, reasonEn: reason.en })),
  }));
}
