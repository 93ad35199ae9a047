/** A workbook or CSV file of totals → what a region reports. Its columns stand here; a template is made of them. */
import type { Quarter } from '../domain/period.ts';
import { isWholeMeasure, partsOverWholes, SUMMARY_MEASURES, type SummaryEntry } from '../domain/summaries.ts';
import type { SheetSpec, WordList } from './columns.ts';
import type { LedgerContext } from './context.ts';
import { readCsv } from './csv/readCsv.ts';
import { FileRefusal, ProblemLog, shownValue, type Problem, type ProblemCount } from './problems.ts';
import type { FactRow } from './factRow.ts';
import { SheetReader } from './sheetReader.ts';
import { sniff } from './sniff.ts';
import type { Source } from './source.ts';
import { lookupForm, toHalfWidth } from './text.ts';
import { readCellNumber, readNumber } from './values/numbers.ts';
import { NUMBER_FAULTS } from './values/readers.ts';
import { findWord, indexWords } from './values/words.ts';
import { openArchive } from './xlsx/archive.ts';
import { readWorkbook, type WorkbookSheet } from './xlsx/workbook.ts';
import { readWorksheet } from './xlsx/worksheet.ts';

/** One row of such a file, as its cells say it. */
export interface SummaryFact {
  readonly region: string | null;
  readonly period: string | null;
  /** Id of the measure, as a template gives it beside the label. */
  readonly code: string | null;
  readonly measure: string;
  /** Of a template, for who fills it in; not read. */
  readonly unit: string | null;
  readonly before: string | null;
  readonly value: string | null;
}

/** Ids, labels in both languages: what a cell may name a measure by. */
export const SUMMARY_WORDS: WordList = Object.fromEntries(
  SUMMARY_MEASURES.map(({ measure, label }) => [measure, { ...label, synonyms: [label.en] }]),
);
const WORDS = indexWords(SUMMARY_WORDS);

const text = { is: 'text', longest: 100 } as const;
/** `SUMMARY_MEASURES` fill 指标; an empty 数值 is not reported, and not 0. */
export const SUMMARY_SHEET: SheetSpec<SummaryFact, 'SUMMARY'> = {
  id: 'SUMMARY',
  sheet: '汇总上报',
  file: 'summary.csv',
  synonyms: ['summary', '汇总', '汇总表', '汇总数'],
  columns: [
    {
      key: 'region_code',
      fact: 'region',
      header: '行政区划代码',
      type: text,
      fillDown: true,
      synonyms: ['区划代码', '行政区划', '地区代码'],
    },
    { key: 'period', fact: 'period', header: '报告期', type: text, fillDown: true, synonyms: ['季度', '期别', '报告季度'] },
    { key: 'code', fact: 'code', header: '指标代码', type: text },
    { key: 'measure', fact: 'measure', header: '指标', type: text, required: true, synonyms: ['指标名称', '计数', '项目'] },
    { key: 'unit', fact: 'unit', header: '单位', type: text, synonyms: ['计量单位'] },
    { key: 'before', fact: 'before', header: '上期数', type: text },
    { key: 'value', fact: 'value', header: '数值', type: text, synonyms: ['数', '上报数', '本期数', '合计'] },
  ],
  identity: 'measure',
};

/** Where the totals are for. */
export interface SummaryScope {
  readonly region: string;
  readonly period: Quarter;
}

export interface SummaryFile {
  readonly name: string;
  readonly source: Source;
}

/** What is said of such a file. With any error nothing of it may be kept. */
export interface SummaryReading {
  readonly values: readonly SummaryEntry[];
  /** Errors and warnings, by row. */
  readonly problems: readonly Problem[];
  /** Of each severity beyond those that are listed. */
  readonly moreErrors: number;
  readonly moreWarnings: number;
  readonly errorCounts: readonly ProblemCount[];
  /** Of its bytes, hexadecimal; empty where none were read. */
  readonly fileSha256: string;
}

/** More rows than there are measures can only be a ledger. */
const MOST_ROWS = 2_000;

