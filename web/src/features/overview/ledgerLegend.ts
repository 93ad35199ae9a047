/** The legend of a ledger's map: its classes, its states, and every reason for which a ledger can lack a figure. */
import type { Dataset } from '../../api/dataset.ts';
import { ABSENCES } from '../../charts/patterns.ts';
import type { Shading } from '../../charts/shading.ts';
import type { Lang } from '../../state/selection.ts';
import type { Row } from '../../view/row.ts';
import { absenceWord, toMark } from '../../view/toRows.ts';
import { toLegend, type LegendInput } from './toLegend.ts';

const BANDS = ['MISSED', 'NEAR', 'MET'] as const;

/** `more` are absences that stand beside those of a ledger. */
export function legendOf(
  rows: readonly Row[],
  { classes, palette }: Shading,
  dataset: Dataset,
  lang: Lang,
  more: Parameters<typeof toLegend>[3] = [],
): LegendInput {
  const marks = BANDS.flatMap((band) => toMark(band, dataset, lang) ?? []);
  const absences = ABSENCES.flatMap((absence) =>
    absence === 'NO_LEDGER' ? [] : [{ absence, word: absenceWord(absence, dataset, lang) ?? absence }],
  );
  return toLegend(rows, classes, marks, [...absences, ...more], palette);
}
