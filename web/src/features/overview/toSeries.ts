/** A published series becomes runs of comparable points with breaks between them. */
import type { PublishedSeries } from '../../api/overview.ts';
import type { SeriesInput, SeriesPoint } from '../../charts/seriesOption.ts';

type Point = PublishedSeries['points'][number];

/** Signs of the breaks; the text beside the chart takes them up. */
const SIGNS = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨'];
const DAY_MS = 86_400_000;
const ROOM_ABOVE = 1.18;

export const signOf = (index: number): string => SIGNS[index] ?? '·';

/** `2011-12-31` → 2011.99…: the place of a date on an axis of years. */
export function yearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  const [start, next] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (Date.parse(`${date}T00:00:00Z`) - start + DAY_MS / 2) / (next - start);
}

interface Dated {
  readonly figure: Point;
  readonly point: SeriesPoint;
}

/** Points nearer than this share of the axis cannot both carry their figure above. */
const CLOSE = 0.3;

function toPoint(figure: Point): Dated[] {
  const { asOf, value, printed } = figure;
  return typeof asOf === 'string' && typeof value === 'number'
    ? [{ figure, point: { at: yearOf(asOf), value, printed, below: false } }]
    : [];
}

/** Null when fewer than two figures have both a date and a value: one point is no series. */
export function toSeries({ points, breaks }: PublishedSeries): SeriesInput | null {
  const dated = points.flatMap(toPoint);
  const [first, last] = [dated[0], dated.at(-1)];
  if (!first || !last || first === last) return null;
  const [from, to] = [Math.floor(first.point.at), Math.ceil(last.point.at)];
  const close = (to - from) * CLOSE;
  const runs: SeriesPoint[][] = [];
  for (const [index, { point: plain }] of dated.entries()) {
    const next = dated[index + 1]?.point;
    const point = { ...plain, below: next !== undefined && next.at - plain.at < close };
    const before = dated[index - 1]?.figure.id;
    const broken = breaks.some(({ after }) => after.id === before);
    if (index === 0 || broken) runs.push([point]);
    else runs.at(-1)?.push(point);
  }
  return {
    runs,
    breaks: breaks.flatMap(({ after, before }, index) =>
      after.asOf && before.asOf ? [{ at: (yearOf(after.asOf) + yearOf(before.asOf)) / 2, sign: signOf(index) }] : [],
    ),
    from,
    to,
    years: [...new Set(dated.map(({ point }) => Math.floor(point.at)))],
    max: Math.max(...dated.map(({ point }) => point.value)) * ROOM_ABOVE,
  };
}
