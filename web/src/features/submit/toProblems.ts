/** The problems of an upload: filtered, counted, placed. Pure. */
import type { UploadCard, UploadProblem } from '../../api/uploads.ts';
import type { ProblemSeverity } from '../../api/gql/enums.ts';

/** Rules that were broken, the most frequent first. */
export function rulesOf(problems: readonly UploadProblem[]): readonly { readonly code: string; readonly times: number }[] {
  const times = new Map<string, number>();
  for (const { code } of problems) times.set(code, (times.get(code) ?? 0) + 1);
  return [...times]
    .map(([code, n]) => ({ code, times: n }))
    .sort((one, other) => other.times - one.times || one.code.localeCompare(other.code));
}

export const chosenOf = (
  problems: readonly UploadProblem[],
  severity: ProblemSeverity | null,
  code: string | null,
): readonly UploadProblem[] =>
  problems.filter((problem) => (severity === null || problem.severity === severity) && (code === null || problem.code === code));

/** With a key each: two problems may say the same of one cell. */
export const keyed = (problems: readonly UploadProblem[]): readonly (UploadProblem & { readonly key: string })[] =>
  problems.map((problem, at) => ({ ...problem, key: `${at} ${problem.code}` }));

/** As many rows with errors as may be left out without the rest losing its sense. */
const MOST_LEFT_OUT = 50;

/** Rows that a partial acceptance would leave out; null where it cannot be offered: an error of the whole file, or too many. */
export function leftOutOf({
  state,
  problems,
  moreErrors,
  layout,
}: Pick<UploadCard, 'state' | 'problems' | 'moreErrors' | 'layout'>): number | null {
  if (state !== 'REFUSED' || layout || moreErrors > 0) return null;
  const errors = problems.filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0 || errors.some(({ row, sheet }) => typeof row !== 'number' || typeof sheet !== 'string')) return null;
  const rows = new Set(errors.map(({ sheet, row }) => `${String(sheet)} ${String(row)}`));
  return rows.size > MOST_LEFT_OUT ? null : rows.size;
}
