/** Small ledgers as grids: good rows, changed cell by cell. */
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from '../../server/ledger/columns.ts';
import { creditCheckCharacter } from '../../server/ledger/creditCode.ts';
import type { RawCell } from './rawXlsx.ts';

export type Row = Record<string, RawCell>;
export type Grid = RawCell[][];

/** A valid credit code, another one for each number below some millions. */
export const creditCode = (number: number): string => {
  const body = number < 900_000 ? `91410302MA4${100_000 + number}` : `91410302MA${5_000_000 + number}`;
  return body + (creditCheckCharacter(body) ?? '');
};

export const UNIT: Row = {
  统一社会信用代码: creditCode(1),
  单位名称: '示例科技有限公司',
  行政区划代码: '410302001',
  单位类别: '私营企业',
  经营状态: '正常经营',
  从业人员: '35',
  正式党员: '4',
};
export const ORGANIZATION: Row = {
  组织代码: 'D-1',
  组织名称: '示例党支部',
  类别: '党组织',
  组织形式: '党支部',
  组建方式: '单独组建',
  行政区划代码: '410302',
  成立日期: '2016-01-02',
  书记来源: '高管',
  党员大会: '1',
  支委会: '3',
  党小组会: '2',
  党课: '1',
  主题党日月数: '3',
};

export const UNIT_HEADERS = UNIT_COLUMNS.map((column) => column.header);
export const ORGANIZATION_HEADERS = ORGANIZATION_COLUMNS.map((column) => column.header);

export const grid = (headers: readonly string[], rows: readonly Row[]): Grid => [
  [...headers],
  ...rows.map((row) => headers.map((header) => row[header] ?? '')),
];
export const unitGrid = (...changes: Row[]): Grid =>
  grid(
    UNIT_HEADERS,
    changes.map((change, at) => ({ ...UNIT, 统一社会信用代码: creditCode(at + 1), ...change })),
  );
export const organizationGrid = (...changes: Row[]): Grid =>
  grid(
    ORGANIZATION_HEADERS,
    changes.map((change, at) => ({ ...ORGANIZATION, 组织代码: `D-${at + 1}`, ...change })),
  );

const field = (cell: RawCell): string => {
  const text = typeof cell === 'string' ? cell : String(cell.v);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
export const csv = (rows: Grid): string => rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
