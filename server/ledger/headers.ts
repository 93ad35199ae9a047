/** Finds the header of a sheet by the names in it and says which column is which. */
import type { SheetMapping } from '../domain/ledgerSheets.ts';
import type { Column, SheetSpec } from './columns.ts';
import type { LayoutLog } from './layout.ts';
import { isPersonHeader } from './persons.ts';
import { FileRefusal, shownValue } from './problems.ts';
import { columnLetter, lookupForm } from './text.ts';

/** A row of a sheet before any meaning: `number` as a spreadsheet counts rows, `marks` bits beside the cells or null. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly marks: Uint8Array | null;
}

/** Which cell of a row holds which column. */
export interface Header {
  /** Index of the first and of the last header row among the rows searched. */
  readonly from: number;
  readonly to: number;
  /** For each column of the sheet's registry its cell index, −1 when the file lacks it. */
  readonly cellOf: readonly number[];
  /** The header text of each cell, as the file has it. */
  readonly labels: readonly string[];
  /** Of a header of two rows, for each cell that both made: `党员/正式`, and nothing for the others; null for one row. */
  readonly joined: readonly string[] | null;
  readonly unknown: readonly string[];
  readonly persons: readonly string[];
}

/** The header stands in the first rows, under titles at most this long. */
export const HEADER_ROWS = 20;
const FEWEST_MATCHES = 3;
/** A longer text is a title or a note, and names no column. */
export const LONGEST_LABEL = 100;
const HARMLESS_NOTE =
  /^(?:必填|选填|可选|可空|人|名|个|户|家|次|人次|期|年|项|条|届|月|季度|本季度|本期|(?:单位:)?(?:元|万元)|是\/否|有\/无|.*位|.*格式.*|.*文本.*|yyyy.*|如.*|例.*|\d-\d)$/;
const MONEY_NOTE = /(?:^|:)(元|千元|万元|亿元|百万元)$/;

/** Index of a header that a region leaves out on purpose. */
const LEFT_OUT = -1;

/** Names of a sheet's columns → index in the registry, under the lookup form of each name. */
export interface HeaderNames {
  has(form: string): boolean;
  get(form: string): number | undefined;
  /** Those that the reporting region uses itself. They come before all others. */
  readonly own: ReadonlySet<string>;
}

/** Made once a sheet, not once a file: thousands of small files share them. */
const namesOf = new WeakMap<object, ReadonlyMap<string, number>>();

/** All names a sheet's columns answer to: header, key and synonyms, with and without a note in brackets, and what the region itself calls them. */
export function headerNames<Fact>(spec: SheetSpec<Fact, string>, mapping: readonly SheetMapping[] = []): HeaderNames {
  const known = namesOf.get(spec) ?? collectNames(spec);
  namesOf.set(spec, known);
  const names = Object.assign(new Map(known), { own: new Set<string>() });
  for (const { label, key } of mapping.find((one) => one.sheet === spec.id)?.columns ?? []) {
    const index = key === null ? LEFT_OUT : spec.columns.findIndex((column) => column.key === key);
    // A column that holds persons is none of ours, whatever somebody once said of it.
    if (key !== null && (index < 0 || isPersonHeader(label))) continue;
    names.set(lookupForm(label), index);
    names.own.add(lookupForm(label));
  }
  return names;
}

function collectNames<Fact>(spec: SheetSpec<Fact, string>): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const claim = (name: string, index: number): void => void (names.has(name) || names.set(name, index));
  spec.columns.forEach((column, index) => [column.header, column.key].forEach((name) => claim(lookupForm(name), index)));
  spec.columns.forEach((column, index) =>
    [column.fact, column.header.replace(/\(.*\)/, ''), ...(column.synonyms ?? [])].forEach((name) => claim(lookupForm(name), index)),
  );
  return names;
}

