/** The legend counts the regions in every class and in every kind of absence, also when there are none, so that nothing is left to guess. */
import { countByClass, type Classes } from '../../charts/classes.ts';
import type { Absence } from '../../charts/patterns.ts';
import type { Palette } from '../../charts/shading.ts';
import { count, plain } from '../../theme/format.ts';
import type { Mark, Row } from '../../view/row.ts';

export interface LegendInput {
  readonly classes: readonly { readonly range: string; readonly count: string }[];
  readonly relative: boolean;
  readonly palette: Palette;
  readonly marks: readonly { readonly mark: Mark; readonly count: string }[];
  readonly absences: readonly { readonly absence: Absence; readonly word: string; readonly count: string; readonly none: boolean }[];
  /** Figures that no ledger backs; null where there are none. */
  readonly summaries: string | null;
}

const signed = (edge: number): string => (edge > 0 ? `+${plain(edge, 2)}` : plain(edge, 2));

/** `≤−5`, `−5~−2`, `±0.5`, `+2~+5`, `≥+5`. */
function changeRanges(edges: readonly number[], first: number, last: number): readonly string[] {
  const between = edges.slice(1).map((edge, index) => {
    const from = edges[index] ?? edge;
    return from === -edge ? `±${plain(edge, 2)}` : `${signed(from)}~${signed(edge)}`;
  });
  return [`≤${signed(first)}`, ...between, `≥${signed(last)}`];
}

/** `<70`, `70–75`, … `≥90`; one class without edges has no range. */
export function rangesOf({ edges, closes }: Classes): readonly string[] {
  const [first] = edges;
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return [''];
  if (closes === 'out') return changeRanges(edges, first, last);
  const between = edges.slice(1).map((edge, index) => `${plain(edges[index] ?? edge, 1)}–${plain(edge, 1)}`);
  return closes === 'down'
    ? [`≤${plain(first, 1)}`, ...between, `>${plain(last, 1)}`]
    : [`<${plain(first, 1)}`, ...between, `≥${plain(last, 1)}`];
}

export function toLegend(
  rows: readonly Row[],
  classes: Classes,
  marks: readonly Mark[],
  absences: readonly { readonly absence: Absence; readonly word: string }[],
  palette: Palette = 'rate',
): LegendInput {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const counts = countByClass(values, classes.edges, classes.closes);
  const inMark = (kind: Mark['kind']): number => rows.filter(({ mark }) => mark?.kind === kind).length;
  const reported = rows.filter(({ summary }) => summary).length;
  return {
    summaries: reported === 0 ? null : count(reported),
    classes: rangesOf(classes).map((range, index) => ({ range, count: count(Number(counts[index])) })),
    relative: classes.relative,
    palette,
    marks: rows.some(({ mark }) => mark !== null) ? marks.map((mark) => ({ mark, count: count(inMark(mark.kind)) })) : [],
    absences: absences.map(({ absence, word }) => {
      const found = rows.filter(({ fill }) => fill === absence).length;
      return { absence, word, count: count(found), none: found === 0 };
    }),
  };
}
