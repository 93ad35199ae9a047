import path from 'node:path';
import { openReaders, type Readers } from '../db/open.ts';
import { EXPORTS, type BulkExport } from '../documents/bulk/exports.ts';
import { BULK_WRITERS, type BulkSuffix } from '../documents/bulk/writers.ts';
import { FILES, placeOf, readFileAddress, whyNoFile } from '../documents/files.ts';
import { createMapPack } from '../documents/mapPack.ts';
import { badInput } from '../domain/errors.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../ledger/columns.ts';
import { readStandingLedger, type StandingLedger } from '../ledger/standingLedger.ts';
import { writeLedgerCsv, writeLedgerWorkbook } from '../ledger/writeXlsx.ts';
import { createReports } from '../reports/index.ts';
import type { PlaceAsk, View } from '../reports/types.ts';
import { DONE, readArguments, required, UsageError, type Command, type CommandContext } from './command.ts';
import { STANDARD_OUTPUT, writeFileOut, writeFolderOut, writeOut } from './output.ts';

const NOUNS = [...EXPORTS.map(({ noun }) => noun), 'ledger', 'view'];

/** One view, closed on every path. */
async function withView<Answer>(database: string, at: PlaceAsk, work: (view: View) => Promise<Answer>): Promise<Answer> {
  const readers = openReaders(database, 'export');
  try {
    const view = await createReports(readers).open(EVERYTHING, at);
    try {
      return await work(view);
    } finally {
      await view.close();
    }
  } finally {
    await readers.close();
  }
}

/** The form by the suffix of the file, or as it is named; csv where neither says. */
function suffixOf(to: string, format: string | undefined, { suffixes, noun }: BulkExport): BulkSuffix {
  const said = format ?? (to === STANDARD_OUTPUT ? 'csv' : path.extname(to).slice(1).toLowerCase());
  const found = suffixes.find((suffix) => suffix === said);
  if (found === undefined) throw new UsageError(`${noun} 可以写成 ${suffixes.map((suffix) => `.${suffix}`).join('、')}；收到「${said}」`);
  return found;
}

/** `--to` names the file, so that the last period of a span has another name. */
const UNTIL = 'until';
const optionOf = (parameter: string): string => (parameter === 'to' ? UNTIL : parameter);
const parameterOf = (option: string): string => (option === UNTIL ? 'to' : option);

async function exportBulk(found: BulkExport, rest: readonly string[], { database, terminal }: CommandContext): Promise<void> {
  const names = Object.keys(found.parameters).map(optionOf);
  const several = { type: 'string', multiple: true } as const;
  const options = Object.fromEntries([...names, 'to', 'format'].map((name) => [name, several]));
  const { values } = readArguments(rest, options, 0);
  const given = values as Readonly<Record<string, readonly string[] | undefined>>;
  const to = required(given['to']?.at(-1), 'to');
  const suffix = suffixOf(to, given['format']?.at(-1), found);
  const parameters = new URLSearchParams(names.flatMap((name) => (given[name] ?? []).map((value) => [parameterOf(name), value])));
  const asked = found.read(parameters);
  await withView(database, asked.at, async (view) => {
    const table = await asked.open(view);
    await writeOut(to, BULK_WRITERS[suffix].write(table, asked.bom));
    const rows = table.rows === null ? '' : ` ${table.rows} 行`;
    const line = `已导出${table.story.title.zh}${rows}，数据版本 ${table.story.dataVersion}：${to}`;
    if (to === STANDARD_OUTPUT) terminal.complain(line);
    else terminal.print(line);
  });
}

async function standingLedger(readers: Readers, region: string, period: Quarter): Promise<StandingLedger> {
  const snapshot = await readers.snapshot(EVERYTHING);
  try {
    return await readStandingLedger(snapshot.db, region, period);
  } finally {
    await snapshot.close();
  }
}

async function exportLedger(rest: readonly string[], { database, terminal }: CommandContext): Promise<void> {
  const { values } = readArguments(rest, { region: { type: 'string' }, period: { type: 'string' }, to: { type: 'string' } }, 0);
  const [region, period, to] = [required(values.region, 'region'), required(values.period, 'period'), required(values.to, 'to')];
  if (!isQuarter(period)) throw new UsageError(`--period 须为季度，如 2025Q4；收到「${period}」`);
  if (to === STANDARD_OUTPUT) throw new UsageError('台账有两张表，不能写到标准输出；--to 请给一个文件夹或 .xlsx 文件');
  const readers = openReaders(database, 'export');
  try {
    const { units, organizations, version } = await standingLedger(readers, region, period);
    if (to.toLowerCase().endsWith('.xlsx')) await writeFileOut(to, (partial) => writeLedgerWorkbook(partial, units, organizations));
    else await writeFolderOut(to, [UNIT_SHEET.file, ORGANIZATION_SHEET.file], (partial) => writeLedgerCsv(partial, units, organizations));
    terminal.print(`已导出 ${region} ${period} 第 ${version} 版台账：单位 ${units.length} 行，组织 ${organizations.length} 行：${to}`);
  } finally {
    await readers.close();
  }
}

/** The same makers as the server's, for the same address. */
async function exportView(rest: readonly string[], { database, terminal, places }: CommandContext): Promise<void> {
  const { values, positionals } = readArguments(rest, { to: { type: 'string' } }, 1);
  const to = required(values.to, 'to');
  const { pathname, ...asked } = readFileAddress(String(positionals[0]));
  const file = FILES.find(({ address }) => address === pathname);
  if (file === undefined) throw badInput(whyNoFile(pathname) ?? `「${pathname}」不是一个文件的地址；写作 '/overview.pdf?region=410000'`);
  const maps = createMapPack({ pack: places.mapPack, counties: path.join(places.maps, 'counties') });
  const made = await withView(database, placeOf(asked.selection), (view) => file.make({ ...asked, view, maps }));
  await writeOut(to, [await made.write()]);
  for (const notice of made.notices) terminal.complain(notice[asked.selection.lang]);
  if (to !== STANDARD_OUTPUT) terminal.print(`已导出${made.named}：${to}`);
}

export const EXPORT: Command = {
  usage: [
    'fugai export units | organizations | figures --to FILE.csv|.xlsx|- [--region CODE] [--period 2026Q3] [--条件 值 …]',
    'fugai export observations --to FILE.csv|.parquet|- --region CODE --period P | --from P --until P [--indicators A,B] [--by KIND] [--where.sector … …]',
    'fugai export ledger --region CODE --period 2026Q3 --to 文件夹 | FILE.xlsx',
    "fugai export view '/overview.pdf?region=410000' --to FILE",
  ].join('\n'),
  words: '导出清单、观测值、公布数、台账或任一视图；条件与 /export/… 的参数同名，- 为标准输出（经 npm 时写 npm run -s fugai -- export …）',
  run: async (context) => {
    const [noun = '', ...rest] = context.rest;
    if (!NOUNS.includes(noun)) throw new UsageError(`export 后面应为 ${NOUNS.join('、')} 之一；收到「${noun}」`);
    const found = EXPORTS.find((one) => one.noun === noun);
    // Brings the schema up to date, as for every command that reads.
    await context.writer();
    if (found) await exportBulk(found, rest, context);
    else if (noun === 'ledger') await exportLedger(rest, context);
    else await exportView(rest, context);
    return DONE;
  },
};