/** 2026Q3, 2026年第3季度, 2026年三季度, 2026-Q3. */
function readQuarter(written: string): string {
  const [, year, digit] = /^(\d{4})年?[-.]?(?:q|第)?([1-4一二三四])(?:季度?)?$/.exec(lookupForm(written)) ?? [];
  if (year === undefined || digit === undefined) return written;
  const quarter = '一二三四'.indexOf(digit) + 1;
  return `${year}Q${quarter === 0 ? digit : quarter}`;
}

const FAULTS = { ...NUMBER_FAULTS, WRONG_UNIT: ['所带单位与该指标不符', '请只填数字'] } as const;

type Report = (column: keyof SummaryFact, value: string, code: string, what: string, remedy: string) => void;

/** Checks rows one after the other; what is sound of them is kept by measure. */
class Totals {
  readonly reader: SheetReader<SummaryFact>;
  readonly #scope: SummaryScope;
  /** Value and row of each measure. */
  readonly #rows = new Map<string, { readonly value: number; readonly row: number }>();

  constructor(name: string, isCsv: boolean, scope: SummaryScope, log: ProblemLog) {
    this.#scope = scope;
    this.reader = new SheetReader(SUMMARY_SHEET, { name, isCsv, mostRows: MOST_ROWS }, contextOf(scope), log, (row) => this.#take(row));
  }

  get values(): readonly SummaryEntry[] {
    return [...this.#rows].map(([measure, { value }]) => ({ measure, value }));
  }

  /** What rows say of each other. */
  finish(): void {
    this.reader.finish(false);
    for (const { part, partValue, whole, wholeValue, measures } of partsOverWholes(this.values)) {
      const row = this.#rows.get(String(measures[0]))?.row;
      if (row === undefined) continue;
      this.reader.reportAt(
        'error',
        row,
        'value',
        partValue,
        'PART_EXCEEDS_WHOLE',
        `：${part.zh} ${partValue} > ${whole.zh} ${wholeValue}`,
        '部分不能大于总数,请核对这两个数',
      );
    }
  }

  /** Null where it is told what is wrong with it. */
  #measureOf({ code, measure: label }: SummaryFact, report: Report): string | null {
    const named = findWord(WORDS, label);
    const measure = code === null ? named : findWord(WORDS, code);
    if (measure === null) {
      const [column, written] = code === null ? (['measure', label] as const) : (['code', code] as const);
      report(column, written, 'UNKNOWN_WORD', `"${shownValue(written)}"不是可以汇总上报的指标`, '请从汇总模板中选用');
    } else if (named !== null && named !== measure) {
      const what = `"${shownValue(label)}"与指标代码"${shownValue(String(code))}"不是同一指标`;
      report('measure', label, 'UNKNOWN_WORD', what, '请从汇总模板中重新复制该行');
      return null;
    }
    return measure;
  }

  #take({ fact, row, sound }: FactRow<SummaryFact>): void {
    if (!sound) return;
    const report: Report = (column, value, code, what, remedy) => this.reader.reportAt('error', row, column, value, code, what, remedy);
    const { region, period } = this.#scope;
    if (fact.region !== null && fact.region !== region)
      return report(
        'region',
        fact.region,
        'REGION_OUTSIDE',
        `"${shownValue(fact.region)}"不是所选的地区(${region})`,
        '请删去该行,或分开上报',
      );
    if (fact.period !== null && readQuarter(fact.period) !== period)
      return report('period', fact.period, 'WRONG_PERIOD', `文件为 ${shownValue(fact.period)},所选为 ${period}`, '请核对报告期');
    const measure = this.#measureOf(fact, report);
    if (measure === null) return;
    if (fact.value === null) return;
    const read = readTotal(fact.value, measure);
    if (typeof read !== 'number') return report('value', fact.value, read.code, `"${shownValue(fact.value)}"${read.what}`, read.remedy);
    const known = this.#rows.get(measure);
    if (known === undefined) this.#rows.set(measure, { value: read, row });
    else if (known.value !== read)
      report(
        'measure',
        fact.measure,
        'DUPLICATE_DIFFERENT',
        `"${shownValue(fact.measure)}"与第 ${known.row} 行相同,而数值不同`,
        '每个指标只保留一行',
      );
  }
}

