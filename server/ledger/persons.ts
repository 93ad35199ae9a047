/**
 * What must never be kept: columns that hold persons, and values that look like a person's number or address: identity numbers, mobile numbers,
 * mail addresses. A name is not among them: nothing tells 张三 in the name of a unit (张三早餐店) from a word, and registers print it so.
 */
import { lookupForm, toHalfWidth } from './text.ts';

// prettier-ignore
const PERSON_HEADERS = new Set(
  [
    '法定代表人', '法人', '法人代表', '法人姓名', '负责人', '单位负责人', '主要负责人', '企业负责人', '联系人', '业主', '出资人', '实际控制人', '股东', '经营者', '经办人',
    '书记', '党组织书记', '支部书记', '副书记', '党务工作者', '委员', '组织委员', '宣传委员', '党建指导员', '指导员', '联络员', '党建联络员', '工会主席', '团支部书记', '妇联主席', '妇女主任',
    '填表人', '填报人', '审核人', '制表人', '党员名单', '党员', '性别', '民族', '籍贯', '学历', '学位', '年龄', '政治面貌', '家庭住址', '住址', '微信', '微信号', 'qq', 'qq号', '证件号码', '证件号',
    'phone', 'mobile', 'email', 'idcard', 'id_card', 'contact', 'legal_representative', 'person', 'secretary', 'secretary_name',
  ].map(lookupForm),
);
const PERSON_WORDS = /姓名|身份证|手机|电话|联系方式|联系号码|邮箱|电子邮件|e-?mail|出生|生日|名单|住址/;

/** True for a header of a column that holds persons; only asked of headers that are no ledger column. */
export function isPersonHeader(header: string): boolean {
  const form = lookupForm(header);
  return PERSON_HEADERS.has(form) || PERSON_WORDS.test(form);
}

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Shaped like an identity number of 18 characters: province, a day of birth, digits. Its check character may be wrong. */
export function isIdentityShaped(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text) || !PROVINCES.has(text.slice(0, 2))) return false;
  return isDay(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14)));
}

/** Identity-shaped, and the check character of GB 11643 fits. */
export function isIdentityNumber(text: string): boolean {
  if (!isIdentityShaped(text)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += Number(text.charAt(at)) * (IDENTITY_WEIGHTS[at] as number);
  return '10X98765432'.charAt(sum % 11) === text.charAt(17).toUpperCase();
}

/** A run of digits as people write long numbers: in groups, the country's number before them, a check letter behind. */
const LONG_NUMBER = /(?<!\d)\d(?:[\s-]?\d){10,}(?:[\s-]?[Xx](?![0-9A-Za-z]))?/g;
const MOST_GROUPS = 18;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g;

const isOldIdentity = (text: string): boolean =>
  text.length === 15 &&
  /^\d+$/.test(text) &&
  PROVINCES.has(text.slice(0, 2)) &&
  isDay(1900 + Number(text.slice(6, 8)), Number(text.slice(8, 10)), Number(text.slice(10, 12)));

const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text);

type NumberKind = '身份证号' | '手机号';

function kindOfDigits(digits: string): NumberKind | null {
  if (isMobile(digits.replace(/[Xx]$/, '').replace(/^(?:00)?86/, ''))) return '手机号';
  return isIdentityShaped(digits) || isOldIdentity(digits) ? '身份证号' : null;
}

/** The kind of a person's number that stands in a run of groups, whatever stands before and after it; null when none does. */
function kindOfRun(run: string): NumberKind | null {
  const groups = run.split(/[\s-]/);
  for (let from = 0; from < groups.length; from++) {
    let digits = '';
    for (const group of groups.slice(from, from + MOST_GROUPS)) {
      digits += group;
      if (digits.length > 18) break;
      const kind = digits.length < 11 ? null : kindOfDigits(digits);
      if (kind !== null) return kind;
    }
  }
  return null;
}

/** What kind of personal number or address `text` holds; null when none. */
export function personalTrace(text: string): '身份证号' | '手机号' | '电子邮箱' | null {
  const plain = toHalfWidth(text);
  for (const [run] of plain.matchAll(LONG_NUMBER)) {
    const kind = kindOfRun(run);
    if (kind !== null) return kind;
  }
  return plain.includes('@') && plain.search(MAIL) >= 0 ? '电子邮箱' : null;
}

const hidden = (number: string): string => number.slice(0, 3) + '*'.repeat(number.length - 5) + number.slice(-2);

/** `text` with identity numbers, mobile numbers and mail addresses hidden; the form in which values enter messages. */
export function maskPersonal(text: string): string {
  const plain = toHalfWidth(text);
  const masked = plain.replace(LONG_NUMBER, (run) => (kindOfRun(run) === null ? run : hidden(run))).replace(MAIL, '***@***');
  return masked === plain ? text : masked;
}
