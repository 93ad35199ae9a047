/** Problems of a ledger: where, what, why and what to do, in the words a clerk reads. */
import { maskPersonal } from './persons.ts';

/** A cell: its sheet (or file), its row as a spreadsheet counts it, its column letter and the header above it. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly header: string;
}

/** One thing wrong or worth knowing. `value` is what the cell says, shortened, persons masked; null when no cell is meant. */
export interface Problem extends Partial<Place> {
  readonly code: string;
  readonly value: string | null;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** What the column holds, and what to do; both are in the message, too, as far as they are needed there. */
  readonly rule?: string;
  readonly remedy?: string;
}

/** Thrown where nothing further can be read of a file; carries the one problem that is then reported. */
export class FileRefusal extends Error {
  readonly problem: Problem;

  constructor(code: string, message: string, place: Partial<Place> = {}) {
    super(message);
    this.problem = { ...place, code, value: null, message, severity: 'error' };
  }
}

export const tooWide = (most: number): FileRefusal =>
  new FileRefusal('TOO_MANY_COLUMNS', `文件超过 ${most} 列,已拒绝。请只保留模板中的列,删去右侧的空列与内容后重新提交`);

export const tooManyRows = (sheet: string, most: number): FileRefusal =>
  new FileRefusal('TOO_MANY_ROWS', `${sheet}超过 ${most % 10_000 === 0 ? `${most / 10_000} 万` : `${most} `}行上限,请按县区拆分`, {
    sheet,
  });

/** At most this many problems of a kind are listed; the rest is counted. */
export const PROBLEM_CAP = 1000;
const SHOWN_CHARACTERS = 60;

/** A cell's value as a message may show it: one line, shortened, persons masked. */
export function shownValue(raw: string): string {
  const head = raw.length > 400 ? raw.slice(0, 400) : raw;
  const line = maskPersonal(head).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  const characters = [...line];
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : line;
}

/** How many problems stand in one column; nulls where they stand in none. */
export interface ProblemCount {
  readonly sheet: string | null;
  readonly column: string | null;
  readonly header: string | null;
  readonly count: number;
}

/** `两新组织 K 列"从业人员" 1100 处` */
export const spellCount = ({ sheet, column, header, count }: ProblemCount): string =>
  `${sheet ?? '文件'}${column === null ? '' : ` ${column} 列`}${header === null || column === null ? '' : `"${header}"`} ${count} 处`;

/**
 * Collects problems in order of appearance. Kept up to the cap a column, so that the errors of a whole wrong column, once
 * summed up in one sentence, do not crowd out the others.
 */
export class ProblemLog {
  private readonly kept = new Map<string, Problem[]>();
  private readonly beyond = new Map<string, number>();

  add(problem: Problem): void {
    const bucket = `${problem.severity}/${problem.sheet ?? ''}/${problem.column ?? ''}`;
    const list = this.kept.get(bucket);
    if (list === undefined) this.kept.set(bucket, [problem]);
    else if (list.length < PROBLEM_CAP) list.push(problem);
    else this.beyond.set(bucket, this.countBeyond(bucket) + 1);
  }

  /** Forgets all errors of one column with one of `codes`: they are said in another way. */
  dropColumn(sheet: string, column: string, codes: ReadonlySet<string>): void {
    const bucket = `error/${sheet}/${column}`;
    const list = this.kept.get(bucket);
    if (list !== undefined)
      this.kept.set(
        bucket,
        list.filter((problem) => !codes.has(problem.code)),
      );
    this.beyond.delete(bucket);
  }

  /** None where the cap was not reached. */
  private countBeyond(bucket: string): number {
    return this.beyond.get(bucket) ?? 0; // counting starts where the cap ends
  }

  /** All of one severity by the column they stand in, most first: those beyond the cap, too. */
  counted(severity: 'error' | 'warning'): ProblemCount[] {
    const counts = [...this.kept].flatMap(([bucket, list]) => {
      const [first] = list;
      if (first?.severity !== severity) return [];
      const { sheet, column, header } = first;
      return [{ sheet: sheet ?? null, column: column ?? null, header: header ?? null, count: list.length + this.countBeyond(bucket) }];
    });
    return counts.toSorted((one, other) => other.count - one.count);
  }

  /** Problems by sheet in the order given, then by row; `more` counts those beyond the cap. */
  listed(severity: 'error' | 'warning', sheets: readonly string[]): { listed: Problem[]; more: number } {
    let more = 0;
    for (const [bucket, count] of this.beyond) if (bucket.startsWith(severity)) more += count;
    const all = [...this.kept.values()].flat().filter((problem) => problem.severity === severity);
    const rank = (problem: Problem): number => (problem.sheet === undefined ? -1 : sheets.indexOf(problem.sheet));
    // A problem of the whole sheet comes before its rows. `B` comes before `AA`: by length, then by letter.
    const column = (problem: Problem): string => String.fromCharCode(problem.column?.length ?? 0) + (problem.column ?? '');
    all.sort((a, b) => rank(a) - rank(b) || (a.row ?? -1) - (b.row ?? -1) || (column(a) < column(b) ? -1 : 1));
    return { listed: all.slice(0, PROBLEM_CAP), more: more + Math.max(0, all.length - PROBLEM_CAP) };
  }
}
