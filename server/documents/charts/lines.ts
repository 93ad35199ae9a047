/** Several regions over the quarters, one of them in focus. */
import type { Words } from '../../domain/words.ts';
import { linesOption, type LinesInput } from '../../../web/src/charts/linesOption.ts';
import type { SheetChart } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { paperTheme } from './look.ts';
import { linesOf } from './native.ts';
import { toTrendInput, type Course } from './trendInput.ts';

/** None where no line has a value. */
export function linesChart(
  id: string,
  title: Words,
  periods: readonly string[],
  courses: readonly Course[],
  situation: Situation,
): readonly SheetChart[] {
  const { lang, period } = situation;
  const lead = courses.find(({ voice }) => voice === 'lead') ?? courses[0];
  if (lead === undefined) return [];
  const native = linesOf(lead.indicator, periods, courses, lead.name, lang);
  if (native === null) return [];
  const { ticks, longTicks, lines, targets, axis, current } = toTrendInput(periods, courses, period, lang);
  const input: LinesInput = {
    ticks,
    longTicks,
    lines: lines.map(({ name, voice, values, end }) => ({ name, voice, dashed: false, values, end })),
    targets: targets.map(({ voice, values, texts }) => ({ voice, values, texts })),
    axis,
    current,
    breaks: [],
    cut: axis.min === 0 ? null : lang === 'zh' ? `纵轴自 ${axis.min} 起` : `axis from ${axis.min}`,
  };
  return [{ id, title, picture: (look, box) => linesOption(input, paperTheme(look, box), box), native }];
}
