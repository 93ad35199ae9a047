/** The columns of a ledger as a form asks for them: what a cell takes and what is said of it follows from the registry of columns alone. */
import type { FormCell, FormColumn, FormList, FormRule, FormSheet } from '../domain/formBook.ts';
import { LEDGER_SHEET_IDS, type LedgerSheet } from '../domain/ledgerSheets.ts';
import { FORMS, SUBJECTS, type Subject } from '../domain/organizations.ts';
import { LEDGER_COLUMNS, SHEETS } from './columnRules.ts';
import { CREDIT_CODE_ALPHABET, creditCheckCharacter } from './creditCode.ts';
import { ORGANIZATION_SHEET, type CellType, type Column } from './columns.ts';
import { ORGANIZATION_BOUNDS, UNIT_BOUNDS } from './rules.ts';
import type { CellValue } from './values/cell.ts';

const REGIONS = 'regions';
const PARKS = 'parks';
const FLAGS = 'flags';
const FORMS_OF = (subject: string): string => `forms_${subject.toLowerCase()}`;
const CODE_LENGTH = 18;
const PARK_LENGTH = 32;
const YES_OR_NO = ['是', '否'] as const;

const SUBJECT_IDS = Object.keys(SUBJECTS) as Subject[];
/** The column that says whose organization it is, and the one whose words depend on it. */
const [SUBJECT_KEY, FORM_KEY] = ['subject', 'form'];

/** Where a count may not be more than another of its row: key of the one → key of the other. */
const NOT_ABOVE: Readonly<Record<LedgerSheet, ReadonlyMap<string, string>>> = {
  UNITS: new Map(UNIT_BOUNDS.filter(({ severity }) => severity === 'error').map(({ part, whole }) => [part, whole])),
  ORGANIZATIONS: new Map(ORGANIZATION_BOUNDS.filter(({ severity }) => severity === 'error').map(({ part, whole }) => [part, whole])),
};

export interface FormPlace {
  /** Regions that rows may name, with names, and the parks there are. */
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly parks: readonly { readonly code: string; readonly name: string }[];
  /** Last day of the quarter. */
  readonly asOf: string;
}

function ruleOf(sheet: LedgerSheet, column: Column<never>, place: FormPlace): FormRule {
  const { type } = column;
  switch (type.is) {
    case 'creditCode':
      return { is: 'length', exactly: CODE_LENGTH };
    case 'text':
    case 'code':
      return { is: 'text', longest: type.longest };
    case 'region':
      return { is: 'list', list: REGIONS, strict: true };
    case 'park':
      return place.parks.length === 0 ? { is: 'text', longest: PARK_LENGTH } : { is: 'list', list: PARKS, strict: false };
    case 'word':
      return column.key === FORM_KEY
        ? {
            is: 'listBy',
            column: SUBJECT_KEY,
            lists: Object.fromEntries(SUBJECT_IDS.map((id) => [SUBJECTS[id].zh, FORMS_OF(id)])),
            otherwise: FORM_KEY,
          }
        : { is: 'list', list: column.key, strict: true };
    case 'date':
      return { is: 'date', latest: place.asOf };
    case 'flag':
      return { is: 'list', list: FLAGS, strict: true };
    case 'count': {
      const whole = NOT_ABOVE[sheet].get(column.fact);
      const notAbove = SHEETS[sheet].columns.find(({ fact }) => fact === whole)?.key ?? null;
      return { is: 'whole', least: type.least ?? 0, most: type.most ?? null, notAbove };
    }
    case 'amount':
      return { is: 'amount' };
    case 'reference':
      return { is: 'codes', sheet: ORGANIZATION_SHEET.sheet, column: ORGANIZATION_SHEET.identity };
  }
}

/** A code that nobody has, whose check character is right. */
function exampleCode(): string {
  const first = '91410300MA3X4T5N2'.replace(/./g, (letter) => (CREDIT_CODE_ALPHABET.includes(letter) ? letter : '0'));
  return `${first}${creditCheckCharacter(first) ?? '0'}`;
}

