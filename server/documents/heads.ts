/** How a column is headed: its name and, in brackets, its unit. */
import type { Lang } from '../../web/src/state/selection.ts';
import type { Column } from './sheet.ts';

export function headOf({ label, unit }: Column, lang: Lang): string {
  if (unit === null) return label[lang];
  return lang === 'zh' ? `${label.zh}（${unit.zh}）` : `${label.en} (${unit.en})`;
}
