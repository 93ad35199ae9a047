/** One submission beside what it takes the place of: counts, rates, and the rows that differ, in the words of the sheets. */
import {
  baseOf,
  countDifferences,
  findBefore,
  listDifferences,
  readDifferences,
  sumSubmissions,
  type DifferenceAsk,
  type StoredCells,
} from '../db/differences.ts';
import type { Db } from '../db/open.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { readSetting } from '../db/settings.ts';
import { findSteps } from '../db/steps.ts';
import { findSubmission } from '../db/submissionList.ts';
import { badInput } from '../domain/errors.ts';
import { askIndicator, indicatorOf, type Asked } from '../domain/indicators.ts';
import { DIFFERENCE_KIND_IDS, type DifferenceKind, type LedgerSheet } from '../domain/ledgerSheets.ts';
import { measureOf } from '../domain/measures.ts';
import { absent, formRate, pointsBetween, type Rate } from '../domain/rate.ts';
import { changedShare, needsNote, NOTE_SHARE, REVIEWED_INDICATORS, type RowCounts } from '../domain/review.ts';
import { SHEET_COLUMNS, spellCell } from './sheetWords.ts';
import { cursorsOf, toPage } from './cursor.ts';
import type {
  DifferenceRow,
  DifferenceRowsAsk,
  FieldChangeRow,
  RateDifferenceRow,
  ReviewSettingsRow,
  SubmissionDifferenceReport,
  SubmissionStepRow,
  SubmissionView,
} from './differenceTypes.ts';
import { toSubmission } from './submissions.ts';
import type { Page } from './types.ts';

const numberOf = (id: string): number | null => (/^\d{1,15}$/.test(id) ? Number(id) : null);

async function findTold(db: Db, id: string): Promise<SubmissionRow | null> {
  const number = numberOf(id);
  return number === null ? null : ((await findSubmission(db, number)) ?? null);
}

async function readSettings(db: Db): Promise<ReviewSettingsRow> {
  const set = await readSetting(db, 'noteShare');
  return set === undefined
    ? { noteShare: NOTE_SHARE, setBy: null, setAt: null }
    : { noteShare: Number(set.value), setBy: set.set_by, setAt: set.set_at };
}

async function stepsOf(db: Db, id: string): Promise<SubmissionStepRow[]> {
  const row = await findTold(db, id);
  if (row === null) return [];
  return (await findSteps(db, row)).flatMap((step) =>
    step.act === null
      ? []
      : [
          {
            act: step.act,
            state: step.state,
            at: step.at,
            by: step.actor_name,
            actor: step.actor,
            dataVersion: step.data_version === null ? null : `v${step.data_version}`,
            reason: step.reason,
          },
        ],
  );
}

const askOf = (sheet: LedgerSheet, after: number, before: readonly number[]): DifferenceAsk => ({
  sheet,
  after,
  before,
  columns: SHEET_COLUMNS[sheet].map(({ column }) => column),
});

/** What was counted when it was staged, where that still is what it is held against: a large ledger is not gone through again. */
function countsKept(row: SubmissionRow, before: readonly SubmissionRow[]): RowCounts | null {
  const there = before.reduce((sum, one) => sum + one.units, 0);
  const { units: after, units_added: added, units_removed: removed, units_changed: changed } = row;
  if (after - added + removed !== there) return null;
  return { before: there, after, added, removed, changed, same: after - added - changed };
}

async function differenceOf(db: Db, id: string): Promise<SubmissionDifferenceReport | null> {
  const row = await findTold(db, id);
  if (row === null) return null;
  const before = await findBefore(db, row);
  const ids = before.map((one) => one.id);
  const stale = row.held === 1 && row.base !== baseOf(before);
  const units = (stale ? null : countsKept(row, before)) ?? (await countDifferences(db, askOf('UNITS', row.id, ids)));
  const { noteShare } = await readSettings(db);
  const [newest] = before;
  return {
    id: String(row.id),
    beforeIds: ids.map(String),
    against: newest === undefined ? null : toSubmission(newest),
    stale,
    changedShare: changedShare(units),
    noteShare,
    noteRequired: needsNote(units, noteShare),
    units,
    organizations: await countDifferences(db, askOf('ORGANIZATIONS', row.id, ids)),
    founded: row.organizations_founded,
    dissolved: row.party_dissolved + row.union_dissolved + row.league_dissolved + row.women_dissolved,
  };
}