/** Index of the column a header names; undefined when none. A note in brackets may follow if it changes nothing. */
function matchName(names: HeaderNames, label: string): number | undefined {
  const written = names.get(label);
  if (written !== undefined) return written;
  if (label.length > LONGEST_LABEL) return undefined;
  const form = lookupForm(label);
  const exact = names.get(form);
  if (exact !== undefined || form === '') return exact;
  const noted = /^(.+?)[([【](.*)[)\]】]$/.exec(form);
  if (noted === null) return undefined;
  const note = noted[2] ?? '';
  return HARMLESS_NOTE.test(note) || MONEY_NOTE.test(note) ? names.get(noted[1] ?? '') : undefined;
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly labels: readonly string[];
  readonly matches: readonly (number | undefined)[];
  readonly score: number;
}

function candidate(names: HeaderNames, labels: readonly string[], from: number, to: number): Candidate {
  const found = labels.map((label) => matchName(names, label));
  const isOwn = (at: number): boolean => names.own.size > 0 && names.own.has(lookupForm(labels[at] ?? ''));
  const own = new Set(found.filter((_, at) => isOwn(at)));
  const matches =
    own.size === 0 ? found : found.map((index, at) => (index !== undefined && own.has(index) && !isOwn(at) ? undefined : index));
  return { from, to, labels, matches, score: new Set(matches.filter((index) => index !== undefined && index !== LEFT_OUT)).size };
}

/** The upper and the lower label of each cell that has both, as `党员/正式`; empty for the others. */
function pairedLabels(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const above = (upper[at] ?? '').trim();
    const below = (lower[at] ?? '').trim();
    if (above !== '') group = above;
    return below === '' || below === above || group === '' ? '' : `${group}/${below}`;
  });
}

/** Two header rows as one: each lower label with the upper label it stands under, in the way that names a column. */
function joinedLabels(names: HeaderNames, upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const above = (upper[at] ?? '').trim();
    const below = (lower[at] ?? '').trim();
    if (above !== '') group = above;
    if (below === '' || below === above) return above;
    const joined = [below, group + below, below + group].find((label) => matchName(names, label) !== undefined);
    return joined ?? (group === '' ? below : `${group}/${below}`);
  });
}

/**
 * The row, or pair of rows, that names the most columns; a pair only when it names more than either row alone. The search ends
 * with the first that names all of `required`.
 */
function bestCandidate(names: HeaderNames, rows: readonly SheetRow[], required: readonly number[]): Candidate | null {
  let best: Candidate | null = null;
  const single = (at: number): Candidate => candidate(names, rows[at]?.cells ?? [], at, at);
  for (let at = 0; at < Math.min(rows.length, HEADER_ROWS); at++) {
    const alone = single(at);
    if (alone.score > (best?.score ?? FEWEST_MATCHES - 1)) best = alone;
    if (at + 1 < rows.length && alone.matches.some((index) => index === undefined)) {
      const pair = candidate(names, joinedLabels(names, alone.labels, rows[at + 1]?.cells ?? []), at, at + 1);
      if (pair.score > (best?.score ?? FEWEST_MATCHES - 1) && pair.score > single(at + 1).score) best = pair;
    }
    const matches = best?.matches;
    if (matches !== undefined && required.every((index) => matches.includes(index))) break;
  }
  return best;
}

const requiredIndexes = <Fact>(columns: readonly Column<Fact>[]): number[] =>
  columns.flatMap((column, index) => (column.required === true ? [index] : []));

function refuseDuplicates(sheet: string, found: Candidate): void {
  const first = new Map<number, number>();
  found.matches.forEach((index, at) => {
    if (index === undefined || index === LEFT_OUT) return;
    const before = first.get(index);
    if (before === undefined) first.set(index, at);
    else {
      const label = shownValue(found.labels[at] ?? '');
      const earlier = shownValue(found.labels[before] ?? '');
      const where = `${columnLetter(before)} 列、${columnLetter(at)} 列`;
      const what = label === earlier ? `"${label}"出现两次(${where})` : `"${earlier}"和"${label}"是同一列的两种写法(${where})`;
      throw new FileRefusal('DUPLICATE_COLUMN', `${sheet}:${what},请删除或改名`, { sheet });
    }
  });
}

