/** Small ledgers for tests: good rows, changed cell by cell, written as real files into a folder of their own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LedgerContext, Problem } from '../../server/ledger/read.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from '../../server/ledger/columns.ts';
import { creditCheckCharacter } from '../../server/ledger/creditCode.ts';
import type { RawCell } from './rawXlsx.ts';
import { rawWorkbook } from './rawXlsx.ts';
import { readLedger, type WholeReading } from './readWhole.ts';

export type Row = Record<string, RawCell>;
export type Grid = RawCell[][];

export const CONTEXT: LedgerContext = {
  region: '410302',
  period: '2025Q4',
  isInside: (code) => code === '410302' || code.startsWith('410302'),
  isPark: (code) => code === 'P41030201',
  hasOrganization: (code) => code === 'D-ELSEWHERE',
  suggestRegions: () => ['410302 老城区'],
};

/** A valid credit code, another one for each number. */
export const creditCode = (number: number): string => {
  const body = `91410302MA4${String(100_000 + number)}`;
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

const folders: string[] = [];

/** A new empty folder, removed with all others when the test file ends. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'fugai-ledger-'));
  folders.push(path);
  return path;
}
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true }))));

/** Reads a folder with the two files, given as grids, text or bytes. */
export async function readCsvs(
  units: Grid | string | Buffer,
  organizations: Grid | string | Buffer = organizationGrid({}),
  context = CONTEXT,
): Promise<WholeReading> {
  const path = join(await folder(), '410302');
  await mkdir(path);
  const bytes = (file: Grid | string | Buffer): string | Buffer => (typeof file === 'string' || Buffer.isBuffer(file) ? file : csv(file));
  await writeFile(join(path, 'units.csv'), bytes(units));
  await writeFile(join(path, 'organizations.csv'), bytes(organizations));
  return readLedger(path, context);
}

/** Reads bytes as `ledger.xlsx`. */
export async function readBytes(bytes: Buffer, context = CONTEXT): Promise<WholeReading> {
  const path = join(await folder(), 'ledger.xlsx');
  await writeFile(path, bytes);
  return readLedger(path, context);
}

/** Reads a workbook of the two sheets, given as grids; `options` as rawWorkbook takes them. */
export const readSheets = (
  units: Grid,
  organizations: Grid = organizationGrid({}),
  options: Parameters<typeof rawWorkbook>[1] = {},
): Promise<WholeReading> => readBytes(rawWorkbook({ 两新组织: units, 党群组织: organizations }, options));

export const codes = (problems: readonly Problem[]): string[] => problems.map((problem) => problem.code);
export const messages = (problems: readonly Problem[]): string => problems.map((problem) => problem.message).join('\n');