function rateOf({ id, numerator, denominator }: Asked, sums: ReadonlyMap<string, number> | null): Rate {
  if (sums === null) return absent('NOT_RECEIVED');
  const total = (ids: readonly string[]): number => ids.reduce((sum, one) => sum + Number(sums.get(one)), 0);
  return formRate(indicatorOf(id).shape, total(numerator), denominator === null ? null : total(denominator));
}

async function ratesOf(db: Db, { id, beforeIds }: SubmissionDifferenceReport): Promise<RateDifferenceRow[]> {
  const asked = REVIEWED_INDICATORS.map((indicator) => askIndicator(indicator));
  const names = new Set(asked.flatMap(({ numerator, denominator }) => [...numerator, ...(denominator ?? [])]));
  const measures = [...names].flatMap((name) => measureOf(name) ?? []);
  const after = await sumSubmissions(db, [Number(id)], measures);
  const before = beforeIds.length === 0 ? null : await sumSubmissions(db, beforeIds.map(Number), measures);
  return asked.map((one) => {
    const [then, now] = [rateOf(one, before), rateOf(one, after)];
    return { indicator: one.id, basis: one.basis, before: then, after: now, change: pointsBetween(now, then) };
  });
}

/** Cells that are not as before; of a row that only one side holds all that are filled. */
const changesOf = (sheet: LedgerSheet, before: StoredCells | undefined, after: StoredCells | undefined): FieldChangeRow[] =>
  SHEET_COLUMNS[sheet].flatMap((column) => {
    const cells = [before, after].map((row) => spellCell(column, row?.[column.column] ?? null));
    const [then = null, now = null] = cells;
    return then === now ? [] : [{ header: column.header, before: then, after: now }];
  });

const COUNT_OF = { ADDED: 'added', REMOVED: 'removed', CHANGED: 'changed' } as const satisfies Record<DifferenceKind, keyof RowCounts>;

async function pageRows(db: Db, difference: SubmissionDifferenceReport, ask: DifferenceRowsAsk): Promise<Page<DifferenceRow>> {
  const { sheet, first, kind = DIFFERENCE_KIND_IDS } = ask;
  const cursors = cursorsOf('differences', sheet, { id: difference.id, against: difference.beforeIds, kinds: kind.toSorted() });
  const [past] = ask.after === undefined ? [null] : cursors.decode(ask.after);
  if (past !== null && typeof past !== 'string') throw badInput('after 不是有效的游标；请从第一页重新读起');
  const sides = askOf(sheet, Number(difference.id), difference.beforeIds.map(Number));
  const counts = sheet === 'UNITS' ? difference.units : difference.organizations;
  // A kind that does not occur would be looked for in every row.
  const kinds = kind.filter((one) => counts[COUNT_OF[one]] > 0);
  const listed = await listDifferences(db, { ...sides, kinds, first, past });
  const { before, after } = await readDifferences(db, { ...sides, codes: listed.map(({ code }) => code) });
  const total = kinds.reduce((sum, one) => sum + counts[COUNT_OF[one]], 0);
  return toPage(listed, first, total, ask.after !== undefined, ({ code, kind: of }) => ({
    cursor: cursors.encode([code]),
    node: {
      kind: of,
      sheet,
      code,
      name: String((after.get(code) ?? before.get(code))?.['name']),
      changes: changesOf(sheet, of === 'ADDED' ? undefined : before.get(code), of === 'REMOVED' ? undefined : after.get(code)),
    },
  }));
}

export const reviewOf = (db: Db): SubmissionView => ({
  submission: async (id) => {
    const row = await findTold(db, id);
    return row === null ? null : toSubmission(row);
  },
  submissionSteps: (id) => stepsOf(db, id),
  submissionDifference: (id) => differenceOf(db, id),
  submissionRates: (difference) => ratesOf(db, difference),
  submissionDifferenceRows: (difference, ask) => pageRows(db, difference, ask),
  reviewSettings: () => readSettings(db),
});
