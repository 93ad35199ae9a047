import { useCallback, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { Chart, type Pen } from '../../charts/Chart.tsx';
import type { EChartsOption } from '../../charts/echartsTypes.ts';
import type { Box } from '../../charts/geometry.ts';
import { mapOption, type MapInput } from '../../charts/mapOption.ts';
import { isArrow, neighbour } from '../../charts/neighbours.ts';
import { DASHES, placesOf, ratioOf, type MapShapes } from '../../charts/shapes.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { overviewWords } from '../../i18n/overview.ts';
import type { ChartTheme } from '../../charts/theme.ts';
import { useWords } from '../../i18n/words.ts';
import { keeping } from '../../state/kept.ts';
import { useAhead, type Ahead } from '../../view/ahead.ts';
import { usePointed } from '../../view/pointer.ts';
import type { Pointing, Row } from '../../view/row.ts';
import { MapPointer } from './MapPointer.tsx';
import type { LegendInput } from './toLegend.ts';

/** What one picture is drawn from. */
export interface PictureAhead {
  readonly rows: readonly Row[];
  readonly legend: LegendInput;
  readonly worst: string | null;
}

interface MapPictureProps extends PictureAhead, Pointing {
  readonly map: MapShapes;
  readonly label: string;
  /** Thousands of shapes: what is pointed at is drawn over the picture, which stays as it is. */
  readonly dense?: boolean;
  readonly ahead?: ((period: string) => PictureAhead | null) | undefined;
}

const options = keeping<EChartsOption>();

/** The same object for the same picture. */
function optionOf(map: MapShapes, input: MapInput & { readonly regions: readonly Row[] }, theme: ChartTheme, box: Box): EChartsOption {
  const { regions, classes, palette, worst, dense, insetName } = input;
  return options(regions, [map, classes, palette, worst, dense, insetName, theme, box.width, box.height], () =>
    mapOption(map, input, theme, box),
  );
}

type Drawn = Pick<MapInput, 'classes' | 'palette' | 'worst'> & { readonly regions: readonly Row[] };

/** Draws the map of another quarter with the pen of this one. */
function aheadBy(
  pen: { readonly current: Pen | null },
  of: (period: string) => PictureAhead | null,
  drawnFrom: (of: Drawn) => (box: Box) => EChartsOption,
): Ahead {
  const optionAt = (period: string): ((box: Box) => EChartsOption) | null => {
    const found = of(period);
    if (found === null) return null;
    const { rows: regions, legend, worst } = found;
    return drawnFrom({ regions, classes: legend.classes.length, palette: legend.palette, worst });
  };
  return {
    draw: (period) => {
      const option = optionAt(period);
      return option !== null && pen.current !== null && pen.current.draw(option);
    },
    prepare: (period) => {
      const box = pen.current?.box;
      if (box) optionAt(period)?.(box);
    },
  };
}

/** The picture's option, and the pen that draws another quarter's before the page is there. */
function usePicture({ map, rows, legend, worst, dense = false, ahead }: Omit<MapPictureProps, 'label' | 'pointer' | 'open'>) {
  const words = useWords(overviewWords);
  const theme = useChartTheme();
  const classes = legend.classes.length;
  const { palette } = legend;
  const pen = useRef<Pen>(null);
  const drawnFrom = useCallback(
    (of: Drawn) => (box: Box) => optionOf(map, { ...of, dense, insetName: words.nanhai, unplaced: words.unplaced }, theme, box),
    [map, dense, words, theme],
  );
  const option = useMemo(() => drawnFrom({ regions: rows, classes, palette, worst }), [drawnFrom, rows, classes, palette, worst]);
  useAhead(useMemo(() => (ahead === undefined ? null : aheadBy(pen, ahead, drawnFrom)), [ahead, drawnFrom]));
  return { option, pen };
}

/** The shapes, with the keyboard's way over them. */
export function MapPicture({ map, rows, legend, label, worst, dense = false, ahead, pointer, open }: MapPictureProps) {
  const pointed = usePointed(pointer);
  const words = useWords(overviewWords);
  const { option, pen } = usePicture({ map, rows, legend, worst, dense, ahead });
  const places = useMemo(() => placesOf(map), [map]);
  const ids = useId();
  const known = useMemo(() => new Set(places.map(({ code }) => code)), [places]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isArrow(event.key)) {
      event.preventDefault();
      pointer.point(neighbour(places, pointed, event.key));
    } else if (event.key === 'Enter' && pointed !== null) open(pointed);
    else if (event.key === 'Escape') pointer.point(null);
  };
  const pick = (code: string): void => {
    if (code !== DASHES && known.has(code)) open(code);
  };
  // A list of thousands that nobody sees would slow the page down: the one in question is enough.
  const listed = dense ? rows.filter(({ code }, index) => code === pointed || (pointed === null && index === 0)) : rows;
  const current = listed.find(({ code }) => code === pointed);
  return (
    <div className="map-stage">
      <Chart
        className="map-picture"
        ratio={ratioOf(map)}
        option={option}
        label={label}
        pen={pen}
        highlight={dense ? null : pointed}
        onPick={pick}
        onHover={(code) => {
          pointer.point(code !== null && known.has(code) ? code : null);
        }}
      />
      {dense && <MapPointer map={map} code={pointed} />}
      {/* The keyboard's way over the picture: the same regions, in words. */}
      <div
        className="map-keys"
        role="listbox"
        aria-label={words.mapKeys}
        aria-activedescendant={current ? `${ids}${current.code}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {listed.map(({ code, fullName, text, absence }) => (
          <div key={code} id={`${ids}${code}`} role="option" aria-selected={code === pointed} tabIndex={-1} className="unseen">
            {fullName} {absence ?? text}
          </div>
        ))}
      </div>
    </div>
  );
}