function exampleOf({ type }: Column<never>, place: FormPlace): string {
  switch (type.is) {
    case 'creditCode':
      return exampleCode();
    case 'text':
      return '甲乙丙科技有限公司';
    case 'code':
    case 'reference':
      return 'D410302-0001';
    case 'region':
      return place.regions.at(-1)?.code ?? '410302';
    case 'park':
      return place.parks[0]?.code ?? 'P41030001';
    case 'word':
      return Object.values(type.words)[0]?.zh ?? '';
    case 'date':
      return place.asOf.replace(/-\d\d$/, '-01');
    case 'flag':
      return YES_OR_NO[0];
    case 'count':
      return String(type.least ?? (type.most === undefined ? 12 : type.most));
    case 'amount':
      return '350.5';
  }
}

/** In letters: codes and names need room, counts do not. */
function widthOf({ header, type }: Column<never>): number {
  const least: Partial<Record<CellType['is'], number>> = {
    creditCode: 22,
    text: 30,
    code: 18,
    region: 14,
    date: 12,
    word: 14,
    reference: 18,
  };
  const longest = type.is === 'word' ? Math.max(...Object.values(type.words).map(({ zh }) => zh.length * 2)) : 0;
  return Math.max(least[type.is] ?? 9, Math.min(14, header.length * 2), Math.min(28, longest + 3));
}

function toFormColumn(sheet: LedgerSheet, column: Column<never>, place: FormPlace): FormColumn {
  const { key, header, required } = column;
  const told = LEDGER_COLUMNS.find((one) => one.sheet === sheet && one.key === key);
  return {
    key,
    header,
    width: widthOf(column),
    rule: ruleOf(sheet, column, place),
    words: (told?.rule ?? header)
      .replace(/;(?:必填|类别为.*时必填)$/, '')
      .replaceAll(',', '，')
      .replaceAll(':', '：'),
    required: required === undefined ? 'NEVER' : required === true ? 'ALWAYS' : { column: SUBJECT_KEY, word: SUBJECTS[required].zh },
    example: exampleOf(column, place),
    fresh: column.flow === true,
  };
}

/** What a value looks like where people write: words for keys, 是 and 否. */
function toCell({ type }: Column<never>, value: CellValue): FormCell {
  if (typeof value === 'boolean') return value ? YES_OR_NO[0] : YES_OR_NO[1];
  return type.is === 'word' && typeof value === 'string' ? (type.words[value]?.zh ?? value) : value;
}

export interface FormRows {
  readonly place: FormPlace;
  readonly title: (sheet: string) => string;
  /** Facts that are filled in beforehand. */
  readonly facts: Readonly<Record<LedgerSheet, readonly object[]>>;
}

/** Rows that a sheet takes at least, and those it has room for beside what is filled in. */
const ROOM = 2_000;

export const ledgerForms = ({ place, title, facts }: FormRows): FormSheet[] =>
  LEDGER_SHEET_IDS.map((id) => {
    const { sheet, columns, identity } = SHEETS[id];
    return {
      name: sheet,
      title: title(sheet),
      identity: columns.find(({ fact }) => fact === identity)?.key ?? String(identity),
      columns: columns.map((column) => toFormColumn(id, column, place)),
      rows: facts[id].map((fact) => columns.map((column) => toCell(column, (fact as Record<string, CellValue>)[column.fact] ?? null))),
      room: facts[id].length + ROOM,
    };
  });

/** Every list that a cell of either sheet is chosen from. */
export function ledgerLists({ regions, parks }: FormPlace): FormList[] {
  const words = LEDGER_SHEET_IDS.flatMap((id) => SHEETS[id].columns).flatMap(({ key, header, type }): FormList[] =>
    type.is === 'word' ? [{ id: key, title: header, values: Object.values(type.words).map(({ zh }) => zh) }] : [],
  );
  const forms = SUBJECT_IDS.map((subject) => ({
    id: FORMS_OF(subject),
    title: `组织形式（${SUBJECTS[subject].zh}）`,
    values: Object.values(FORMS).flatMap((form) => (form.subject === subject ? [form.zh] : [])),
  }));
  const codes = (id: string, what: string, places: readonly { readonly code: string; readonly name: string }[]): FormList[] =>
    places.length === 0
      ? []
      : [
          { id, title: `${what}代码`, values: places.map(({ code }) => code) },
          { id: `${id}_names`, title: `${what}名称`, values: places.map(({ name }) => name) },
        ];
  return [
    ...codes(REGIONS, '行政区划', regions),
    ...codes(PARKS, '园区', parks),
    { id: FLAGS, title: '是否', values: YES_OR_NO },
    ...words,
    ...forms,
  ];
}
