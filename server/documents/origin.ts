/** How a value is marked that stands on what a region reported itself, where no ledger of it came. */
import { OBSERVATION_ORIGINS } from '../domain/summaries.ts';
import type { Words } from '../domain/words.ts';
import type { ObservationRow } from '../reports/types.ts';
import type { Lang } from '../../web/src/state/selection.ts';

type Origin = Pick<ObservationRow, 'origin'>;

const BRACKETS = { zh: ['（', '）'], en: [' (', ')'] } as const;

/** «老城区（汇总上报）» for a region whose value is so; the name alone otherwise. */
export function markedName(name: string, { origin }: Origin, lang: Lang): string {
  const [open, close] = BRACKETS[lang];
  return origin === 'SUMMARY' ? `${name}${open}${OBSERVATION_ORIGINS.SUMMARY[lang]}${close}` : name;
}

/** Under a table in which some values are so; null where none is. */
export function summaryNote(rows: readonly Origin[]): Words | null {
  const n = rows.filter(({ origin }) => origin === 'SUMMARY').length;
  if (n === 0) return null;
  const word = OBSERVATION_ORIGINS.SUMMARY;
  return {
    zh: `${n} 行为「${word.zh}」：该地区自己报的数，没有台账可核对，不并入上级合计。`,
    en: `${n} lines are “${word.en}”: reported by the region itself, backed by no ledger, and in no total above.`,
  };
}
