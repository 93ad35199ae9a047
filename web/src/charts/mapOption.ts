/** The map of a region's children. Every region has a datum of its own, also those without a value. */
import type { EChartsOption, MapSeriesOption } from './echartsTypes.ts';
import type { Box, Point, Rect } from './geometry.ts';
import { placeOf, type MapPlace } from './mapPlace.ts';
import { boxOf, placeLabels, widthOf, type LabelWish, type PlacedLabel } from './labels.ts';
import { inside, MARK, spotsOf, squareAt, type Spot } from './mapMarks.ts';
import { sideLabels, type SideWish } from './mapSides.ts';
import { markGraphics, markSeries, type MarkGraphic, type PaintedSpot } from './mapMarkOption.ts';
import type { MapShapes } from './shapes.ts';
import type { Palette } from './shading.ts';
import { rampOf, type ChartTheme } from './theme.ts';
import { coloursOf, dashes, datumOf, HAIR, itemStyle, labelOf, plainDatum } from './mapPaint.ts';
import type { MapRegion } from './mapRegion.ts';
import type { AbsencePattern } from './patterns.ts';

export type { MapRegion };

export interface MapInput {
  readonly regions: readonly MapRegion[];
  readonly classes: number;
  readonly insetName: string;
  readonly palette?: Palette;
  /** Code of the region that a map is opened for: its label is placed first and never left out. Without it the lowest value. */
  readonly worst?: string | null;
  /** Thousands of shapes: no labels, no marks, hairlines between them, and nothing lights up under the pointer. */
  readonly dense?: boolean;
  /** Read from the last row: all letters are ink with paper around them. */
  readonly projected?: boolean;
  /** Heads the list of figures that find no place, in a corner: «图上未标：». Without it there is no such list. */
  readonly unplaced?: string;
}

const SMALL = 420;
/** Letters of a map on a desk; smaller ones mean that the whole picture is smaller, marks and all. */
const LETTER = 12;
const INSET_SIZE = 11;

interface Drawn {
  readonly region: MapRegion;
  readonly label: PlacedLabel | undefined;
  readonly fill: AbsencePattern;
  readonly edge: string;
}

export function mapOption(map: MapShapes, input: MapInput, theme: ChartTheme, box: Box): EChartsOption {
  const place = placeOf(map, box);
  const dense = input.dense === true;
  const scale = Math.min(1, theme.text / LETTER);
  const size = box.width < SMALL * scale ? theme.text - 1 : theme.text;
  const spots = dense ? [] : spotsIn(map, place, scale);
  const marked = new Set(spots.map(({ code }) => code));
  const mark = MARK * scale;
  const wishes = wishesOf(input, shapesOf(map).length <= NAMED);
  const blocked = [...spots.map(({ at }) => squareAt(at, mark)), ...(place.inset ? [place.inset.stand] : [])];
  const unmarked = wishes.filter(({ code }) => !marked.has(code));
  const labels = dense ? new Map<string, PlacedLabel>() : placeLabels(shapesOf(map), unmarked, place.project, size, blocked);
  const colours = input.palette === 'change' ? theme.change : rampOf(theme, input.classes);
  const rows = complete(map, input.regions).map((region): Drawn => ({
    region,
    label: labels.get(region.code),
    ...coloursOf(region, colours, theme),
  }));
  const painted = spots.flatMap((spot): PaintedSpot[] => {
    const row = rows.find(({ region }) => region.code === spot.code);
    return row ? [{ ...spot, fill: row.fill, edge: row.region.marked ? theme.ink : theme.mapOutline }] : [];
  });
  const marks = dense ? [] : marksOf({ map, place, wishes, spots, labels, size, mark, box, input }, theme);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    ...(painted.length > 0 ? markSeries.axes(box) : {}),
    series: [
      mainSeries(map, place, rows, theme, input),
      ...borderSeries(map, place, theme),
      ...insetSeries(map, place, rows, theme, dense),
      ...markSeries.series(painted, mark, theme),
    ],
    ...graphicOf([...(place.inset ? insetFrame(place.inset.inner, input.insetName, theme) : []), ...marks]),
  };
}

const shapesOf = ({ shapes }: MapShapes) => shapes.features;

const graphicOf = (graphic: readonly MarkGraphic[]): Pick<EChartsOption, 'graphic'> =>
  graphic.length > 0 ? { graphic: [...graphic] } : {};

/** Tiny regions of the map itself, and those that only the inset shows. */
function spotsIn(map: MapShapes, { rect, project, inset }: MapPlace, scale: number): readonly Spot[] {
  const main = spotsOf(shapesOf(map), project, rect, scale);
  if (inset === null || map.inset === null) return main;
  const inMain = ([x, y]: Point): boolean => x >= rect.left && x <= rect.left + rect.width && y >= rect.top && y <= rect.top + rect.height;
  const elsewhere = shapesOf(map).filter(({ properties }) => !inMain(project(properties.cp)));
  return [...main, ...spotsOf(elsewhere, inset.project, inset.inner, scale)];
}

