/** What a command gets and gives: arguments in, one job, words out. */
import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Config, Places } from '../config.ts';
import { badInput } from '../domain/errors.ts';
import type { Writer } from './writer.ts';

export const DONE = 0;
export const REFUSED = 1;
export const WRONG_USAGE = 2;
export const TRY_AGAIN = 75;

export interface Terminal {
  /** Result, one line. */
  print(line: string): void;
  /** What went wrong or on, one line. */
  complain(line: string): void;
}

export type AuditSettings = Pick<Config, 'database' | 'folder' | 'auditAnchor' | 'auditMonths'>;

export interface CommandContext {
  readonly rest: readonly string[];
  readonly database: string;
  readonly terminal: Terminal;
  /** Whether the three administrators are separated. */
  readonly separation: boolean;
  readonly places: Pick<Places, 'mapPack' | 'maps'>;
  /** All settings, for who examines them. */
  readonly config: Config;
  /** Opens the writer thread at first use; it is closed when the command ends. */
  writer(): Promise<Writer>;
  /** Where the audit log is anchored and archived, and for how long it is kept. */
  readonly settings: AuditSettings;
  /** Writes down where the audit chains stand. Every command that changes accounts ends with it; for the writer's it is done. */
  anchor(): Promise<void>;
}

export interface Command {
  readonly usage: string;
  readonly words: string;
  run(context: CommandContext): Promise<number>;
}

/** Wrong arguments; the message is followed by the command's usage. */
export class UsageError extends Error {}

/** Parses arguments strictly; a positional too many or too few is refused. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  rest: readonly string[],
  options: Options,
  positionals: number,
) {
  const parsed = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
  if (parsed.positionals.length !== positionals)
    throw new UsageError(`需要 ${positionals} 个位置参数，收到 ${parsed.positionals.length} 个`);
  return parsed;
}

export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`缺少 --${name}`);
  return value;
}

/** Text of a file the user named; `-` is the standard input. @throws DomainError that names the file when it cannot be read */
export function readNamed(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw badInput(`读不到文件「${file}」，请核对路径`);
  }
}
