/** The legend under a map: every class and every absence that occurs, each with its count of regions. */
import { BANDS, type Band } from '../../domain/bands.ts';
import { MINUS } from '../../domain/format.ts';
import { MISSING_REASONS, type MissingReason } from '../../domain/rate.ts';
import { countByClass } from '../../../web/src/charts/classes.ts';
import { rect, text, wide, type Mark } from '../../../web/src/charts/draw.ts';
import type { Box } from '../../../web/src/charts/geometry.ts';
import type { Shading } from '../../../web/src/charts/shading.ts';
import { rampOf, type ChartTheme } from '../../../web/src/charts/theme.ts';
import type { AbsencePattern } from '../../../web/src/charts/patterns.ts';
import type { Lang } from '../../../web/src/state/selection.ts';

export interface LegendParts {
  readonly shading: Shading;
  readonly values: readonly number[];
  readonly absences: readonly MissingReason[];
  readonly bands: readonly Band[];
  readonly lang: Lang;
}

interface Entry {
  /** Null: the words carry their own sign. */
  readonly fill: AbsencePattern | null;
  readonly words: string;
}

const edgeText = (edge: number): string => String(Number(edge.toFixed(2))).replace('-', MINUS);

/** `<70`, `70–75`, … `≥90`. */
export function rangesOf(edges: readonly number[]): readonly string[] {
  const [first] = edges;
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return [''];
  const dash = first < 0 ? ' – ' : '–';
  return [
    `<${edgeText(first)}`,
    ...edges.slice(1).map((edge, index) => `${edgeText(edges[index] ?? edge)}${dash}${edgeText(edge)}`),
    `≥${edgeText(last)}`,
  ];
}

function entriesOf({ shading: { classes, palette }, values, absences, bands, lang }: LegendParts, theme: ChartTheme): readonly Entry[] {
  const ramp = palette === 'change' ? theme.change : rampOf(theme, classes.edges.length + 1);
  const counts = countByClass(values, classes.edges, classes.closes);
  const reasons = [...new Set(absences)];
  return [
    ...rangesOf(classes.edges).map((range, index): Entry => ({ fill: ramp[index] ?? theme.paper, words: `${range} (${counts[index]})` })),
    ...reasons.map((reason): Entry => ({
      fill: theme.absence[reason],
      words: `${MISSING_REASONS[reason][lang]} (${absences.filter((one) => one === reason).length})`,
    })),
    ...(bands.includes('MISSED')
      ? [{ fill: null, words: `${BANDS.MISSED.shape} ${BANDS.MISSED[lang]} (${bands.filter((band) => band === 'MISSED').length})` }]
      : []),
    ...(classes.relative ? [{ fill: null, words: lang === 'zh' ? '分档相对本图' : 'classes relative to this map' }] : []),
  ];
}

/** Rows of entries from the lower edge of the picture upwards, and the height that they take. */
export function legendMarks(parts: LegendParts, theme: ChartTheme, box: Box): { readonly marks: readonly Mark[]; readonly height: number } {
  const size = theme.text;
  const swatch = size * 1.6;
  const row = size * 1.7;
  let [x, line] = [0, 0];
  const placed = entriesOf(parts, theme).map((entry) => {
    const width = (entry.fill === null ? 0 : swatch + size * 0.4) + wide(entry.words, size);
    if (x > 0 && x + width > box.width) [x, line] = [0, line + 1];
    const at = { ...entry, x, line };
    x += width + size * 1.2;
    return at;
  });
  const height = (line + 1) * row;
  const top = box.height - height;
  return {
    height,
    marks: placed.flatMap(({ fill, words, x: left, line: index }): Mark[] => {
      const middle = top + row * (index + 0.5);
      const start = fill === null ? left : left + swatch + size * 0.4;
      return [
        ...(fill === null ? [] : [rect({ left, top: middle - size / 2, width: swatch, height: size }, fill, undefined, theme.line)]),
        text(words, start, middle, { size, color: theme.inkSoft }, theme.font),
      ];
    }),
  };
}
