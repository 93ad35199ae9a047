/** `fugai import --hold` and `--partial`: the way that a file takes over HTTP, from a file of this machine. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { UploadTable } from '../db/submissionTables.ts';
import { badInput } from '../domain/errors.ts';
import type { Quarter } from '../domain/period.ts';
import { annotate } from '../ledger/annotate/annotate.ts';
import { maskPersonal } from '../ledger/persons.ts';
import type { Problem } from '../ledger/problems.ts';
import { Progress } from '../ledger/progress.ts';
import type { SentFile } from '../ledger/sent.ts';
import { operatorActor } from './accounts.ts';
import { DONE, REFUSED, type Terminal } from './command.ts';
import { writeOut } from './output.ts';
import { freshUpload } from './uploadRows.ts';
import type { Writer } from './writer.ts';

export interface HeldImport {
  readonly file: string;
  readonly region: string;
  readonly period: Quarter;
  readonly note: string | null;
  readonly key: string | null;
  readonly hold: boolean;
  readonly partial: boolean;
  readonly dryRun: boolean;
}

/** A workbook, or the CSV files of a folder. @throws DomainError where there is none */
export function readFiles(place: string): SentFile[] {
  try {
    if (!statSync(place).isDirectory()) return [{ name: path.basename(place), bytes: readFileSync(place) }];
    const names = readdirSync(place).filter((name) => name.toLowerCase().endsWith('.csv'));
    return names.map((name) => ({ name, bytes: readFileSync(path.join(place, name)) }));
  } catch {
    throw badInput(`读不到「${place}」，请核对路径`);
  }
}

/** Writes the workbook with its problems in it; nothing where there are none. */
export async function writeAnnotated(
  to: string,
  place: string,
  problems: readonly Problem[],
  more: { readonly errors: number; readonly warnings: number },
  terminal: Terminal,
): Promise<void> {
  if (problems.length === 0) return terminal.complain('没有错误和提示，没有写批注文件');
  await writeOut(to, [await annotate(readFiles(place), problems, more)]);
  terminal.complain(`批注文件已写入 ${to}`);
}

export async function importHeld(asked: HeldImport, writer: Writer): Promise<UploadTable> {
  const { file, hold, ...ask } = asked;
  const files = readFiles(file);
  const progress = new Progress();
  // Who runs the program needs no leave.
  progress.grant();
  const by = operatorActor();
  const row = freshUpload(
    {
      id: randomUUID(),
      region: ask.region,
      period: ask.period,
      kind: 'LEDGER',
      fileName: maskPersonal(path.basename(file)),
      createdAt: new Date().toISOString(),
      sender: by.id,
      senderName: by.name,
      bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    },
    'WAITING',
  );
  return writer.run('receive', { row, ask: { ...ask, kind: 'LEDGER', apply: !hold, trusted: true }, files, progress: progress.shared });
}

export const problemsOf = ({ problems }: UploadTable): Problem[] => JSON.parse(problems) as Problem[];

const toJson = (row: UploadTable): string =>
  JSON.stringify({
    upload: row.id,
    state: row.state,
    message: row.message,
    submission: row.submission,
    applied: row.state === 'APPLIED',
    rows: { units: row.units, organizations: row.organizations },
    errors: problemsOf(row).filter(({ severity }) => severity === 'error'),
    moreErrors: row.more_errors,
    warnings: problemsOf(row).filter(({ severity }) => severity === 'warning'),
    unchanged: row.state === 'UNCHANGED',
  });

const CAME_THROUGH: readonly string[] = ['RECEIVED', 'APPLIED', 'UNCHANGED', 'CHECKED'];

/** Tells what came of it, and gives the exit code. */
export function reportHeld(row: UploadTable, json: boolean, list: () => void, terminal: Terminal): number {
  const done = CAME_THROUGH.includes(row.state);
  if (json) terminal.print(toJson(row));
  else {
    list();
    const message = `${row.message ?? ''}${row.submission === null || row.state !== 'RECEIVED' ? '' : `（报送编号 ${row.submission}）`}`;
    if (done) terminal.print(message);
    else terminal.complain(message);
  }
  return done ? DONE : REFUSED;
}
