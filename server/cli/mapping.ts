/** `fugai mapping`: what a region calls the sheets and columns of its ledgers. */
import { LEDGER_SHEETS, type HeaderMatch, type LedgerSheet, type SheetMapping } from '../domain/ledgerSheets.ts';
import { LEDGER_COLUMNS } from '../ledger/columnRules.ts';
import { DONE, readArguments, required, UsageError, type Command, type CommandContext, type Terminal } from './command.ts';
import { mappingsOf } from './mappings.ts';

function readSheet(text: string): LedgerSheet {
  const wanted = text.toUpperCase();
  const found = (Object.keys(LEDGER_SHEETS) as LedgerSheet[]).find((one) => one === wanted || LEDGER_SHEETS[one].zh === text);
  if (found === undefined) throw new UsageError(`--sheet 须为 units 或 organizations；收到「${text}」`);
  return found;
}

/** `职工数(人)=staff`; nothing after the sign leaves the column out. */
function readMatch(text: string): HeaderMatch {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new UsageError(`--column 写作 "职工数(人)=staff"，不导入的列写作 "备注="；收到「${text}」`);
  const key = text.slice(at + 1).trim();
  return { label: text.slice(0, at).trim(), key: key === '' ? null : key };
}

function show(terminal: Terminal, region: string, sheets: readonly SheetMapping[]): void {
  for (const { sheet, name, columns } of sheets) {
    terminal.print(
      `${region}  ${LEDGER_SHEETS[sheet].zh}  工作表名 ${name ?? '与模板相同'}${columns.length === 0 ? '  列标题与模板相同' : ''}`,
    );
    for (const { label, key } of columns) {
      const column = LEDGER_COLUMNS.find((one) => one.sheet === sheet && one.key === key);
      terminal.print(`    「${label}」 → ${column === undefined ? '不导入' : `${column.header}（${column.key}）`}`);
    }
  }
}

async function list(rest: readonly string[], { terminal, database, writer }: CommandContext): Promise<number> {
  const { values } = readArguments(rest, { region: { type: 'string' }, json: { type: 'boolean' } }, 0);
  const region = required(values.region, 'region');
  const mappings = mappingsOf(database, await writer());
  try {
    const sheets = await mappings.headerMapping(region);
    if (values.json === true) terminal.print(JSON.stringify({ region, sheets }));
    else show(terminal, region, sheets);
    return DONE;
  } finally {
    await mappings.close();
  }
}

async function set(rest: readonly string[], { terminal, writer }: CommandContext): Promise<number> {
  const { values } = readArguments(
    rest,
    { region: { type: 'string' }, sheet: { type: 'string' }, name: { type: 'string' }, column: { type: 'string', multiple: true } },
    0,
  );
  const region = required(values.region, 'region');
  const change = {
    region,
    sheet: readSheet(required(values.sheet, 'sheet')),
    name: values.name ?? null,
    columns: (values.column ?? []).map(readMatch),
  };
  show(terminal, region, await (await writer()).run('mappingSet', { change, by: 'cli' }));
  return DONE;
}

async function columns(rest: readonly string[], { terminal }: CommandContext): Promise<number> {
  readArguments(rest, {}, 0);
  for (const { sheet, key, header, rule } of LEDGER_COLUMNS) terminal.print(`${LEDGER_SHEETS[sheet].zh}  ${header}（${key}）  ${rule}`);
  return DONE;
}

const VERBS: Readonly<Record<string, (rest: readonly string[], context: CommandContext) => Promise<number>>> = { show: list, set, columns };

export const MAPPING: Command = {
  usage:
    'fugai mapping show --region CODE [--json] | set --region CODE --sheet units|organizations [--name 工作表名] [--column "职工数(人)=staff"]… | columns',
  words: '一个地区的表头对应：它的台账里工作表和列叫什么；set 代替该工作表原来的全部对应，乡镇没有说的随县',
  run: async (context) => {
    const [verb = '', ...rest] = context.rest;
    const perform = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (perform === undefined) throw new UsageError(`mapping 后面应为 show、set 或 columns；收到「${verb}」`);
    return perform(rest, context);
  },
};
