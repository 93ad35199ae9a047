import { shellWords } from '../i18n/shell.ts';
import { useWords } from '../i18n/words.ts';
import type { BadParameter } from './selection.ts';

/** One sentence that names every parameter that was not understood; empty when all were. A page adds those that only the server could judge. */
export function useNotices(problems: readonly BadParameter[]): readonly string[] {
  const words = useWords(shellWords);
  if (problems.length === 0) return [];
  return [words.badParameter(problems.map(({ name, value }) => words.badParameterItem(name, value)).join(''))];
}
