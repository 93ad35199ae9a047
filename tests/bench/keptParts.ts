/** What a run has measured so far, part by part, so that one that is cut off can be gone on with: `npm run bench -- --continue`. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Line } from './figures.ts';
import { root } from './ground/ground.ts';
import type { Circumstances } from './report.ts';

export interface Measured {
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
}

interface Kept {
  /** The program as it is built, and what it ran on. */
  readonly of: string;
  readonly parts: Record<string, Measured>;
}

const FILE = path.join(root, 'data', 'bench-parts.json');
/** A figure of yesterday's machine says nothing beside one of today's. */
const ofNow = ({ date, ...where }: Circumstances): string => JSON.stringify({ date, ...where, built: builtHash() });

/** Of every file of the build. */
function builtHash(): string {
  const built = createHash('sha256');
  const folder = path.join(root, 'dist');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const name of files.map((one) => path.join(one.parentPath, one.name)).toSorted()) built.update(name).update(readFileSync(name));
  return built.digest('hex');
}

export interface KeptParts {
  find(part: string): Measured | undefined;
  /** Written at once. */
  keep(part: string, measured: Measured): void;
}

/** `goOn`: takes what is kept of the same program, machine and day; otherwise everything is measured anew. */
export function openParts(where: Circumstances, goOn: boolean): KeptParts {
  const of = ofNow(where);
  const found = goOn && existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Kept) : null;
  const kept: Kept = found?.of === of ? found : { of, parts: {} };
  return {
    find: (part) => kept.parts[part],
    keep: (part, measured) => {
      kept.parts[part] = measured;
      mkdirSync(path.dirname(FILE), { recursive: true });
      writeFileSync(FILE, JSON.stringify(kept));
    },
  };
}
