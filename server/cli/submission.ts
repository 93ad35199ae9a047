import { openReaders } from '../db/open.ts';
import { DomainError } from '../domain/errors.ts';
import { isQuarter } from '../domain/period.ts';
import type { Judge } from '../domain/review.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { SUBMISSION_ACTS, SUBMISSION_STATES, type SubmissionAct, type SubmissionState } from '../domain/submissions.ts';
import { spellMoment } from '../domain/tokens.ts';
import { createReports } from '../reports/index.ts';
import type { Application } from '../ledger/states.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { View } from '../reports/types.ts';
import { operatorActor } from './accounts.ts';
import { DONE, readArguments, required, UsageError, type Command, type CommandContext } from './command.ts';
import { detailJson, detailLines } from './submissionDetail.ts';

/** Who runs the program is not asked for a role. */
const OPERATOR: Judge = { id: 'cli', permissions: [], report: 'ALL', trusted: true };
/** Rows of the list. */
const LISTED = 200;

const PLACE = { region: { type: 'string' }, period: { type: 'string' }, json: { type: 'boolean' } } as const;

function periodOf(text: string | undefined): string {
  const period = required(text, 'period');
  if (!isQuarter(period)) throw new UsageError(`--period 须为季度，如 2025Q4；收到「${period}」`);
  return period;
}

/** The divisions may have to be loaded first, and a database made. */
async function reading<Answer>({ database, writer }: CommandContext, question: (view: View) => Promise<Answer>): Promise<Answer> {
  await writer();
  const readers = openReaders(database);
  try {
    const view = await createReports(readers).open(EVERYTHING);
    try {
      return await question(view);
    } finally {
      await view.close();
    }
  } finally {
    await readers.close();
  }
}

/** Versions of one region and period, the newest first. */
async function versionsOf(view: View, region: string, period: string): Promise<readonly SubmissionReport[]> {
  const page = await view.submissions({ region, period, received: 'ALL', first: LISTED });
  return page.rows.map(({ node }) => node).filter((one) => one.region === region);
}

/** The one that is meant: of those in which the act can be done the newest; otherwise the newest, whose state then says why not. */
function meant(versions: readonly SubmissionReport[], act: SubmissionAct | null): SubmissionReport | undefined {
  if (act === null) return versions[0];
  const from: readonly SubmissionState[] = SUBMISSION_ACTS[act].from;
  return versions.find((one) => from.includes(one.state) && (one.current || one.state === 'RECEIVED')) ?? versions[0];
}

async function find(
  context: CommandContext,
  place: { region: string; period: string },
  act: SubmissionAct | null,
): Promise<SubmissionReport> {
  const found = meant(await reading(context, (view) => versionsOf(view, place.region, place.period)), act);
  if (found === undefined)
    throw new DomainError('NOT_FOUND', `「${place.region}」${place.period} 没有报送。已有的见 fugai submission list`);
  return found;
}

const lineOf = (one: SubmissionReport): string =>
  [
    one.region,
    one.period,
    `第 ${one.version} 版`,
    `${SUBMISSION_STATES[one.state].zh}${one.current || one.state === 'RECEIVED' || one.state === 'RETURNED' ? '' : '（已被代替）'}`,
    `单位 ${one.units} 组织 ${one.organizations}`,
    `${spellMoment(one.receivedAt)}${one.sentBy === null ? '' : ` ${one.sentBy}`}`,
  ].join('  ');

