/** Parameters of an export's address: read strictly, all that is wrong told at once, and said in words of the file. */
import { isDay, readKnownOn } from '../../domain/calendar.ts';
import { isPeriod, isQuarter } from '../../domain/period.ts';
import type { Words } from '../../domain/words.ts';

export interface BadParameter {
  readonly name: string;
  /** Null: it is not the value that is wrong. */
  readonly value: string | null;
  /** In Chinese: what would have been right. */
  readonly allowed: string;
}

export interface Parameter<Value> {
  readonly label: Words;
  /** In Chinese. */
  readonly allowed: string;
  /** Several values, repeated or parted by commas. */
  readonly several: boolean;
  /** Codes of regions, to be looked up. */
  readonly places: boolean;
  /** Of the values as they were given, none empty; null: not one of them can be read. */
  read(values: readonly string[]): Value | null;
  /** The value in the words of a footer; null where it narrows nothing. */
  say(value: Value): Words | null;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;
/** What was given, by name. */
export type Given<Set> = { readonly [Name in keyof Set]?: Set[Name] extends Parameter<infer Value> ? Value : never };

const both = (text: string): Words => ({ zh: text, en: text });

type One<Value> = Pick<Parameter<Value>, 'label' | 'allowed'> & {
  readonly of: (text: string) => Value | null;
  readonly say?: (value: Value) => Words | null;
  readonly places?: boolean;
};

const one = <Value>({ of, say, places = false, ...rest }: One<Value>): Parameter<Value> => ({
  ...rest,
  several: false,
  places,
  read: ([text = '']) => of(text),
  say: say ?? ((value) => both(String(value))),
});

const many = <Value>({ of, say, places = false, ...rest }: One<Value>): Parameter<readonly Value[]> => ({
  ...rest,
  several: true,
  places,
  read: (texts) => {
    const values = texts.map(of);
    return values.some((value) => value === null) ? null : [...new Set(values as Value[])];
  },
  say: (values) => {
    const words = values.map((value) => say?.(value) ?? both(String(value)));
    return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(' or ') };
  },
});

type Registry<Key extends string> = Readonly<Record<Key, Words>>;

/** Members are written as in the API, in capitals; small letters will do. */
const member =
  <Key extends string>(registry: Registry<Key>) =>
  (text: string): Key | null =>
    (Object.keys(registry) as Key[]).find((key) => key.toUpperCase() === text.toUpperCase()) ?? null;

const listed = (registry: Registry<string>): string =>
  Object.entries(registry)
    .map(([key, { zh }]) => `${key.toUpperCase()}（${zh}）`)
    .join('、');

export const oneOf = <Key extends string>(label: Words, registry: Registry<Key>): Parameter<Key> =>
  one({ label, allowed: listed(registry), of: member(registry), say: (key) => registry[key] });

export const manyOf = <Key extends string>(label: Words, registry: Registry<Key>): Parameter<readonly Key[]> =>
  many({ label, allowed: `${listed(registry)}，可以多个`, of: member(registry), say: (key) => registry[key] });

const CODE = /^(\d{6}|\d{9}|P[0-9A-Z]{4,16})$/;
const CODES = '行政区划代码：六位数字，乡级九位，园区以 P 开头，且须在区划表中';
const code = (text: string): string | null => (CODE.test(text) ? text : null);

export const place = (label: Words): Parameter<string> => one({ label, allowed: CODES, of: code, places: true });
export const places = (label: Words): Parameter<readonly string[]> =>
  many({ label, allowed: `${CODES}，可以多个`, of: code, places: true });

export const period = (label: Words): Parameter<string> =>
  one({ label, allowed: '季度，如 2025Q4', of: (text) => (isQuarter(text) ? text : null) });
export const anyPeriod = (label: Words): Parameter<string> =>
  one({ label, allowed: '季度 2025Q4、年 2025 或月 2025-11', of: (text) => (isPeriod(text) ? text : null) });
export const periods = (label: Words): Parameter<readonly string[]> =>
  many({ label, allowed: '季度 2025Q4、年 2025 或月 2025-11，可以多个', of: (text) => (isPeriod(text) ? text : null) });

export const wholeNumber = (label: Words, least: number, most: number): Parameter<number> =>
  one({
    label,
    allowed: `${least} 到 ${most} 的整数`,
    of: (text) => (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null),
  });

const FLAGS: Readonly<Record<string, boolean>> = { 1: true, true: true, 0: false, false: false };
const SAID: Words = { zh: '是', en: 'yes' };
export const flag = (label: Words): Parameter<boolean> =>
  one({ label, allowed: '1、true 或 0、false', of: (text) => FLAGS[text] ?? null, say: (value) => (value ? SAID : null) });

