/** How one region of a map is painted: its fill or pattern, its edge and its label. */
import type { MapSeriesOption } from './echartsTypes.ts';
import { LINE_HEIGHT, type PlacedLabel } from './labels.ts';
import type { MapRegion } from './mapRegion.ts';
import type { AbsencePattern } from './patterns.ts';
import { DASHES } from './shapes.ts';
import { contrastOf, readableOn, type ChartTheme } from './theme.ts';

export type Datum = NonNullable<MapSeriesOption['data']>[number];
type AreaStyle = NonNullable<Extract<Datum, { itemStyle?: unknown }>['itemStyle']>;
type LabelStyle = NonNullable<MapSeriesOption['label']>;

export function coloursOf(
  { fill }: MapRegion,
  ramp: readonly string[],
  theme: ChartTheme,
): { readonly fill: AbsencePattern; readonly edge: string } {
  return {
    fill: areaOf(fill, ramp, theme),
    edge: typeof fill === 'number' || fill === 'NOT_APPLICABLE' || fill === 'NO_LEDGER' ? theme.mapEdge : theme.absentInk,
  };
}

const areaOf = (fill: MapRegion['fill'], ramp: readonly string[], theme: ChartTheme): AbsencePattern =>
  typeof fill === 'number' ? (ramp[fill] ?? theme.paper) : theme.absence[fill];

/** Emphasis repeats fill and label: the library would otherwise paint a region that is pointed at in colours of its own. */
export const datumOf = (name: string, style: AreaStyle, label: LabelStyle, theme: ChartTheme): Datum => ({
  name,
  itemStyle: style,
  label,
  emphasis: { itemStyle: { ...style, borderColor: theme.ink, borderWidth: 2.2 }, label },
});

/** One of thousands: the library asks each datum whether it lights up. */
export const plainDatum = (name: string, style: AreaStyle): Datum => ({ name, itemStyle: style, emphasis: { disabled: true } });

/** Edges of shapes that are a few pixels wide. */
export const HAIR = 0.3;

export const itemStyle = (region: MapRegion, fill: AbsencePattern, edge: string, theme: ChartTheme, width = 1): AreaStyle => ({
  areaColor: fill,
  borderColor: region.marked ? theme.ink : edge,
  borderWidth: region.marked ? 2 : width,
});

/** Across the stroke around letters that are read from the last row, in letters: half of it is seen outside of them. */
export const HALO = 0.28;
/** What letters on a wall must reach; no letters do on the middle blues. */
const READ_FAR = 7;

interface LetterColours {
  readonly color: string;
  readonly mark: string;
  readonly halo: { readonly textBorderColor: string; readonly textBorderWidth: number };
}

/** At a desk the better of two colours on the region's own; on a wall one pair for all of them, as on a printed map: ink, and paper around it. */
function lettersOf(region: MapRegion, fill: AbsencePattern, theme: ChartTheme, { size, projected }: Lettering): LetterColours {
  if (projected)
    return {
      color: theme.ink,
      mark: contrastOf(theme.missed, theme.paper) >= READ_FAR ? theme.missed : theme.ink,
      halo: { textBorderColor: theme.paper, textBorderWidth: size * HALO },
    };
  const ground = typeof region.fill === 'number' && typeof fill === 'string' ? fill : theme.paper;
  return {
    color: readableOn(ground, '#1b2127', '#ffffff'),
    mark: theme.missed,
    halo: { textBorderColor: ground, textBorderWidth: 3 },
  };
}

interface Lettering {
  readonly size: number;
  readonly projected: boolean;
}

export function labelOf(
  region: MapRegion,
  placed: PlacedLabel | undefined,
  fill: AbsencePattern,
  theme: ChartTheme,
  projected = false,
): LabelStyle {
  if (placed === undefined) return { show: false };
  const { size, lines, shift } = placed;
  const [name = region.name, text] = lines;
  const { color, mark, halo } = lettersOf(region, fill, theme, { size, projected });
  const value = region.sign === null ? `{v|${region.text}}` : `{v|${region.text} }{m|${region.sign}}`;
  return {
    show: true,
    color,
    fontSize: size,
    lineHeight: size * LINE_HEIGHT,
    ...halo,
    ...(shift === undefined ? {} : { offset: [...shift] }),
    formatter: text === undefined ? name : `${name}\n${value}`,
    rich: {
      v: {
        color,
        fontSize: size,
        fontWeight: typeof region.fill === 'number' ? 'bold' : 'normal',
        lineHeight: size * LINE_HEIGHT,
        ...halo,
      },
      m: { color: mark, fontSize: size - 1, lineHeight: size * LINE_HEIGHT, ...halo },
    },
  };
}

export const dashes = (theme: ChartTheme): Datum => ({
  name: DASHES,
  silent: true,
  itemStyle: { areaColor: theme.inkSoft, borderColor: theme.inkSoft, borderWidth: 1 },
  label: { show: false },
});
