/** The calendar of ledgers: who owes which quarter until when, what came of it, and what somebody is reminded of. */
import type { Db } from '../db/open.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { findFirstOwed, findReceived, findSummarized } from '../db/calendar.ts';
import { readDueDates } from '../db/dueDates.ts';
import { dayInChina } from '../domain/calendar.ts';
import {
  daysFrom,
  dueOnFor,
  dueStateOf,
  levelAbove,
  newestEnded,
  owedQuarters,
  owingRegions,
  type DueStep,
  type SetDueDate,
  type Standing,
} from '../domain/dueDates.ts';
import { asOfDate, isQuarter, quartersBetween, shiftQuarter, type Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import { lineIn, type Tree } from '../domain/regionTree.ts';
import { reminderMessage, remindersOf, type Owed } from '../domain/reminders.ts';
import type { CalendarAsk, CalendarRow, CalendarView, DueDatesAsked, ReminderRow, RemindersAsk } from './calendarTypes.ts';
import type { Ground } from './ground.ts';
import { mustExist, refuseTooMany, selectPeriods } from './selection.ts';
import { toSubmission } from './submissions.ts';
import type { SubmissionReport } from './submissionTypes.ts';
import { seesRows, seesSums } from './withheld.ts';

/** Quarters before the running one that are shown when none are named. */
const SHOWN = 4;

/** A row with what it was made of. */
interface Made {
  readonly row: CalendarRow;
  readonly shown: SubmissionRow | undefined;
  /** Read and not applied. */
  readonly waiting: SubmissionRow | undefined;
}

/** Where rows are looked for: each root with what lies below it, each once. */
function rootsOf(ground: Ground, { within }: CalendarAsk): readonly string[] {
  if (within !== 'ALL') return within.map((code) => mustExist(ground, code).code);
  return ground.dataset.provinces;
}

function quartersAsked(ground: Ground, { periods, now }: CalendarAsk): Quarter[] {
  const running = shiftQuarter(newestEnded(now), 1);
  const known = [...new Set([...ground.periods, running])].toSorted();
  const asked = periods === undefined ? quartersBetween(shiftQuarter(running, -SHOWN), running) : selectPeriods(periods, known);
  return asked.filter((one) => isQuarter(one) && one <= running).toReversed() as Quarter[];
}

/** Regions that owe a ledger at or below a root; a township that is a root itself stands for what its county owes. */
function owingAt(tree: Tree, root: string): Region[] {
  const region = tree.byCode.get(root);
  return region?.level === 'TOWNSHIP' ? [region] : owingRegions(tree, root);
}

/** Townships that sent ledgers of their own for a county's quarter, in place of the county; itself otherwise. */
function reportersOf(tree: Tree, region: Region, came: readonly SubmissionRow[]): readonly Region[] {
  if (region.level === 'TOWNSHIP') return [region];
  const own = came.filter((one) => one.is_current === 1);
  if (own.length === 0 || own.some((one) => one.region === region.code)) return [region];
  return (tree.children.get(region.code) ?? []).filter((child) => child.level === 'TOWNSHIP' && child.kind === 'ADMINISTRATIVE');
}

const standingOf = (current: SubmissionRow | undefined): Standing => {
  if (current === undefined) return 'NONE';
  if (current.carried_forward === 1) return 'CARRIED';
  return current.on_time === 1 ? 'ON_TIME' : 'LATE';
};

interface Surroundings {
  readonly steps: readonly DueStep[];
  readonly summarized: ReadonlySet<string>;
  readonly today: string;
}

const reportOf = (row: SubmissionRow | undefined): SubmissionReport | null =>
  row === undefined || row.file_sha256 === '' ? null : toSubmission(row);

/** What came of one region's quarter; `came` are the rows of its county. */
function rowOf(ground: Ground, tree: Tree, region: Region, period: Quarter, came: readonly SubmissionRow[], around: Surroundings): Made {
  const line = lineIn(tree, region.code);
  const mine = came.filter((one) => one.region === region.code || one.region === one.ledger_region);
  // What waits is told to those who see its rows: to the others nothing has come yet.
  const waiting = mine.find((one) => one.held === 1 && seesRows(ground, one.region));
  const current = mine.find((one) => one.is_current === 1);
  const returned = mine.find((one) => one.state === 'RETURNED');
  const wasReturned = returned !== undefined && (current === undefined || current.carried_forward === 1);
  // A correction that waits changes nothing of what stands.
  const shown = current ?? waiting ?? (wasReturned ? returned : undefined);
  const dueOn = dueOnFor(around.steps, line, period);
  const row: CalendarRow = {
    region: region.code,
    period,
    dueOn,
    daysLeft: daysFrom(around.today, dueOn),
    due: dueStateOf({ dueOn, today: around.today, standing: standingOf(current), returned: wasReturned }),
    state: shown?.state ?? null,
    receivedAt: shown?.received_at ?? null,
    carriedForward: current?.carried_forward === 1,
    summary: around.summarized.has(`${region.code} ${period}`),
    // Of one that is not seen whole there is no more than a join needs.
    submission: reportOf(shown),
  };
  return { row, shown, waiting };
}

async function rowsMade(db: Db, ground: Ground, ask: CalendarAsk): Promise<Made[]> {
  const roots = rootsOf(ground, ask);
  const periods = quartersAsked(ground, ask);
  const running = shiftQuarter(newestEnded(ask.now), 1);
  const firstOwed = await findFirstOwed(db);
  const owing = periods.map((period) => {
    const tree = ground.treeAt(asOfDate(period));
    const all = roots.flatMap((root) => owingAt(tree, root)).filter(({ code }) => seesSums(ground, code));
    const owed = all.filter(({ code }) => {
      const first = firstOwed.get(levelAbove(tree, code, 'PROVINCE') ?? '');
      return period === running || owedQuarters(first !== undefined && isQuarter(first) ? first : null, ask.now).includes(period);
    });
    return { period, tree, regions: [...new Map(owed.map((one) => [one.code, one])).values()] };
  });
  refuseTooMany(owing.reduce((sum, { regions }) => sum + regions.length, 0));
  const ledgerOf = ({ code, level, parent }: Region): string => (level === 'TOWNSHIP' ? String(parent) : code);
  const ledgers = [...new Set(owing.flatMap(({ regions }) => regions.map(ledgerOf)))];
  const came = Map.groupBy(await findReceived(db, { ledgers, periods }), (one) => `${one.ledger_region} ${one.period}`);
  const around: Surroundings = {
    steps: await readDueDates(db, { periods }),
    summarized: new Set((await findSummarized(db, periods)).map((one) => `${one.region} ${one.period}`)),
    today: dayInChina(ask.now),
  };
  return owing.flatMap(({ period, tree, regions }) =>
    regions.flatMap((region) => {
      const own = came.get(`${ledgerOf(region)} ${period}`) ?? [];
      return reportersOf(tree, region, own).map((one) => rowOf(ground, tree, one, period, own, around));
    }),
  );
}

const toOwed = ({ row, shown, waiting }: Made, asker: string): Owed => ({
  due: row.due,
  dueOn: row.dueOn,
  carriedForward: row.carriedForward,
  waits: waiting !== undefined,
  unjudged: shown?.is_current === 1 && shown.state === 'APPLIED' && shown.actor !== asker,
});

async function remindersFor(db: Db, ground: Ground, { permissions, report, asker, now }: RemindersAsk): Promise<ReminderRow[]> {
  if (!permissions.includes('SUBMIT') && !permissions.includes('REVIEW')) return [];
  const made = await rowsMade(db, ground, { within: report, now });
  const today = dayInChina(now);
  return made.flatMap((one) => {
    const { region, period, dueOn, daysLeft, submission } = one.row;
    const owed = toOwed(one, asker);
    const place = ground.treeAt(asOfDate(period)).byCode.get(region)?.name ?? region;
    return remindersOf(owed, permissions).map((kind) => ({
      kind,
      region,
      period,
      dueOn,
      daysLeft,
      submission: kind === 'TO_APPLY' ? reportOf(one.waiting) : submission,
      message: reminderMessage(kind, owed, place, period, today),
    }));
  });
}

async function dueDatesAsked(db: Db, ground: Ground, { region, period }: DueDatesAsked): Promise<readonly SetDueDate[]> {
  if (region !== undefined) mustExist(ground, region);
  return readDueDates(db, { ...(region !== undefined && { regions: [region] }), ...(period !== undefined && { periods: [period] }) });
}

export const calendarOf = (db: Db, ground: Ground): CalendarView => ({
  calendar: async (ask) => (await rowsMade(db, ground, ask)).map(({ row }) => row),
  reminders: (ask) => remindersFor(db, ground, ask),
  dueDates: (ask) => dueDatesAsked(db, ground, ask),
});
