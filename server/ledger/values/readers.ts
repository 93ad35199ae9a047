/** One reader a column: a fast way for cells as they should be, a careful way for all others. */
import type { CellType, Column } from '../columns.ts';
import type { LedgerContext } from '../context.ts';
import type { CellReader, CellSink, CellValue } from './cell.ts';
import { asOfDate } from '../../domain/period.ts';
import { personalTrace } from '../persons.ts';
import { shownValue } from '../problems.ts';
import { stripInvisible } from '../text.ts';
import { BOOLEAN, DATED, FROM_1904, NUMBER, cleanCell, passesMarks } from './cell.ts';
import type { KnownCodes } from './codes.ts';
import { isCleanCreditCode, parkCodes, readCode, readCreditCode, regionCodes } from './codes.ts';
import { isPlainDate, readDate, readSerial } from './dates.ts';
import { plainCount, readCellNumber, readNumber } from './numbers.ts';
import { findFlag, findWord, indexWords } from './words.ts';

/** `quick` takes the raw text and gives undefined when in any doubt; `careful` gets cleaned text and reports. */
interface TypeReader {
  quick(raw: string): CellValue | undefined;
  careful(text: string, mark: number, raw: string): CellValue;
}

type CountType = Extract<CellType, { is: 'count' }>;
type WordType = Extract<CellType, { is: 'word' }>;

/** Larger counts do not fit the columns of the store, and no unit has them. */
const LARGEST_COUNT = 2_147_483_647;

export const NUMBER_FAULTS = {
  NOT_A_NUMBER: ['不是有效数字', '请只填数字'],
  SCIENTIFIC: ['是科学计数法,数字可能已经丢失', '请将单元格设为"数值"后重新填写'],
  PRECISION: ['超出精度(多于 15 位有效数字)', '请核对数值'],
  PERCENT: ['是百分数,而本列填数量', '请改填数量;比率由系统计算'],
  NEGATIVE: ['不能为负数', '请核对数值'],
  WRONG_UNIT: ['所带单位与本列不符', '请按列标题的单位只填数字'],
} as const;

/** The number of a cell in the column's unit; null after reporting. */
function numberOf(text: string, mark: number, raw: string, unit: 'count' | '元' | '万元', sink: CellSink): number | null {
  if (mark & DATED) {
    const day = readSerial(Number(raw), (mark & FROM_1904) !== 0);
    const shown = 'fault' in day ? shownValue(raw) : day.date;
    sink.error('DATE_AS_NUMBER', `"${shown}"是日期,不是数字(可能由"3-5"之类的内容自动转成)`, '请将单元格格式设为"常规"后重新填写数字');
    return null;
  }
  const cell = mark & NUMBER ? readCellNumber(raw) : null;
  const reading =
    mark & BOOLEAN
      ? ({ fault: 'NOT_A_NUMBER' } as const)
      : cell === null
        ? readNumber(text, unit)
        : cell < 0
          ? ({ fault: 'NEGATIVE' } as const)
          : { value: cell, converted: false };
  if ('fault' in reading) {
    const [what, remedy] = NUMBER_FAULTS[reading.fault];
    sink.error(reading.fault, `"${shownValue(raw)}"${what}`, remedy);
    return null;
  }
  // A telephone number in the wrong column would be kept as an amount.
  if (personalTrace(raw) !== null) {
    sink.error('PERSONAL_NUMBER', `"${shownValue(raw)}"疑似${String(personalTrace(raw))},系统不保存个人信息`, '请核对数值');
    return null;
  }
  if (reading.converted || /[０-９．]/.test(raw)) sink.warn('CONVERTED', `"${shownValue(raw)}"已转换为 ${reading.value}`);
  return reading.value;
}

function countReader(type: CountType, sink: CellSink): TypeReader {
  const least = type.least ?? 0; // a count without a stated least value starts at none
  const most = type.most ?? LARGEST_COUNT;
  return {
    quick(raw) {
      const value = plainCount(raw);
      return value !== null && value >= least && value <= most ? value : undefined;
    },
    careful(text, mark, raw) {
      const value = numberOf(text, mark, raw, 'count', sink);
      if (value === null) return null;
      if (!Number.isInteger(value)) sink.error('NOT_WHOLE', `"${shownValue(raw)}"必须为整数`, '请核对数值');
      else if (value < least || value > most)
        sink.error('OUT_OF_RANGE', `"${shownValue(raw)}"超出范围,应在 ${least} 到 ${most} 之间`, '请核对数值');
      else return value;
      return null;
    },
  };
}

const PLAIN_AMOUNT = /^\d{1,10}(?:\.\d{1,4})?$/;

const amountReader = (unit: '元' | '万元', sink: CellSink): TypeReader => ({
  quick: (raw) => plainCount(raw) ?? (PLAIN_AMOUNT.test(raw) ? Number(raw) : undefined),
  careful: (text, mark, raw) => numberOf(text, mark, raw, unit, sink),
});

const DATE_FAULTS = {
  NOT_A_DATE: ['不是日期', '请按 2025-10-01 的格式填写'],
  NO_SUCH_DAY: ['是不存在的日期', '请核对日期'],
  TWO_DIGIT_YEAR: ['年份只有两位', '请写四位年份,如 2025-10-01'],
} as const;

