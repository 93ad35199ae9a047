import { INDICATORS } from '../domain/indicators.ts';
import { spellMoment } from '../domain/tokens.ts';
import { createReports } from '../reports/index.ts';
import { openReaders } from '../db/open.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { DONE, readArguments, REFUSED, required, UsageError, type Command, type CommandContext } from './command.ts';

const OPTIONS = { region: { type: 'string' }, indicator: { type: 'string' }, from: { type: 'string' } } as const;

/** As people write it, `party_org_coverage` or `PARTY_ORG_COVERAGE`. */
function readIndicator(text: string): keyof typeof INDICATORS {
  const wanted = text.toLowerCase();
  const found = (Object.keys(INDICATORS) as (keyof typeof INDICATORS)[]).find((one) => one.toLowerCase() === wanted);
  if (found === undefined) throw new UsageError(`--indicator 没有「${text}」这个指标，例如 party_org_coverage`);
  return found;
}

async function set(rest: readonly string[], { terminal, writer }: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(rest, OPTIONS, 1);
  const target = Number(positionals[0]);
  if (!Number.isFinite(target)) throw new UsageError(`目标须为 0 到 100 的百分数，收到「${String(positionals[0])}」`);
  const step = {
    region: required(values.region, 'region'),
    indicator: readIndicator(required(values.indicator, 'indicator')),
    validFrom: required(values.from, 'from'),
    target,
  };
  await (await writer()).run('targetSet', { step, by: 'cli' });
  terminal.print(`${step.region} ${INDICATORS[step.indicator].zh} 自 ${step.validFrom} 起的目标为 ${target}%`);
  return DONE;
}

async function remove(rest: readonly string[], { terminal, writer }: CommandContext): Promise<number> {
  const { values } = readArguments(rest, OPTIONS, 0);
  const key = {
    region: required(values.region, 'region'),
    indicator: readIndicator(required(values.indicator, 'indicator')),
    validFrom: required(values.from, 'from'),
  };
  const gone = await (await writer()).run('targetRemove', key);
  if (gone) terminal.print(`已删除 ${key.region} ${INDICATORS[key.indicator].zh} 自 ${key.validFrom} 起的目标`);
  else terminal.complain('没有这个目标；已有的见 fugai target list');
  return gone ? DONE : REFUSED;
}

async function list(rest: readonly string[], { terminal, database, writer }: CommandContext): Promise<number> {
  const { values } = readArguments(rest, { region: { type: 'string' }, indicator: { type: 'string' }, json: { type: 'boolean' } }, 0);
  const ask = {
    ...(values.region !== undefined && { region: values.region }),
    ...(values.indicator !== undefined && { indicator: readIndicator(values.indicator) }),
  };
  await writer();
  const readers = openReaders(database);
  try {
    const view = await createReports(readers).open(EVERYTHING);
    const found = await view.datedTargets(ask);
    await view.close();
    if (values.json === true) terminal.print(JSON.stringify({ targets: found }));
    else if (found.length === 0)
      terminal.print('还没有目标。设定一个：fugai target set 90 --region 410000 --indicator party_org_coverage --from 2027-01-01');
    else
      for (const one of found) {
        const who = one.setBy === null ? '规则集或示例' : `${one.setBy}${one.setAt === null ? '' : ` ${spellMoment(one.setAt)}`}`;
        terminal.print(`${one.region}  ${one.indicator}  自 ${one.validFrom}  ${one.target}%  ${who}`);
      }
    return DONE;
  } finally {
    await readers.close();
  }
}

const VERBS: Readonly<Record<string, (rest: readonly string[], context: CommandContext) => Promise<number>>> = { set, remove, list };

export const TARGET: Command = {
  usage:
    'fugai target set PERCENT --region CODE --indicator ID --from 2027-01-01 | remove --region CODE --indicator ID --from DATE | list [--region CODE] [--indicator ID] [--json]',
  words: '设定、删除、列出目标；目标自某日起有效，管到该地区及其下没有自己目标的地区',
  run: async (context) => {
    const [verb = '', ...rest] = context.rest;
    const perform = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (perform === undefined) throw new UsageError(`target 后面应为 set、remove 或 list；收到「${verb}」`);
    return perform(rest, context);
  },
};