/** More regions than these would put lines all around a map. */
const NAMED = 40;

interface MarksAsk {
  readonly map: MapShapes;
  readonly place: MapPlace;
  readonly wishes: readonly LabelWish[];
  readonly spots: readonly Spot[];
  readonly labels: ReadonlyMap<string, PlacedLabel>;
  readonly size: number;
  readonly mark: number;
  readonly box: Box;
  readonly input: MapInput;
}

function marksOf({ map, place, wishes, spots, labels, size, mark, box, input }: MarksAsk, theme: ChartTheme): readonly MarkGraphic[] {
  const shapes = shapesOf(map);
  const taken = shapes.flatMap(({ properties }) => {
    const label = labels.get(properties.code);
    return label ? [boxOf(place.project(properties.cp), label)] : [];
  });
  const few = shapes.length <= NAMED;
  const wanted = wishes.flatMap(({ code, name, text, alone = true }): SideWish[] => {
    const spot = spots.find((one) => one.code === code);
    const shape = shapes.find(({ properties }) => properties.code === code);
    const at = spot?.at ?? (shape && !labels.has(code) && few ? place.project(shape.properties.cp) : null);
    if (at === null) return [];
    const whole = text === null ? name : `${name} ${text}`;
    return [{ spot: spot ?? { code, at, from: at }, text: whole, ...(alone ? { short: name } : {}), outside: spot === undefined }];
  });
  const stand = place.inset?.stand ?? null;
  const inInset = ({ spot }: SideWish): boolean => stand !== null && inside(spot.at, stand);
  const ask = { shapes, project: place.project, size, mark };
  const whole = { left: 0, top: 0, ...box };
  const sides = [
    ...sideLabels({
      ...ask,
      wishes: wanted.filter((wish) => !inInset(wish)),
      within: whole,
      taken: stand ? [...taken, stand] : taken,
      heading: input.unplaced,
    }),
    // Names of what only the inset shows stay in it.
    ...(stand ? sideLabels({ ...ask, wishes: wanted.filter(inInset), within: stand, taken: [] }) : []),
  ];
  return markGraphics(spots, sides, theme, input.projected);
}

const mainSeries = (
  map: MapShapes,
  { rect }: MapPlace,
  rows: readonly Drawn[],
  theme: ChartTheme,
  { dense, projected }: MapInput,
): MapSeriesOption => ({
  ...frameOf(map.id, map.extent, rect, map.aspect),
  ...LOOKS,
  data: rows.map(({ region, label, fill, edge }) =>
    dense
      ? plainDatum(region.code, itemStyle(region, fill, edge, theme, HAIR))
      : datumOf(region.code, itemStyle(region, fill, edge, theme), labelOf(region, label, fill, theme, projected), theme),
  ),
});

function borderSeries(map: MapShapes, { rect }: MapPlace, theme: ChartTheme): MapSeriesOption[] {
  if (map.borders === null) return [];
  return [
    {
      ...frameOf(`${map.id}-borders`, map.extent, rect, map.aspect),
      ...LOOKS,
      z: 3,
      silent: true,
      itemStyle: { areaColor: 'transparent', borderColor: theme.mapOutline, borderWidth: 1 },
      emphasis: { disabled: true },
    },
  ];
}

function insetSeries(map: MapShapes, { inset }: MapPlace, rows: readonly Drawn[], theme: ChartTheme, dense: boolean): MapSeriesOption[] {
  if (inset === null || map.inset === null || map.frame === null) return [];
  const drawn = new Set(map.inset.features.map(({ properties }) => properties.code));
  const shown = rows.filter(({ region }) => drawn.has(region.code));
  const edge = { borderColor: theme.mapOutline, borderWidth: dense ? 0.2 : 0.5 };
  return [
    {
      ...frameOf(`${map.id}-inset`, map.frame.inset.shows, inset.inner, map.aspect),
      ...LOOKS,
      z: 3,
      data: [
        ...shown.map(({ region, fill, edge: own }) => {
          const style = { ...itemStyle(region, fill, own, theme), ...edge };
          return dense ? plainDatum(region.code, style) : datumOf(region.code, style, { show: false }, theme);
        }),
        dashes(theme),
      ],
    },
  ];
}

/** What a map is opened for is placed first and never left out: the worst, or else the lowest. Absences come last. */
function wishesOf({ regions, worst }: MapInput, few: boolean): readonly LabelWish[] {
  const rank = ({ code, value }: MapRegion): number => (code === worst ? -Infinity : (value ?? Infinity));
  const ranked = [...regions].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  return ranked.map(({ code, name, text, sign, value }, index) => ({
    code,
    name,
    text: text === null ? null : withSign(text, sign),
    must: index === 0 && value !== null,
    // Where there are few regions every figure is printed, if need be beside the map; a pattern says an absence without words.
    alone: !few || value === null,
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

/** A frame too narrow for its name goes without it. */
const insetFrame = ({ left, top, width, height }: Rect, name: string, theme: ChartTheme): readonly MarkGraphic[] => [
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