function refuseOtherMoney<Fact>(sheet: string, columns: readonly Column<Fact>[], found: Candidate): void {
  found.matches.forEach((index, at) => {
    const type = index === undefined ? undefined : columns[index]?.type;
    const label = found.labels[at] ?? '';
    const unit = MONEY_NOTE.exec(/\((.*)\)$/.exec(lookupForm(label))?.[1] ?? '')?.[1];
    if (unit === undefined || type === undefined || (type.is === 'amount' && type.unit === unit)) return;
    const wanted = type.is === 'amount' ? `本列以${type.unit}为单位` : '本列不是金额';
    throw new FileRefusal('COLUMN_UNIT', `${sheet} ${columnLetter(at)} 列的标题为"${shownValue(label)}",而${wanted}。请换算后改正标题`, {
      sheet,
      column: columnLetter(at),
      header: shownValue(label),
    });
  });
}

function refuseMissing<Fact>(sheet: string, columns: readonly Column<Fact>[], cellOf: readonly number[]): void {
  const missing = columns.filter((column, index) => column.required === true && cellOf[index] === -1);
  if (missing.length === 0) return;
  const known = columns.filter((_, index) => cellOf[index] !== -1).map((column) => column.header);
  throw new FileRefusal(
    'MISSING_COLUMN',
    `${sheet}缺少必填列:${missing.map((column) => column.header).join('、')}。已识别的列:${known.join('、')}`,
    { sheet },
  );
}

/** How many columns the best header in the first rows names; 0 when there is no header. Used to tell sheets apart. */
export function headerScore<Fact>(spec: SheetSpec<Fact, string>, names: HeaderNames, rows: readonly SheetRow[]): number {
  return bestCandidate(names, rows, requiredIndexes(spec.columns))?.score ?? 0;
}

/** What stands in the row that looks most like a header where none was known: the most texts that are no numbers. */
function likelyLabels(rows: readonly SheetRow[]): string[] {
  const texts = rows.slice(0, HEADER_ROWS).map(({ cells }) => cells.map((cell) => cell.trim()).filter((cell) => /\p{L}/u.test(cell)));
  const [likely = []] = texts.toSorted((one, other) => other.length - one.length);
  return likely.filter((label) => label.length <= LONGEST_LABEL && !isPersonHeader(label)).map(shownValue);
}

/**
 * The header of a sheet. Refuses the file when no row names enough columns, when one column stands there twice, when money is
 * in another unit, or when a required column is missing.
 */
export function findHeader<Fact>(
  sheet: string,
  spec: SheetSpec<Fact, string>,
  names: HeaderNames,
  rows: readonly SheetRow[],
  layout?: LayoutLog,
): Header {
  if (!rows.some((row) => row.cells.some((cell) => cell.trim() !== '')))
    throw new FileRefusal('NO_ROWS', `${sheet}:文件中没有数据行`, { sheet });
  const found = bestCandidate(names, rows, requiredIndexes(spec.columns));
  if (found === null) {
    const required = spec.columns.filter((column) => column.required === true).map((column) => column.header);
    layout?.addHeader(
      spec,
      likelyLabels(rows),
      spec.columns.map(() => -1),
    );
    throw new FileRefusal('NO_HEADER', `${sheet}:前 ${HEADER_ROWS} 行中没有找到表头。表头应含:${required.join('、')}`, { sheet });
  }
  refuseDuplicates(sheet, found);
  refuseOtherMoney(sheet, spec.columns, found);
  const cellOf = spec.columns.map((_, index) => found.matches.indexOf(index));
  const others = found.labels.filter((label, at) => found.matches[at] === undefined && label.trim() !== '').map((label) => label.trim());
  const unknown = others.filter((label) => !isPersonHeader(label)).map(shownValue);
  layout?.addHeader(spec, unknown, cellOf);
  refuseMissing(sheet, spec.columns, cellOf);
  return {
    from: found.from,
    to: found.to,
    joined: found.from === found.to ? null : pairedLabels(rows[found.from]?.cells ?? [], rows[found.to]?.cells ?? []),
    cellOf,
    labels: found.labels.map((label) => shownValue(label.trim().replace(/\s+/g, ''))),
    persons: others.filter(isPersonHeader).map(shownValue),
    unknown,
  };
}
