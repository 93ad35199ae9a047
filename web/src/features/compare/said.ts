/** Titles and notes of the comparison, where the page has to find them itself. Pure. */
import type { CompareAnswer } from '../../api/compare.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { CompareWords } from '../../i18n/compare.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, plain, THIN } from '../../theme/format.ts';
import { commonTarget, type CompareRow } from './toCompare.ts';

/** «许昌市最低，70.1 %», where no sentence of the server fits what is compared. */
export function findingOf(rows: readonly CompareRow[], indicator: IndicatorDefinition, words: CompareWords, lang: Lang): string {
  const [worst] = rows;
  if (!worst || worst.value === null || worst.text === null || indicator.direction === 'NEUTRAL')
    return words.plainTitle(pickLabel(indicator.label, lang));
  const value = `${worst.text}${THIN}${pickLabel(indicator.unit, lang)}`;
  const name = worst.parent === null ? worst.fullName : words.within(worst.fullName, worst.parent);
  return indicator.direction === 'HIGHER' ? words.lowest(name, value) : words.highest(name, value);
}

/** What a reader has to know of the set of regions. */
function scopeNote({ ranking }: CompareAnswer, chosen: boolean, words: CompareWords): string | null {
  if (!chosen) return null;
  const levels = Map.groupBy(ranking, ({ region }) => region.level);
  if (levels.size > 1)
    return words.mixed([...levels].map(([level, rows]) => words.levelCount(words.levels[level], count(rows.length))).join(words.listJoin));
  return words.ofChosen;
}

/** What a reader has to know of the set of regions and of uncertain rates. */
export function notesOf(answer: CompareAnswer, rows: readonly CompareRow[], chosen: boolean, words: CompareWords): readonly string[] {
  const scope = scopeNote(answer, chosen, words);
  return [...(scope === null ? [] : [scope]), ...(rows.some(({ interval }) => interval !== null) ? [words.intervalNote] : [])];
}

/** What the tick on the bars means; null where there is none. */
export function tickOf(rows: readonly CompareRow[], words: CompareWords): string | null {
  const target = commonTarget(rows);
  if (target !== null) return words.tick(plain(target));
  return rows.some((row) => row.target !== null) ? words.ticks : null;
}
