/** One submission on a terminal: its steps, and how it differs from what it takes the place of. */
import { indicatorOf } from '../domain/indicators.ts';
import { DIFFERENCE_KINDS, LEDGER_SHEET_IDS, LEDGER_SHEETS } from '../domain/ledgerSheets.ts';
import type { RowCounts } from '../domain/review.ts';
import { SUBMISSION_ACTS } from '../domain/submissions.ts';
import { spellMoment } from '../domain/tokens.ts';
import type { DifferenceRow, SubmissionDifferenceReport } from '../reports/differenceTypes.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { View } from '../reports/types.ts';
import { formatNumber } from './words.ts';

/** Rows that differ shown on a terminal, a sheet; all of them are in the workbook and, to 1 000, in `--json`. */
const [SHOWN, IN_JSON] = [20, 1_000];

async function rowsOf(view: View, difference: SubmissionDifferenceReport, first: number): Promise<DifferenceRow[]> {
  const found: DifferenceRow[] = [];
  for (const sheet of LEDGER_SHEET_IDS)
    found.push(...(await view.submissionDifferenceRows(difference, { sheet, first })).rows.map(({ node }) => node));
  return found;
}

const countsLine = (what: string, { before, after, added, removed, changed, same }: RowCounts): string =>
  `${what}：${before} → ${after}，新增 ${added} 减少 ${removed} 变更 ${changed} 相同 ${same}`;

const rowLine = ({ kind, sheet, code, name, changes }: DifferenceRow): string => {
  const cells =
    kind === 'CHANGED' ? changes.map(({ header, before, after }) => `${header} ${before ?? '空'} → ${after ?? '空'}`).join('；') : '';
  return `  ${DIFFERENCE_KINDS[kind].zh} ${LEDGER_SHEETS[sheet].zh} ${code} ${name}${cells === '' ? '' : `：${cells}`}`;
};

export async function detailLines(view: View, { id, note }: SubmissionReport): Promise<string[]> {
  const lines = (await view.submissionSteps(id)).map(
    ({ act, at, by, reason }) => `${spellMoment(at)}  ${SUBMISSION_ACTS[act].zh}  ${by}${reason === null ? '' : `  ${reason}`}`,
  );
  if (note !== null) lines.push(`变更说明：${note}`);
  const difference = await view.submissionDifference(id);
  if (difference === null) return lines;
  const { against, units, organizations, founded, dissolved, stale, noteRequired, noteShare } = difference;
  lines.push(
    against === null ? '没有上一版' : `与第 ${against.version} 版（${against.region}）相比${stale ? '：收到之后另有新版入库' : ''}`,
  );
  lines.push(countsLine('单位', units), countsLine('组织', organizations), `组织新建 ${founded} 撤销 ${dissolved}`);
  if (noteRequired) lines.push(`变动占比超过 ${noteShare}%，须写变更说明`);
  for (const { indicator, before, after, change } of await view.submissionRates(difference))
    lines.push(`${indicatorOf(indicator).zh}：${formatNumber(before.value)} → ${formatNumber(after.value)}（${formatNumber(change)}）`);
  if (against === null) return lines;
  return [...lines, ...(await rowsOf(view, difference, SHOWN)).map(rowLine)];
}

export async function detailJson(view: View, submission: SubmissionReport): Promise<string[]> {
  const difference = await view.submissionDifference(submission.id);
  const steps = await view.submissionSteps(submission.id);
  if (difference === null) return [JSON.stringify({ submission, steps, difference })];
  const rates = await view.submissionRates(difference);
  return [JSON.stringify({ submission, steps, difference: { ...difference, rates, rows: await rowsOf(view, difference, IN_JSON) } })];
}
