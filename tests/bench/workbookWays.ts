/** The process behind workbookBench.ts. Usage: workbookWays.ts read|scan <file.xlsx>, forked. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import { startParser } from '../../server/ledger/parser.ts';
import type { Way, WayTold } from './workbookBench.ts';

const COUNTY = '410302';

/** As the writer of a server reads it: in the parser's process, which begins with the first file. */
async function read(file: string): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  const parser = startParser(folder);
  try {
    const scope = { region: COUNTY, period: '2025Q4', inside: [COUNTY], parks: [], known: [], near: [] } as const;
    const { reading, units } = await parser.read(file, scope);
    const [first] = reading.errors;
    if (first) throw new Error(first.message);
    return units.length;
  } finally {
    parser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const LESS = '<'.charCodeAt(0);
const MORE = '>'.charCodeAt(0);

/** Ends of tags in every part of the workbook: nothing is decoded, nothing is understood. */
async function scan(file: string): Promise<number> {
  const archive = await yauzl.openPromise(file, { lazyEntries: true, decodeStrings: true });
  let tags = 0;
  for await (const entry of archive.eachEntry()) {
    const packed = await archive.openReadStreamPromise(entry, { decodeFileData: false });
    for await (const piece of packed.pipe(createInflateRaw()) as AsyncIterable<Buffer>)
      for (let at = piece.indexOf(LESS); at >= 0; at = piece.indexOf(LESS, at)) {
        tags += 1;
        const end = piece.indexOf(MORE, at);
        if (end < 0) break;
        at = end;
      }
  }
  return tags;
}

const [, , way, file] = process.argv;
const began = performance.now();
const count = await { read, scan }[way as Way](String(file));
const told: WayTold = { seconds: (performance.now() - began) / 1000, count };
process.send?.(told);
process.disconnect();
