/** Small ledgers for tests: good rows, changed cell by cell, written as real files into a folder of their own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LedgerContext, Problem } from '../../server/ledger/read.ts';
import { csv, organizationGrid, type Grid } from './grids.ts';
import { rawWorkbook } from './rawXlsx.ts';
import { readLedger, type WholeReading } from './readWhole.ts';

export {
  creditCode,
  csv,
  grid,
  ORGANIZATION,
  ORGANIZATION_HEADERS,
  organizationGrid,
  UNIT,
  UNIT_HEADERS,
  unitGrid,
  type Grid,
  type Row,
} from './grids.ts';

export const CONTEXT: LedgerContext = {
  region: '410302',
  period: '2025Q4',
  isInside: (code) => code === '410302' || code.startsWith('410302'),
  isPark: (code) => code === 'P41030201',
  hasOrganization: (code) => code === 'D-ELSEWHERE',
  suggestRegions: () => ['410302 老城区'],
};

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