function dateReader(asOf: string, sink: CellSink): TypeReader {
  return {
    quick: (raw) => (raw <= asOf && isPlainDate(raw) ? raw : undefined),
    careful(text, mark, raw) {
      const isSerial = (mark & NUMBER) !== 0;
      const reading = isSerial ? readSerial(Number(raw), (mark & FROM_1904) !== 0) : readDate(text);
      if ('fault' in reading) {
        const [what, remedy] = DATE_FAULTS[reading.fault];
        sink.error(reading.fault, `"${shownValue(raw)}"${what}`, remedy);
        return null;
      }
      if (reading.date > asOf) {
        sink.error('DATE_AFTER_PERIOD', `"${shownValue(raw)}"晚于报告期末 ${asOf}`, '请核对日期或所选报告期');
        return null;
      }
      if (reading.converted !== null && !isSerial) sink.warn('CONVERTED', `"${shownValue(raw)}"已转换为 ${reading.date}`);
      return reading.date;
    },
  };
}

function wordReader(type: WordType, sink: CellSink): TypeReader {
  const index = indexWords(type.words);
  const allowed = Object.values(type.words)
    .map((entry) => entry.zh)
    .join('、');
  return {
    quick: (raw) => index.exact.get(raw),
    careful(text) {
      const key = findWord(index, text);
      if (key === null) sink.error('UNKNOWN_WORD', `"${shownValue(text)}"不在可选范围`, `可填:${allowed}`);
      return key;
    },
  };
}

const flagReader = (sink: CellSink): TypeReader => ({
  quick: findFlagQuick,
  careful(text) {
    const value = findFlag(text);
    if (value === undefined) sink.error('NOT_A_FLAG', `"${shownValue(text)}"不是"是"或"否"`, '请填 是 或 否');
    return value ?? null;
  },
});

function findFlagQuick(raw: string): boolean | undefined {
  return raw === '是' ? true : raw === '否' ? false : findFlag(raw);
}

/** Anything in a name that needs a second look: edges, controls, private or broken characters, long digits, an address. */
const UNPLAIN = /^[\s'*?#×Xx某/\\—–―-]|\s$|[\p{Cc}\p{Cf}\p{Co}\uFFFD]|(?:[\d０-９][\s\-－]?){11}|@|^.{0,3}$/u;
const PRIVATE_USE = /[\p{Co}\uFFFD]/u;

/** Text keeps its own punctuation and width: a name is written as its register writes it. */
function textReader(longest: number, sink: CellSink): TypeReader {
  return {
    quick: (raw) => (raw.length <= longest && !UNPLAIN.test(raw) ? raw : undefined),
    careful(_, __, raw) {
      // The apostrophe is what exports put before a text that a spreadsheet would run as a formula.
      const text = stripInvisible(raw.trim().replace(/^'(?=[=+\-@\t\r])/, ''))
        .replace(/\s+/g, ' ')
        .trim();
      const trace = personalTrace(text);
      if (trace !== null) sink.error('PERSONAL_NUMBER', `"${shownValue(text)}"含疑似${trace},系统不保存个人信息`, '请删去个人信息');
      else if ([...text].length > longest)
        sink.error('TOO_LONG', `"${shownValue(text)}"有 ${[...text].length} 个字符,最多 ${longest} 个`, '请缩短内容');
      else {
        if (PRIVATE_USE.test(text)) sink.warn('ODD_CHARACTERS', `"${shownValue(text)}"含无法识别的字符(造字或乱码),已原样保留`);
        return text;
      }
      return null;
    },
  };
}

/** A person's number has more characters than this. */
const LONGEST_QUICK = 11;
const plainCode = /^[0-9A-Za-z][0-9A-Za-z._/-]*$/;

function codeReader(longest: number, sink: CellSink): TypeReader {
  return {
    quick: (raw) => (raw.length < LONGEST_QUICK && plainCode.test(raw) && !raw.includes('E+') ? raw : undefined),
    careful: (text, mark) => readCode(text, mark, longest, sink),
  };
}

function readerOf(type: CellType, context: LedgerContext, sink: CellSink): TypeReader {
  switch (type.is) {
    case 'creditCode':
      return { quick: (raw) => (isCleanCreditCode(raw) ? raw : undefined), careful: (text, mark) => readCreditCode(text, mark, sink) };
    case 'text':
      return textReader(type.longest, sink);
    case 'code':
      return codeReader(type.longest, sink);
    case 'reference':
      return codeReader(32, sink);
    case 'region':
      return knownReader(regionCodes(context, sink));
    case 'park':
      return knownReader(parkCodes(context, sink));
    case 'word':
      return wordReader(type, sink);
    case 'date':
      return dateReader(asOfDate(context.period), sink);
    case 'flag':
      return flagReader(sink);
    case 'count':
      return countReader(type, sink);
    case 'amount':
      return amountReader(type.unit, sink);
  }
}

const knownReader = (codes: KnownCodes): TypeReader => ({ quick: (raw) => (codes.isKnown(raw) ? raw : undefined), careful: codes.read });

/** The reader of a column's non-empty cells. */
export function makeReader<Fact>(column: Column<Fact>, context: LedgerContext, sink: CellSink): CellReader {
  const reader = readerOf(column.type, context, sink);
  const fillsDown = column.fillDown === true;
  return {
    takesNumbers: column.type.is !== 'date',
    quick: reader.quick,
    careful(raw, mark) {
      if (!passesMarks(raw, mark, fillsDown, sink)) return null;
      const text = cleanCell(raw, sink);
      return text === null ? null : reader.careful(text, mark, raw);
    },
  };
}
