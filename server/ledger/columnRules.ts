/** The columns of both sheets, as people are told of them: what each holds, in a sentence. */
import type { LedgerColumn, LedgerSheet } from '../domain/ledgerSheets.ts';
import { SUBJECTS, type Subject } from '../domain/organizations.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET, type CellType, type Column, type SheetSpec } from './columns.ts';

/** A sheet's spec, whichever facts it holds. */
export type AnySheet = Pick<SheetSpec<never>, 'sheet' | 'file' | 'synonyms' | 'identity'> & { readonly columns: readonly Column<never>[] };
export const SHEETS: Readonly<Record<LedgerSheet, AnySheet>> = {
  UNITS: UNIT_SHEET,
  ORGANIZATIONS: ORGANIZATION_SHEET,
};

function ruleOf(type: CellType): string {
  switch (type.is) {
    case 'creditCode':
      return '18 位统一社会信用代码(GB 32100-2015),在一份台账中不重复';
    case 'text':
      return `文字,最多 ${type.longest} 个字符`;
    case 'code':
      return `代码,最多 ${type.longest} 个字符,在地级市内不重复`;
    case 'region':
      return '填报范围内的行政区划代码:县级 6 位或乡级 9 位';
    case 'park':
      return '已知的园区代码,不在园区的留空';
    case 'word':
      return '从可选的词中选一个';
    case 'date':
      return '日期,如 2025-10-01,不晚于报告期末';
    case 'flag':
      return '是 或 否';
    case 'count':
      return type.least === undefined && type.most === undefined ? '整数,不小于 0' : `整数,${type.least ?? '0'} 到 ${type.most ?? '不限'}`;
    case 'amount':
      return `数字,不小于 0,以${type.unit}为单位`;
    case 'reference':
      return `党群组织表中${SUBJECTS[type.subject].zh}的组织代码,没有的留空`;
  }
}

function requiredOf(required: true | Subject | undefined): string {
  if (required === undefined) return '';
  return required === true ? ';必填' : `;类别为${SUBJECTS[required].zh}时必填`;
}

/** What a column holds and whether it must be filled, in a sentence. */
export const columnRule = <Fact>({ type, required }: Column<Fact>): string => `${ruleOf(type)}${requiredOf(required)}`;

const columnsOf = <Fact>(sheet: LedgerSheet, { columns }: SheetSpec<Fact>): LedgerColumn[] =>
  columns.map((column) => ({
    sheet,
    key: column.key,
    header: column.header,
    required: column.required === true,
    rule: columnRule(column),
    words: column.type.is === 'word' ? Object.values(column.type.words).map((word) => word.zh) : [],
    synonyms: column.synonyms ?? [],
  }));

/** In the order of the sheets and of their columns. */
export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  ...columnsOf('UNITS', UNIT_SHEET),
  ...columnsOf('ORGANIZATIONS', ORGANIZATION_SHEET),
];
