/** One large ledger imported by the program in a process of its own, and what all its processes take together. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { creditCode, csv, ORGANIZATION, ORGANIZATION_HEADERS, grid, UNIT, UNIT_HEADERS } from '../ledger/grids.ts';
import { childrenOf, residentBytes } from '../support/memory.ts';

const root = path.join(import.meta.dirname, '..', '..');
const MEGABYTE = 2 ** 20;
const EVERY = 100;
const PIECE = 5_000;

function writeLedger(folder: string, rows: number): void {
  mkdirSync(folder);
  const file = openSync(path.join(folder, 'units.csv'), 'w');
  writeSync(file, `${UNIT_HEADERS.join(',')}\r\n`);
  for (let from = 0; from < rows; from += PIECE) {
    const some = Array.from({ length: Math.min(PIECE, rows - from) }, (_, at) => ({
      ...UNIT,
      统一社会信用代码: creditCode(from + at),
      单位名称: `示例科技有限公司第${from + at}号`,
      行政区划代码: '410302',
      党组织代码: (from + at) % 3 === 0 ? 'D-1' : '',
    }));
    writeSync(file, csv(grid(UNIT_HEADERS, some).slice(1)));
  }
  closeSync(file);
  const others = openSync(path.join(folder, 'organizations.csv'), 'w');
  writeSync(others, csv(grid(ORGANIZATION_HEADERS, [{ ...ORGANIZATION, 行政区划代码: '410302' }])));
  closeSync(others);
}

export interface LargeImport {
  readonly rows: number;
  readonly applied: boolean;
  /** Megabytes of the program and its children together, at their greatest. */
  readonly megabytes: number;
  readonly seconds: number;
}

export async function importLarge(rows: number): Promise<LargeImport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fugai-large-'));
  try {
    const ledger = path.join(folder, 'sent');
    writeLedger(ledger, rows);
    const began = performance.now();
    const child = spawn(
      process.execPath,
      [path.join(root, 'dist/server/main.js'), 'import', ledger, '--region', '410302', '--period', '2025Q4', '--json'],
      {
        env: { ...process.env, FUGAI_DATA: path.join(folder, 'data'), FUGAI_DEMO: 'off', FUGAI_LOG: 'error' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    let greatest = 0;
    const { pid } = child;
    const looking = setInterval(() => {
      if (pid === undefined) return;
      const all = [pid, ...childrenOf(pid)].map((one) => Number(residentBytes(one)));
      greatest = Math.max(
        greatest,
        all.reduce((sum, one) => sum + one, 0),
      );
    }, EVERY);
    await once(child, 'close');
    clearInterval(looking);
    const { applied } = JSON.parse(said) as { applied: boolean };
    return { rows, applied, megabytes: Math.round(greatest / MEGABYTE), seconds: Math.round((performance.now() - began) / 100) / 10 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const spellLarge = ({ rows, megabytes, seconds }: LargeImport): string =>
  `ledger of ${rows} rows / ${megabytes} MB in all / ${seconds} s`;