function readTotal(written: string, measure: string): number | { readonly code: string; readonly what: string; readonly remedy: string } {
  const plain = toHalfWidth(written).trim();
  const whole = isWholeMeasure(measure);
  // What a spreadsheet computed carries digits that it does not show.
  const computed = /^\d+\.\d{10,}$/.test(plain) ? readCellNumber(plain) : null;
  const reading = computed === null ? readNumber(plain, whole ? 'count' : '元') : { value: computed, converted: false };
  if ('fault' in reading) {
    const [what, remedy] = FAULTS[reading.fault];
    return { code: reading.fault, what, remedy };
  }
  return whole && !Number.isInteger(reading.value) ? { code: 'NOT_WHOLE', what: '必须为整数', remedy: '请核对数值' } : reading.value;
}

const contextOf = ({ region, period }: SummaryScope): LedgerContext => ({
  region,
  period,
  isInside: (code) => code === region,
  isPark: () => false,
  hasOrganization: () => false,
  suggestRegions: () => [],
});

/** The sheet of that name, or the only one that is shown. */
function chooseSheet(sheets: readonly WorkbookSheet[]): WorkbookSheet {
  const names = [SUMMARY_SHEET.sheet, ...SUMMARY_SHEET.synonyms].map(lookupForm);
  const named = sheets.find((sheet) => names.includes(lookupForm(sheet.name)));
  const shown = sheets.filter((sheet) => !sheet.isHidden);
  const only = named ?? (shown.length === 1 ? shown[0] : undefined);
  if (only !== undefined) return only;
  const listed = sheets.map((sheet) => sheet.name).join('、');
  throw new FileRefusal(
    'MISSING_SHEET',
    `缺少工作表"${SUMMARY_SHEET.sheet}"。文件中的工作表:${listed === '' ? '无' : listed}。请按汇总模板填写`,
  );
}

async function readFile(
  { name, source }: SummaryFile,
  scope: SummaryScope,
  log: ProblemLog,
): Promise<{ values: readonly SummaryEntry[]; sheet: string }> {
  if (sniff(source) === 'text') {
    const totals = new Totals(name, true, scope, log);
    readCsv(name, source, (row) => totals.reader.accept(row), log);
    totals.finish();
    return { values: totals.values, sheet: name };
  }
  const archive = await openArchive(source);
  const workbook = await readWorkbook(archive);
  const sheet = chooseSheet(workbook.sheets);
  const totals = new Totals(sheet.name, false, scope, log);
  await readWorksheet(archive, workbook, sheet.part, (row) => totals.reader.accept(row));
  totals.finish();
  return { values: totals.values, sheet: sheet.name };
}

/** What is told of a file of which nothing can be read. */
export const refusedSummary = ({ problem }: FileRefusal, fileSha256 = ''): SummaryReading => ({
  values: [],
  problems: [problem],
  moreErrors: 0,
  errorCounts: [],
  moreWarnings: 0,
  fileSha256,
});

/** Reads the totals of one region and quarter from one file. Whatever is wrong with it comes back as problems. */
export async function readSummary(files: readonly SummaryFile[], scope: SummaryScope): Promise<SummaryReading> {
  const [file, ...others] = files;
  const log = new ProblemLog();
  let fileSha256 = '';
  try {
    if (file === undefined || others.length > 0)
      throw new FileRefusal('NO_ROWS', `汇总上报须为一个文件(.xlsx 或 .csv);收到 ${files.length} 个`);
    fileSha256 = file.source.sha256();
    const { values, sheet } = await readFile(file, scope, log);
    const { listed: errors, more: moreErrors } = log.listed('error', [sheet]);
    const { listed: warnings, more: moreWarnings } = log.listed('warning', [sheet]);
    if (errors.length === 0 && values.length === 0) throw new FileRefusal('NO_ROWS', `${sheet}:没有填写任何数值`);
    return {
      values: errors.length === 0 ? values : [],
      problems: [...errors, ...warnings],
      moreErrors,
      moreWarnings,
      errorCounts: log.counted('error'),
      fileSha256,
    };
  } catch (cause) {
    if (cause instanceof FileRefusal) return refusedSummary(cause, fileSha256);
    throw cause;
  }
}
