/** Reading a workbook of 200 000 rows with every check, beside inflating its sheets and finding the tags in them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UNIT_HEADERS } from '../ledger/grids.ts';
import { median, type Line } from './figures.ts';
import { largeWorkbook } from './largeWorkbook.ts';
import { watchMemory } from './memory.ts';

export type Way = 'read' | 'scan';

export interface WayTold {
  readonly seconds: number;
  /** Rows of units, or tags. */
  readonly count: number;
}

async function perform(way: Way, file: string): Promise<WayTold & { readonly peak: number }> {
  const child = fork(path.join(import.meta.dirname, 'workbookWays.ts'), [way, file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const memory = watchMemory(Number(child.pid));
  const ended = once(child, 'exit');
  const [told] = (await Promise.race([once(child, 'message'), ended])) as [WayTold | number | null];
  const peak = memory.greatest();
  memory.end();
  await ended;
  if (told === null || typeof told === 'number') throw new Error(`${way} ended with ${told}`);
  return { ...told, peak };
}

export async function benchWorkbook(rows: number, rounds: number): Promise<Line[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  try {
    const file = path.join(folder, 'large.xlsx');
    const bytes = largeWorkbook(rows);
    writeFileSync(file, bytes);
    const taken = { read: [] as number[], scan: [] as number[] };
    let peak = 0;
    for (let round = 0; round < rounds; round += 1) {
      const read = await perform('read', file);
      if (read.count !== rows) throw new Error(`${read.count} of ${rows} rows were read`);
      taken.read.push(read.seconds);
      peak = Math.max(peak, read.peak);
      taken.scan.push((await perform('scan', file)).seconds);
    }
    const what = `XLSX of ${rows.toLocaleString('en')} rows × ${UNIT_HEADERS.length} columns`;
    const note = `${(bytes.length / 2 ** 20).toFixed(1)} MiB, ${rounds} rounds`;
    return [
      { what, ours: median(taken.read), bare: median(taken.scan), unit: 's', goal: 2, note, against: 'inflating and finding tags' },
      { what: `${what}, peak memory`, ours: peak, bare: null, unit: 'MB', goal: null, note: 'writer and parser' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
