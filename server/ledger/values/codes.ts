/** Cells that hold codes: credit codes, codes of organizations, regions and parks. */
import type { LedgerContext } from '../context.ts';
import type { CellSink } from './cell.ts';
import { creditCheckCharacter, isCreditCodeShaped } from '../creditCode.ts';
import { isIdentityNumber, isIdentityShaped, personalTrace } from '../persons.ts';
import { shownValue } from '../problems.ts';
import { NUMBER } from './cell.ts';

const SCIENTIFIC = /^\d+(?:\.\d+)?E\+?\d+$/i;
/** A number of more digits than this was cut by the spreadsheet. */
const MOST_DIGITS = 15;
const CONFUSED: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', Z: '2', V: 'U' };
const AS_TEXT = '请将该列设为"文本"后重新粘贴';
const WHERE_TO_FIND = '18 位代码见营业执照或登记证书,也可在国家企业信用信息公示系统查询';

function lostDigits(text: string, mark: number, sink: CellSink): boolean {
  if (!SCIENTIFIC.test(text) && !((mark & NUMBER) !== 0 && text.length > MOST_DIGITS)) return false;
  sink.error('SCIENTIFIC_CODE', `"${shownValue(text)}":代码被 Excel 转成科学计数法,末尾数字已经丢失`, AS_TEXT);
  return true;
}

/** Reports a person's number and hides it; the code itself may be right only when its own check character says so. */
function isPersonsNumber(text: string, sink: CellSink): boolean {
  if (!isIdentityShaped(text) || (!isIdentityNumber(text) && creditCheckCharacter(text) === text.charAt(17))) return false;
  sink.error('PERSONAL_NUMBER', `"${shownValue(text)}"疑似身份证号,系统不保存个人信息`, '请改填单位的统一社会信用代码');
  return true;
}

const isNoCodeCharacter = (character: string): boolean => creditCheckCharacter(character.padEnd(17, '0')) === null;

/** A code with letters that codes do not use, read as the digits they look like; null unless its check character then fits, which proves it. */
function unconfused(code: string, sink: CellSink): string | null {
  const wrong = [...new Set(code)].filter(isNoCodeCharacter);
  if (code.length !== 18 || wrong.length === 0 || wrong.some((letter) => CONFUSED[letter] === undefined)) return null;
  const meant = [...code].map((character) => CONFUSED[character] ?? character).join('');
  if (creditCheckCharacter(meant) !== meant.charAt(17)) return null;
  const pairs = wrong.map((letter) => `字母 ${letter}(代码中不使用),是否为 ${CONFUSED[letter] ?? ''}?`).join('');
  sink.warn('CREDIT_CODE_CONFUSED', `"${shownValue(code)}"含${pairs}已按"${meant}"读取,校验位相符,请核对`);
  return meant;
}

/** `text` is what stands there, `code` what is left of it without spaces and hyphens. */
function reportShape(text: string, code: string, sink: CellSink): void {
  const shown = shownValue(text);
  if (code.length !== 18) {
    const old =
      code.length === 15
        ? ',疑似旧的 15 位注册号'
        : code.length === 9 || /^[\dA-Z]{8}-[\dX]$/.test(code)
          ? ',疑似旧的 9 位组织机构代码'
          : '';
    sink.error(
      'CREDIT_CODE_LENGTH',
      `"${shown}"有 ${code.length} 位,应为 18 位${old}`,
      old === '' ? '请核对统一社会信用代码' : `请改填 18 位统一社会信用代码;${WHERE_TO_FIND}`,
    );
    return;
  }
  const wrong = [...code].find(isNoCodeCharacter) ?? '';
  const meant = CONFUSED[wrong];
  sink.error(
    'CREDIT_CODE_ALPHABET',
    meant === undefined
      ? `"${shown}"含"${wrong}",代码只由数字和大写字母组成(不用 I、O、S、V、Z)`
      : `"${shown}"含字母 ${wrong}(代码中不使用),是否为 ${meant}?`,
    '请对照营业执照或登记证书改正',
  );
}