/** Either side of it narrows, so both are said. */
const DECIDED: Readonly<Record<'true' | 'false', Words>> = { true: SAID, false: { zh: '否', en: 'no' } };
export const decision = (label: Words): Parameter<boolean> => ({ ...flag(label), say: (value) => DECIDED[value ? 'true' : 'false'] });

export const day = (label: Words): Parameter<string> =>
  one({ label, allowed: '日期，如 2025-12-31', of: (text) => (isDay(text) ? text : null) });

/** Of money: digits, with a part after the point where there is one. */
export const amount = (label: Words): Parameter<number> =>
  one({
    label,
    allowed: '0 或更大的数，如 500 或 12.5',
    of: (text) => (/^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : null),
  });

const LONGEST = 100;
export const freeText = (label: Words): Parameter<string> =>
  one({ label, allowed: `至多 ${LONGEST} 个字`, of: (text) => (text.length <= LONGEST ? text : null) });

export const moment = (label: Words): Parameter<string> =>
  one({
    label,
    allowed: '日期，如 2025-12-31，或带时区的时刻，如 2025-12-31T08:00:00+08:00',
    // An unescaped plus of an address arrives as a space.
    of: (text) => readKnownOn(text.replace(' ', '+')),
  });

export const dataVersion = (label: Words): Parameter<string> =>
  one({ label, allowed: '数据版本，如 v12', of: (text) => (/^v\d{1,9}$/.test(text) ? text : null) });

/** The same parameters under names with a prefix, as `where.kind`. */
export const prefixed = (prefix: string, set: Parameters): Parameters =>
  Object.fromEntries(Object.entries(set).map(([name, parameter]) => [`${prefix}${name}`, parameter]));

const valuesOf = (texts: readonly string[], several: boolean): readonly string[] =>
  (several ? texts.flatMap((text) => text.split(',')) : texts).map((text) => text.trim());

/** Reads every parameter that `set` knows, and tells every one that is unknown, given twice or not readable. */
export function readParameters<Set extends Parameters>(
  set: Set,
  address: URLSearchParams,
): { readonly given: Given<Set>; readonly problems: readonly BadParameter[] } {
  const given: Record<string, unknown> = {};
  const problems: BadParameter[] = [];
  for (const name of new Set(address.keys())) {
    const parameter = Object.hasOwn(set, name) ? set[name] : undefined;
    const texts = address.getAll(name);
    const shown = texts.join(',').slice(0, LONGEST);
    if (parameter === undefined) {
      problems.push({ name, value: shown, allowed: `没有这个参数；可用的参数有 ${Object.keys(set).join('、')}` });
      continue;
    }
    const values = valuesOf(texts, parameter.several);
    const value = values.includes('') || (!parameter.several && values.length > 1) ? null : parameter.read(values);
    if (value === null) problems.push({ name, value: shown, allowed: `应为 ${parameter.allowed}` });
    else given[name] = value;
  }
  return { given: given as Given<Set>, problems };
}

/** Codes that were given, with the parameter that has them. */
export const placesGiven = (set: Parameters, given: Given<Parameters>): readonly { readonly name: string; readonly code: string }[] =>
  Object.entries(set).flatMap(([name, parameter]) => {
    const value = given[name];
    if (!parameter.places || value === undefined) return [];
    const codes = typeof value === 'string' ? [value] : (value as readonly string[]);
    return codes.map((code) => ({ name, code }));
  });

export const placeProblem = (name: string, value: string): BadParameter => ({
  name,
  value,
  allowed: `区划表中没有这个代码。应为 ${CODES}`,
});

/** One sentence of all of them. */
export const problemSentence = (problems: readonly BadParameter[]): string =>
  `参数有误（${problems.length} 处）：${problems.map(({ name, value, allowed }) => `「${value === null ? name : `${name}=${value}`}」${allowed}`).join('；')}。`;

/** «领域：非公企业；从业人员不少于：50»; null when nothing was given. */
export function givenWords(set: Parameters, given: Given<Parameters>): Words | null {
  const parts = Object.entries(given).flatMap(([name, value]): Words[] => {
    const parameter = set[name];
    const said = parameter?.say(value) ?? null;
    if (parameter === undefined || said === null) return [];
    return [{ zh: `${parameter.label.zh}：${said.zh}`, en: `${parameter.label.en}: ${said.en}` }];
  });
  return parts.length === 0 ? null : { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}
