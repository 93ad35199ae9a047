import { useCallback, useId, useMemo, type KeyboardEvent } from 'react';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { mapOption } from '../../charts/mapOption.ts';
import { isArrow, neighbour } from '../../charts/neighbours.ts';
import { DASHES, placesOf, ratioOf, type MapShapes } from '../../charts/shapes.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { useWords } from '../../i18n/words.ts';
import { usePointed } from '../../view/pointer.ts';
import type { Pointing, Row } from '../../view/row.ts';
import { MapPointer } from './MapPointer.tsx';
import type { LegendInput } from './toLegend.ts';

interface MapPictureProps extends Pointing {
  readonly map: MapShapes;
  readonly rows: readonly Row[];
  readonly legend: LegendInput;
  readonly label: string;
  readonly worst: string | null;
  /** Thousands of shapes: what is pointed at is drawn over the picture, which stays as it is. */
  readonly dense?: boolean;
}

/** The shapes, with the keyboard's way over them. */
export function MapPicture({ map, rows, legend, label, worst, dense = false, pointer, open }: MapPictureProps) {
  const pointed = usePointed(pointer);
  const words = useWords(overviewWords);
  const theme = useChartTheme();
  const classes = legend.classes.length;
  const { palette } = legend;
  const option = useCallback(
    (box: Box) =>
      mapOption(map, { regions: rows, classes, palette, worst, dense, insetName: words.nanhai, unplaced: words.unplaced }, theme, box),
    [map, rows, classes, palette, worst, dense, words, theme],
  );
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
