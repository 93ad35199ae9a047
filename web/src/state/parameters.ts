/** How one parameter of an address is read and printed. Pure: the server reads the same addresses. */

export interface Parameter<Value> {
  /** Undefined: not understood. */
  readonly read: (text: string) => Value | undefined;
  readonly print: (value: Value) => string;
}

/** A parameter whose value was not understood; the selection holds the default in its place. */
export interface BadParameter {
  readonly name: string;
  readonly value: string;
}

/** A parameter that may stand more than once, in order. */
export interface Repeated<Value> {
  readonly repeated: Parameter<Value>;
  readonly most: number;
}

const same = (value: string): string => value;

export const oneOf = <Value extends string>(members: readonly Value[]): Parameter<Value> => ({
  read: (text) => members.find((member) => member === text),
  print: same,
});

export const matching = (pattern: RegExp): Parameter<string> => ({ read: (text) => (pattern.test(text) ? text : undefined), print: same });

export const cutTo = (length: number): Parameter<string> => ({ read: (text) => text.slice(0, length), print: same });

export const wholeNumber = (most: number): Parameter<number> => ({
  read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined),
  print: String,
});

const NOWHERE = 'http://localhost';

/**
 * An address of this app below its base path, `/gaps?region=410300`. Whatever a browser would read as another site («//site», «/\\site», a
 * scheme, a tab inside) is not understood.
 */
export const ownAddress: Parameter<string> = {
  read: (text) => {
    if (!/^\/[\w.-]*(?:[?#][^\s\\]*)?$/.test(text) || text.length > 2_000) return undefined;
    return new URL(text, NOWHERE).origin === NOWHERE ? text : undefined;
  },
  print: same,
};

export const flag: Parameter<boolean> = {
  read: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  print: (value) => (value ? '1' : '0'),
};

/** `a,b,c`: each once, in the order given; one bad member makes the whole not understood. */
export const listOf = <Value extends string>(member: Parameter<Value>, most: number): Parameter<readonly Value[]> => ({
  read: (text) => {
    const found = text === '' ? [] : text.split(',').map(member.read);
    const known = found.filter((one): one is Value => one !== undefined);
    return known.length === found.length && known.length <= most ? [...new Set(known)] : undefined;
  },
  print: (values) => values.join(','),
});
