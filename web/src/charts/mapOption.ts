/** The map of a region's children. Every region has a datum of its own, also those without a value. */
import type { EChartsOption, MapSeriesOption } from './echartsTypes.ts';
import { fit, projection, rectOf, type Box, type Rect } from './geometry.ts';
import { LINE_HEIGHT, placeLabels, widthOf, type LabelWish, type PlacedLabel } from './labels.ts';
import { DASHES, type MapShapes } from './shapes.ts';
import { rampOf, readableOn, type ChartTheme } from './theme.ts';
import type { Absence } from './patterns.ts';

export interface MapRegion {
  readonly code: string;
  /** Short name, as it stands on the map. */
  readonly name: string;
  /** The printed value or the word for its absence; null: nothing but the name. */
  readonly text: string | null;
  /** What `text` prints, by which regions are ranked for a label; null: an absence. */
  readonly value: number | null;
  /** Index of the class, 0 for the lowest, or why there is none. */
  readonly fill: number | Absence;
  /** Sign behind the text, ▼ for 未达标. */
  readonly sign: string | null;
  /** Drawn with a strong edge: the region is marked out, for instance because it has a ledger. */
  readonly marked: boolean;
}

export interface MapInput {
  readonly regions: readonly MapRegion[];
  readonly classes: number;
  readonly insetName: string;
}

type Datum = NonNullable<MapSeriesOption['data']>[number];
type AreaStyle = NonNullable<Extract<Datum, { itemStyle?: unknown }>['itemStyle']>;

const PADDING = 6;
const SMALL = 420;
const INSET_SIZE = 11;

export function mapOption(map: MapShapes, input: MapInput, theme: ChartTheme, box: Box): EChartsOption {
  const aspect = map.aspect;
  const rect = fit(map.extent, aspect, box, PADDING);
  const size = box.width < SMALL ? theme.text - 1 : theme.text;
  const labels = placeLabels(map.shapes.features, wishesOf(input.regions), projection(map.extent, rect), size);
  const ramp = rampOf(theme, input.classes);
  const rows = complete(map, input.regions).map((region) => ({
    region,
    label: labels.get(region.code),
    ...coloursOf(region, ramp, theme),
  }));
  const main: MapSeriesOption = {
    ...frameOf(map.id, map.extent, rect, aspect),
    ...LOOKS,
    data: rows.map(({ region, label, fill, edge }) =>
      datumOf(region.code, itemStyle(region, fill, edge, theme), labelOf(region, label, fill, theme), theme),
    ),
  };
  if (map.inset === null || map.frame === null) return { animation: false, textStyle: { fontFamily: theme.font }, series: [main] };
  const { shows, stands } = map.frame.inset;
  const stand = rectOf(stands, map.extent, rect);
  const inner = within(fit(shows, aspect, stand, 0), stand);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    series: [
      main,
      {
        ...frameOf(`${map.id}-inset`, shows, inner, aspect),
        ...LOOKS,
        z: 3,
        data: [
          ...rows.map(({ region, fill, edge }) =>
            datumOf(
              region.code,
              { ...itemStyle(region, fill, edge, theme), borderColor: theme.mapOutline, borderWidth: 0.5 },
              { show: false },
              theme,
            ),
          ),
          dashes(theme),
        ],
      },
    ],
    graphic: insetFrame(inner, input.insetName, theme),
  };
}

/** The lowest value is what a map is opened for: it is placed first and never left out. Absences come last. */
function wishesOf(regions: readonly MapRegion[]): readonly LabelWish[] {
  const rank = ({ value }: MapRegion): number => value ?? Infinity;
  const ranked = [...regions].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  return ranked.map(({ code, name, text, sign, value }, index) => ({
    code,
    name,
    text: text === null ? null : withSign(text, sign),
    must: index === 0 && value !== null,
  }));
}

/** Shapes that nobody speaks of are drawn and clickable all the same. */
function complete(map: MapShapes, regions: readonly MapRegion[]): readonly MapRegion[] {
  const known = new Set(regions.map(({ code }) => code));
  const rest = map.shapes.features.filter(({ properties }) => !known.has(properties.code));
  return [
    ...regions,
    ...rest.map(({ properties: { code, name = code } }): MapRegion => ({
      code,
      name,
      text: null,
      value: null,
      fill: 'NOT_APPLICABLE',
      sign: null,
      marked: false,
    })),
  ];
}

