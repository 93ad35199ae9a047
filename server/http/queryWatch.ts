/**
 * What is told of every operation, enough to find a slow one: its name, cost, rows and the time that it and the database took, as Prometheus
 * text and as one line of the log. Never a variable or a text: either may hold what is somebody's own.
 */
import type { Log } from '../log.ts';
import { histogramLines, observe, type Durations } from './durations.ts';

/** One operation that was answered. */
export interface OperationTold {
  /** Of the manifest, or the route of a file; null: the asker's own. */
  readonly known: string | null;
  /** What the asker calls it, or nothing. */
  readonly named: string | null;
  /** SHA-256 of the text: the same question has the same. Null: there is no text, or it could not be read. */
  readonly hash: string | null;
  /** Cells, estimated; null: kept answers, and what was refused before it was counted. */
  readonly cost: number | null;
  /** Rows that the database gave, or took of an upload; null: not known, as with the two below. */
  readonly rows: number | null;
  readonly statements: number | null;
  /** Milliseconds in the database, of the process that asked it. */
  readonly database: number | null;
  /** Bytes of the answer. */
  readonly bytes: number;
  /** Milliseconds from the question to the answer. */
  readonly took: number;
  /** `hit`: a kept answer; `unchanged`: the asker has it; `miss`: made, and kept; `none`: made. */
  readonly cache: 'hit' | 'unchanged' | 'miss' | 'none';
  /** Of an answer with errors, and of what was refused; null: there is nothing wrong with it. */
  readonly code: string | null;
}

export interface QueryWatch {
  tell(told: OperationTold): void;
  /** Prometheus text, each line ended. */
  text(): string;
}

const LONGEST_NAME = 60;
const HASH_SHOWN = 12;
/** Names are the asker's choice and would grow without bound: those of the program's own pages are told apart. */
const OTHER = 'other';
const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

interface Sums {
  readonly durations: Durations;
  readonly answers: Map<string, number>;
  readonly codes: Map<string, number>;
  cells: number;
  rows: number;
  statements: number;
  database: number;
  bytes: number;
}

const nothing = (): Sums => ({
  durations: { under: [], count: 0, seconds: 0 },
  answers: new Map(),
  codes: new Map(),
  cells: 0,
  rows: 0,
  statements: 0,
  database: 0,
  bytes: 0,
});

const COUNTERS: readonly (readonly [name: string, help: string, of: (sums: Sums) => number])[] = [
  ['cells', 'Estimated cost of operations in cells.', ({ cells }) => cells],
  ['rows', 'Rows that the database gave for operations.', ({ rows }) => rows],
  ['statements', 'Statements that operations asked of the database.', ({ statements }) => statements],
  ['database_seconds', 'Time of operations in the database.', ({ database }) => database / 1000],
  ['answer_bytes', 'Bytes of answers, before they are packed.', ({ bytes }) => bytes],
];

function toText(all: ReadonlyMap<string, Sums>): string {
  const lines = ['# HELP fugai_operations_total Operations answered.', '# TYPE fugai_operations_total counter'];
  for (const [operation, { answers }] of all)
    for (const [labels, count] of answers) lines.push(`fugai_operations_total{operation="${operation}",${labels}} ${count}`);
  lines.push('# HELP fugai_operation_errors_total Operations refused or failed.', '# TYPE fugai_operation_errors_total counter');
  for (const [operation, { codes }] of all)
    for (const [code, count] of codes) lines.push(`fugai_operation_errors_total{operation="${operation}",code="${code}"} ${count}`);
  for (const [name, help, of] of COUNTERS) {
    lines.push(`# HELP fugai_operation_${name}_total ${help}`, `# TYPE fugai_operation_${name}_total counter`);
    for (const [operation, sums] of all) lines.push(`fugai_operation_${name}_total{operation="${operation}"} ${of(sums)}`);
  }
  lines.push('# HELP fugai_operation_seconds Time from question to answer.', '# TYPE fugai_operation_seconds histogram');
  for (const [operation, { durations }] of all)
    lines.push(...histogramLines('fugai_operation_seconds', `operation="${operation}"`, durations));
  return `${lines.join('\n')}\n`;
}

const countOne = (counts: Map<string, number>, key: string): void => {
  counts.set(key, Number(counts.get(key) ?? '0') + 1);
};

/** @param slow milliseconds from which an operation is told as a warning; the others are told at the level debug */
export function createQueryWatch(log: Log, slow: number): QueryWatch {
  const all = new Map<string, Sums>();
  return {
    tell: (told) => {
      const { known, cost, rows, statements, database, bytes, took, cache, code } = told;
      const failed = code !== null;
      const operation = known ?? OTHER;
      const sums = all.get(operation) ?? nothing();
      all.set(operation, sums);
      countOne(sums.answers, `cache="${cache}",failed="${failed}"`);
      if (code !== null) countOne(sums.codes, code);
      if (cost !== null) sums.cells += cost;
      if (rows !== null) sums.rows += rows;
      if (statements !== null) sums.statements += statements;
      if (database !== null) sums.database += database;
      sums.bytes += bytes;
      observe(sums.durations, took / 1000);
      const isSlow = took >= slow;
      if (!isSlow && !log.isLevelEnabled('debug')) return;
      const line = {
        operation,
        named: told.named?.slice(0, LONGEST_NAME) ?? null,
        hash: told.hash?.slice(0, HASH_SHOWN) ?? null,
        cost,
        rows,
        statements,
        databaseMs: database === null ? null : tenths(database),
        ms: tenths(took),
        bytes,
        cache,
        failed,
        ...(code !== null && { code }),
      };
      if (isSlow) log.warn(line, 'slow operation');
      else log.debug(line, 'operation');
    },
    text: () => toText(all),
  };
}
