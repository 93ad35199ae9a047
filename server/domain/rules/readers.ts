/** Small total readers of what somebody's JSON holds: a value, or every problem with its place. No exception, nothing guessed. */

/** `field` is the path, `rules.unionFounding.is.min`; `message` is Chinese: the path, the rule, and what stands there instead. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}
export type Read<T> = { readonly value: T } | { readonly problems: readonly FieldProblem[] };
export type Reader<T> = (found: unknown, field: string) => Read<T>;

const SHOWN = 40;

/** What stands there, short enough for a sentence. */
function shown(found: unknown): string {
  if (found === undefined) return '没有填写';
  if (Array.isArray(found)) return `现为 ${found.length} 项的列表`;
  if (typeof found === 'object' && found !== null) return '现为一个对象';
  const text = JSON.stringify(found);
  return `现为 ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`;
}

export const problem = (field: string, rule: string, found: unknown): { readonly problems: readonly FieldProblem[] } => ({
  problems: [{ field, message: `${field === '' ? '规则集' : field}：${rule}，${shown(found)}` }],
});
export const isRead = <T>(read: Read<T>): read is { readonly value: T } => 'value' in read;

const check =
  <T>(rule: string, accepts: (found: unknown) => found is T): Reader<T> =>
  (found, field) =>
    accepts(found) ? { value: found } : problem(field, `应为${rule}`, found);

export const text = (most: number): Reader<string> =>
  check(`1 至 ${most} 字的文字`, (found): found is string => typeof found === 'string' && found.trim() !== '' && found.length <= most);

export const matching = (rule: string, pattern: RegExp): Reader<string> =>
  check(rule, (found): found is string => typeof found === 'string' && pattern.test(found));

export const whole = (least: number, most: number): Reader<number> =>
  check(
    `${least} 至 ${most} 的整数`,
    (found): found is number => Number.isInteger(found) && Number(found) >= least && Number(found) <= most,
  );

export const number = (least: number, most: number): Reader<number> =>
  check(`${least} 至 ${most} 的数`, (found): found is number => typeof found === 'number' && found >= least && found <= most);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
export const day: Reader<string> = check('日期，如 2011-01-24', (found): found is string => typeof found === 'string' && isDay(found));

export const oneOf = <T extends string>(choices: readonly T[]): Reader<T> =>
  check(choices.length > 12 ? '已登记的代号' : `以下之一：${choices.join('、')}`, (found): found is T =>
    choices.some((choice) => choice === found),
  );

export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (found, field) =>
    found === null ? { value: null } : reader(found, field);

/** A value that may be left out, read as `otherwise`. */
export const optional =
  <T, U>(reader: Reader<T>, otherwise: U): Reader<T | U> =>
  (found, field) =>
    found === undefined ? { value: otherwise } : reader(found, field);

/** All that can be read of the parts, or the problems of all of them. */
function gather<T>(parts: readonly Read<T>[]): Read<T[]> {
  const problems = parts.flatMap((part) => (isRead(part) ? [] : part.problems));
  return problems.length > 0 ? { problems } : { value: parts.filter(isRead).map(({ value }) => value) };
}

export const list =
  <T>(reader: Reader<T>, least: number, most: number): Reader<T[]> =>
  (found, field) =>
    Array.isArray(found) && found.length >= least && found.length <= most
      ? gather(found.map((item: unknown, at) => reader(item, `${field}[${at + 1}]`)))
      : problem(field, `应为 ${least} 至 ${most} 项的列表`, found);

const isRecord = (found: unknown): found is Readonly<Record<string, unknown>> =>
  typeof found === 'object' && found !== null && !Array.isArray(found);
const below = (field: string, key: string): string => (field === '' ? key : `${field}.${key}`);

/** An object with exactly these keys; a key that is not among them is a problem, for it would otherwise be lost in silence. A key read as undefined is left out. */
export function shape<T extends object>(readers: { readonly [K in keyof T]-?: Reader<T[K]> }): Reader<T> {
  const keys = Object.keys(readers) as (keyof T & string)[];
  return (found, field) => {
    if (!isRecord(found)) return problem(field, '应为一个对象', found);
    const unknown = Object.keys(found).filter((key) => !Object.hasOwn(readers, key));
    const strangers = unknown.flatMap((key) => problem(below(field, key), `没有这一项；可用：${keys.join('、')}`, found[key]).problems);
    const parts = keys.map((key) => ({
      key,
      read: (readers[key] as Reader<unknown>)(Object.hasOwn(found, key) ? found[key] : undefined, below(field, key)),
    }));
    const problems = [...strangers, ...parts.flatMap(({ read }) => (isRead(read) ? [] : read.problems))];
    if (problems.length > 0) return { problems };
    const entries = parts.flatMap(({ key, read }) => (isRead(read) && read.value !== undefined ? [[key, read.value] as const] : []));
    return { value: Object.fromEntries(entries) as T };
  };
}

/** A reader with one more condition on what was read. */
export const such =
  <T>(reader: Reader<T>, rule: string, holds: (value: T) => boolean): Reader<T> =>
  (found, field) => {
    const read = reader(found, field);
    return !isRead(read) || holds(read.value) ? read : problem(field, rule, found);
  };
