/**
 * Writes the bad files beside this one, and what is read of them into expected.json: `tsx --tsconfig server/tsconfig.json
 * tests/ledger/bad/generate.ts`. What it writes is looked through by a person before it is kept: every message is what a clerk reads.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BAD_FILES } from './files.ts';

export const FOLDER = path.join(import.meta.dirname, 'files');
export const nameOf = (number: number, name: string): string => `${String(number).padStart(2, '0')}-${name}`;

/** Writes every file; a case of several files is a folder. */
export function writeBadFiles(folder: string): void {
  for (const [number, name, make] of BAD_FILES) {
    const sent = make();
    const file = path.join(folder, nameOf(number, name));
    if (Buffer.isBuffer(sent)) writeFileSync(file, sent);
    else {
      mkdirSync(file, { recursive: true });
      for (const [part, bytes] of Object.entries(sent)) writeFileSync(path.join(file, part), bytes);
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(FOLDER, { recursive: true });
  writeBadFiles(FOLDER);
}