/** Credit codes: 18 characters of the alphabet; a wrong check character is kept with a warning. */
export function readCreditCode(text: string, mark: number, sink: CellSink): string | null {
  const code = text.replace(/^'/, '').replace(/[\s-]/g, '').toUpperCase();
  if (lostDigits(code, mark, sink) || isPersonsNumber(code, sink)) return null;
  const meant = unconfused(code, sink);
  if (meant !== null) return meant;
  if (!isCreditCodeShaped(code)) {
    reportShape(text, code, sink);
    return null;
  }
  if (code !== text) sink.warn('CREDIT_CODE_TIDIED', `"${shownValue(text)}"已整理为"${code}"`);
  checkCharacter(code, sink);
  return code;
}

function checkCharacter(code: string, sink: CellSink): void {
  const expected = creditCheckCharacter(code);
  if (expected !== code.charAt(17)) sink.warn('CREDIT_CODE_CHECK', `"${code}"校验位不符(应为 ${expected}),可核实后保留`);
}

/** The common case: a clean code that fits its check character; null sends it the careful way. */
export const isCleanCreditCode = (raw: string): boolean =>
  raw.length === 18 && creditCheckCharacter(raw) === raw.charAt(17) && (raw.charCodeAt(0) === 57 || !isIdentityShaped(raw));

/** Codes of organizations: any short text without spaces. */
export function readCode(text: string, mark: number, longest: number, sink: CellSink): string | null {
  const code = text.replace(/^'/, '').replace(/\s/g, '');
  if (lostDigits(code, mark, sink) || isPersonsNumber(code, sink)) return null;
  const trace = personalTrace(code);
  if (trace !== null) {
    sink.error('PERSONAL_NUMBER', `"${shownValue(code)}"含疑似${trace},系统不保存个人信息`, '请改填组织自己的代码');
    return null;
  }
  if (code.length <= longest) return code;
  sink.error('TOO_LONG', `"${shownValue(code)}"有 ${code.length} 个字符,最多 ${longest} 个`, '请缩短代码');
  return null;
}

/** A code that is looked up: `isKnown` answers at once for codes that were found right before. */
export interface KnownCodes {
  isKnown(raw: string): boolean;
  read(text: string): string | null;
}

function memory(ask: (code: string) => boolean): { isKnown(raw: string): boolean; has(code: string): boolean } {
  const known = new Map<string, boolean>();
  return {
    isKnown: (raw) => known.get(raw) === true,
    has(code) {
      const answer = known.get(code) ?? ask(code);
      known.set(code, answer);
      return answer;
    },
  };
}

/** Region codes, asked of the context once each: thousands of rows name the same few. */
export function regionCodes(context: LedgerContext, sink: CellSink): KnownCodes {
  const codes = memory((code) => context.isInside(code));
  const told = new Set<string>();
  const read = (text: string): string | null => {
    const code = text.replace(/^'/, '').replace(/\s/g, '').replace(/\.0+$/, '');
    const isShaped = /^(?:\d{6}|\d{9})$/.test(code);
    if (isShaped && codes.has(code)) return code;
    const change = isShaped ? context.successor?.(code) : undefined;
    if (change !== undefined && codes.has(change.to)) {
      // Thousands of rows name the same few.
      if (!told.has(code))
        sink.warn(
          'REGION_CONVERTED',
          `"${code}"→${change.to},按${change.year === null ? '现行' : ` ${change.year} 年`}区划转换,其余各行相同`,
        );
      told.add(code);
      return change.to;
    }
    const near = context.suggestRegions?.(code).slice(0, 3) ?? [];
    const hint = near.length > 0 ? `,是否为:${near.join('、')}?` : '';
    if (isShaped)
      sink.error(
        'REGION_OUTSIDE',
        `"${code}"不在您的填报范围(${context.region}${context.regionName === undefined ? '' : ` ${context.regionName}`})或不是现行区划代码${hint}`,
        '请核对区划代码;不属于本区域的由其所在区域填报',
      );
    else sink.error('REGION_CODE', `"${shownValue(text)}"不是 6 位或 9 位行政区划代码${hint}`, '请填写县级(6 位)或乡级(9 位)行政区划代码');
    return null;
  };
  return { isKnown: codes.isKnown, read };
}

/** Codes of parks. */
export function parkCodes(context: LedgerContext, sink: CellSink): KnownCodes {
  const codes = memory((code) => context.isPark(code));
  const read = (text: string): string | null => {
    const code = text.replace(/^'/, '').replace(/\s/g, '').toUpperCase();
    if (codes.has(code)) return code;
    sink.error('PARK_UNKNOWN', `"${shownValue(text)}"不是已知的园区代码`, '请核对园区代码(P 加所属区划代码加 2 位序号),不在园区的请留空');
    return null;
  };
  return { isKnown: codes.isKnown, read };
}