async function list(rest: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(rest, { ...PLACE, state: { type: 'string' } }, 0);
  const state = values.state?.toUpperCase();
  const isState = (text: string): text is SubmissionState => Object.hasOwn(SUBMISSION_STATES, text);
  if (state !== undefined && !isState(state))
    throw new UsageError(`--state 须为 ${Object.keys(SUBMISSION_STATES).join('、')}；收到「${String(values.state)}」`);
  const ask = {
    region: values.region,
    period: values.period === undefined ? undefined : periodOf(values.period),
    state,
    received: 'ALL' as const,
  };
  const page = await reading(context, (view) => view.submissions({ ...ask, first: LISTED }));
  const found = page.rows.map(({ node }) => node);
  if (values.json === true) context.terminal.print(JSON.stringify({ submissions: found, total: page.totalCount }));
  else for (const one of found) context.terminal.print(lineOf(one));
  if (values.json !== true && page.totalCount > found.length)
    context.terminal.complain(`共 ${page.totalCount} 份，只列出新的 ${found.length} 份；可加 --region、--period、--state 缩小范围`);
  return DONE;
}

async function show(rest: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(rest, PLACE, 0);
  const one = await find(context, { region: required(values.region, 'region'), period: periodOf(values.period) }, null);
  const lines = await reading(context, (view) => (values.json === true ? detailJson(view, one) : detailLines(view, one)));
  if (values.json !== true) context.terminal.print(lineOf(one));
  for (const line of lines) context.terminal.print(line);
  return DONE;
}

interface Given {
  readonly note?: string | undefined;
  readonly reason?: string | undefined;
  readonly 'confirm-removals'?: boolean | undefined;
}

/** Gives the number of the version that it was done with. */
async function perform(
  act: SubmissionAct,
  asked: Pick<Application, 'id' | 'judge' | 'by'>,
  given: Given,
  { writer }: CommandContext,
  version: number,
): Promise<number> {
  const running = await writer();
  if (act === 'APPLY') {
    const ask = { ...asked, note: given.note ?? null, confirmRemovals: given['confirm-removals'] ?? false };
    return (await running.run('submissionApply', ask)).version;
  }
  if (act === 'DISCARD') await running.run('submissionDiscard', asked);
  else await running.run('submissionReview', { ...asked, act, reason: given.reason ?? null });
  return version;
}

/** One act: what comes of it is printed, as a line or as JSON. */
const doing =
  (act: SubmissionAct) =>
  async (rest: readonly string[], context: CommandContext): Promise<number> => {
    const options = { ...PLACE, note: { type: 'string' }, reason: { type: 'string' }, 'confirm-removals': { type: 'boolean' } } as const;
    const { values } = readArguments(rest, options, 0);
    const place = { region: required(values.region, 'region'), period: periodOf(values.period) };
    const found = await find(context, place, act);
    const asked = { id: found.id, judge: OPERATOR, by: operatorActor() };
    const version = await perform(act, asked, values, context, found.version);
    const { zh, to } = SUBMISSION_ACTS[act];
    if (values.json === true) context.terminal.print(JSON.stringify({ id: found.id, ...place, version, act, state: to }));
    else
      context.terminal.print(
        `已${zh}：${place.region} ${place.period} 第 ${version} 版${to === null ? '' : `，现在是「${SUBMISSION_STATES[to].zh}」`}`,
      );
    return DONE;
  };

const VERBS: Readonly<Record<string, (rest: readonly string[], context: CommandContext) => Promise<number>>> = {
  list,
  show,
  apply: doing('APPLY'),
  discard: doing('DISCARD'),
  accept: doing('ACCEPT'),
  return: doing('RETURN'),
  lock: doing('LOCK'),
  unlock: doing('UNLOCK'),
};

export const SUBMISSION: Command = {
  usage:
    'fugai submission list [--region CODE] [--period 2025Q4] [--state 状态] | show | apply [--note 变更说明] [--confirm-removals] | discard | accept | return --reason 原因 | lock | unlock --reason 原因 --region CODE --period 2025Q4 [--json]',
  words: '列出、查看报送及其与上一版的差别；提交、撤回、审核通过、退回、锁定、解锁',
  run: async (context) => {
    const [verb = '', ...rest] = context.rest;
    const does = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (does === undefined) throw new UsageError(`submission 后面应为 ${Object.keys(VERBS).join('、')}；收到「${verb}」`);
    return does(rest, context);
  },
};
