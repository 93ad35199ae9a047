/** The calendar at the console: what is due, days that were set, and ledgers carried forward. */
import { openReaders } from '../db/open.ts';
import { DUE_STATES } from '../domain/dueDates.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { SUBMISSION_STATES } from '../domain/submissions.ts';
import { createReports } from '../reports/index.ts';
import type { CalendarRow, CalendarView } from '../reports/calendarTypes.ts';
import { operatorActor } from './accounts.ts';
import { DONE, readArguments, REFUSED, required, UsageError, type Command, type CommandContext } from './command.ts';

const PLACE = { region: { type: 'string' }, period: { type: 'string' } } as const;

function quarterOf(text: string | undefined): Quarter {
  const period = required(text, 'period');
  if (!isQuarter(period)) throw new UsageError(`--period 须为季度，如 2026Q3；收到「${period}」`);
  return period;
}

async function withCalendar<Answer>({ database, writer }: CommandContext, ask: (view: CalendarView) => Promise<Answer>): Promise<Answer> {
  // Brings the schema up to date, as for every command that reads.
  await writer();
  const readers = openReaders(database);
  try {
    const view = await createReports(readers).open(EVERYTHING);
    try {
      return await ask(view);
    } finally {
      await view.close();
    }
  } finally {
    await readers.close();
  }
}

function lineOf({ region, period, dueOn, due, state, receivedAt, carriedForward, summary }: CalendarRow): string {
  const came = state === null ? '' : `${SUBMISSION_STATES[state].zh}${receivedAt === null ? '' : ` ${receivedAt.slice(0, 10)}`}`;
  const marks = [...(carriedForward ? ['沿用上期'] : []), ...(summary ? ['有汇总数'] : [])];
  return [region, period, `截止 ${dueOn}`, DUE_STATES[due].zh, came, ...marks].filter((part) => part !== '').join('  ');
}

export const CALENDAR: Command = {
  usage: 'fugai calendar [--region CODE] [--period 2026Q3 …] [--json]',
  words: '报送日历：应报的台账、截止日与报送情况；不给季度则为本季度与此前四个',
  run: async (context) => {
    const options = { region: { type: 'string' }, period: { type: 'string', multiple: true }, json: { type: 'boolean' } } as const;
    const { values } = readArguments(context.rest, options, 0);
    const periods = values.period?.map((one) => quarterOf(one));
    const within = values.region === undefined ? 'ALL' : [values.region];
    const now = new Date().toISOString();
    const rows = await withCalendar(context, (view) => view.calendar({ within, periods: periods && { only: periods }, now }));
    if (values.json === true) context.terminal.print(JSON.stringify({ calendar: rows }));
    else if (rows.length === 0) context.terminal.print('没有应报的台账：库中还没有台账。给出 --region 可看一个地区应报的。');
    else for (const row of rows) context.terminal.print(lineOf(row));
    return DONE;
  },
};

async function set({ rest, terminal, writer }: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(rest, PLACE, 1);
  const step = { region: required(values.region, 'region'), period: quarterOf(values.period), dueOn: String(positionals[0]) };
  await (await writer()).run('dueSet', { step, by: operatorActor().name });
  terminal.print(`${step.region} ${step.period} 的截止日为 ${step.dueOn}，其下没有另定的地区随它`);
  return DONE;
}

async function remove({ rest, terminal, writer }: CommandContext): Promise<number> {
  const { values } = readArguments(rest, PLACE, 0);
  const place = { region: required(values.region, 'region'), period: quarterOf(values.period) };
  const gone = await (await writer()).run('dueRemove', place);
  if (gone) terminal.print(`已删除 ${place.region} ${place.period} 另定的截止日`);
  else terminal.complain('没有另定这个截止日；已有的见 fugai due list');
  return gone ? DONE : REFUSED;
}

async function list(context: CommandContext): Promise<number> {
  const { values } = readArguments(context.rest, { ...PLACE, json: { type: 'boolean' } }, 0);
  const ask = { region: values.region, period: values.period === undefined ? undefined : quarterOf(values.period) };
  const found = await withCalendar(context, (view) => view.dueDates(ask));
  if (values.json === true) context.terminal.print(JSON.stringify({ dueDates: found }));
  else if (found.length === 0) context.terminal.print('没有另定的截止日：各季度的台账以季后 15 日为截止日');
  else
    for (const one of found) context.terminal.print(`${one.region}  ${one.period}  ${one.dueOn}  ${one.setBy} ${one.setAt.slice(0, 10)}`);
  return DONE;
}

const VERBS: Readonly<Record<string, (context: CommandContext) => Promise<number>>> = { set, remove, list };

export const DUE: Command = {
  usage:
    'fugai due set 2026-10-20 --region CODE --period 2026Q3 | remove --region CODE --period Q | list [--region CODE] [--period Q] [--json]',
  words: '设定、删除、列出台账的截止日；管到该地区及其下没有另定的地区，已收到的随之改判是否按时',
  run: async (context) => {
    const [verb = '', ...rest] = context.rest;
    const perform = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (perform === undefined) throw new UsageError(`due 后面应为 set、remove 或 list；收到「${verb}」`);
    return perform({ ...context, rest });
  },
};

export const CARRY: Command = {
  usage: 'fugai carry --region CODE --period 2026Q3 --reason TEXT',
  words: '逾期未报的，沿用上期台账的存量；本期流量为空，以后报来的台账代替它',
  run: async ({ rest, terminal, writer }) => {
    const { values } = readArguments(rest, { ...PLACE, reason: { type: 'string' } }, 0);
    const ask = { region: required(values.region, 'region'), period: quarterOf(values.period), reason: required(values.reason, 'reason') };
    const made = await (await writer()).run('carry', { ...ask, by: operatorActor() });
    terminal.print(
      `${made.region} ${made.period} 已沿用 ${made.from} 的台账（第 ${made.version} 版）：单位 ${made.units} 家，组织 ${made.organizations} 个`,
    );
    return DONE;
  },
};
