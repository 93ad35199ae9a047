/** Units missing by part, most first. */
import { isRefused } from '../../domain/analysis/refusal.ts';
import type { GapAnswer } from '../../reports/analysisTypes.ts';
import type { SheetChart } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { countBars } from './counts.ts';

interface GapParts {
  readonly answer: GapAnswer;
  readonly names: ReadonlyMap<string, string>;
  readonly situation: Situation;
}

/** None where nothing is missing, or nothing can be said. */
export function gapBars({ answer, names, situation }: GapParts): readonly SheetChart[] {
  if (isRefused(answer)) return [];
  const rows = (answer.gap.byParts?.parts ?? []).flatMap(({ key, gap }) =>
    key === null || gap === 0 ? [] : [{ name: names.get(key) ?? key, value: gap }],
  );
  return countBars({
    id: 'gap',
    title: { zh: '各地差额（家）', en: 'Units missing' },
    rows,
    unit: situation.lang === 'zh' ? '家' : 'units',
    focus: rows[0]?.name ?? null,
  });
}