const withSign = (text: string, sign: string | null): string => (sign === null ? text : `${text} ${sign}`);

const within = (rect: Rect, outer: Rect): Rect => ({ ...rect, left: rect.left + outer.left, top: rect.top + outer.top });

/** The extent is drawn into exactly this rectangle, so that what was worked out about labels holds. */
const frameOf = (map: string, { west, south, east, north }: MapShapes['extent'], rect: Rect, aspectScale: number): MapSeriesOption => ({
  type: 'map',
  map,
  nameProperty: 'code',
  aspectScale,
  boundingCoords: [
    [west, north],
    [east, south],
  ],
  clip: true,
  preserveAspect: true,
  left: rect.left,
  top: rect.top,
  width: rect.width,
  height: rect.height,
});

const LOOKS: MapSeriesOption = {
  selectedMode: false,
  roam: false,
  label: { show: false },
};

function coloursOf(
  { fill }: MapRegion,
  ramp: readonly string[],
  theme: ChartTheme,
): { readonly fill: ReturnType<typeof areaOf>; readonly edge: string } {
  return {
    fill: areaOf(fill, ramp, theme),
    edge: typeof fill === 'number' || fill === 'NOT_APPLICABLE' || fill === 'NO_LEDGER' ? theme.mapEdge : theme.absentInk,
  };
}

const areaOf = (fill: MapRegion['fill'], ramp: readonly string[], theme: ChartTheme) =>
  typeof fill === 'number' ? (ramp[fill] ?? theme.paper) : theme.absence[fill];

/** Emphasis repeats fill and label: the library would otherwise paint a region that is pointed at in colours of its own. */
const datumOf = (name: string, style: AreaStyle, label: MapSeriesOption['label'], theme: ChartTheme): Datum => ({
  name,
  itemStyle: style,
  label,
  emphasis: { itemStyle: { ...style, borderColor: theme.ink, borderWidth: 2.2 }, label },
});

const itemStyle = (region: MapRegion, fill: ReturnType<typeof areaOf>, edge: string, theme: ChartTheme): AreaStyle => ({
  areaColor: fill,
  borderColor: region.marked ? theme.ink : edge,
  borderWidth: region.marked ? 2 : 1,
});

function labelOf(
  region: MapRegion,
  placed: PlacedLabel | undefined,
  fill: ReturnType<typeof areaOf>,
  theme: ChartTheme,
): MapSeriesOption['label'] {
  if (placed === undefined) return { show: false };
  const { size, lines } = placed;
  const [name = region.name, text] = lines;
  const ground = typeof region.fill === 'number' && typeof fill === 'string' ? fill : theme.paper;
  const halo = { textBorderColor: ground, textBorderWidth: 3 };
  const color = readableOn(ground, '#1b2127', '#ffffff');
  const value = region.sign === null ? `{v|${region.text}}` : `{v|${region.text} }{m|${region.sign}}`;
  return {
    show: true,
    color,
    fontSize: size,
    lineHeight: size * LINE_HEIGHT,
    ...halo,
    formatter: text === undefined ? name : `${name}\n${value}`,
    rich: {
      v: {
        color,
        fontSize: size,
        fontWeight: typeof region.fill === 'number' ? 'bold' : 'normal',
        lineHeight: size * LINE_HEIGHT,
        ...halo,
      },
      m: { color: theme.missed, fontSize: size - 1, lineHeight: size * LINE_HEIGHT, ...halo },
    },
  };
}

const dashes = (theme: ChartTheme): Datum => ({
  name: DASHES,
  silent: true,
  itemStyle: { areaColor: theme.inkSoft, borderColor: theme.inkSoft, borderWidth: 1 },
  label: { show: false },
});

/** A frame too narrow for its name goes without it. */
const insetFrame = ({ left, top, width, height }: Rect, name: string, theme: ChartTheme): EChartsOption['graphic'] => [
  {
    type: 'rect',
    silent: true,
    z: 1,
    shape: { x: left, y: top, width, height },
    style: { fill: theme.paper, stroke: theme.lineStrong, lineWidth: 1 },
  },
  {
    type: 'text',
    silent: true,
    z: 4,
    x: left + width / 2,
    y: top + height - 4,
    style: {
      text: widthOf(name, INSET_SIZE) < width ? name : '',
      fill: theme.inkSoft,
      font: `${INSET_SIZE}px ${theme.font}`,
      align: 'center',
      verticalAlign: 'bottom',
    },
  },
];
