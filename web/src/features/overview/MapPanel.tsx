import { useCallback, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import type { OverviewRegion } from '../../api/overview.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { mapOption } from '../../charts/mapOption.ts';
import { isArrow, neighbour } from '../../charts/neighbours.ts';
import { DASHES, placesOf, ratioOf, type MapShapes } from '../../charts/shapes.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Legend } from './Legend.tsx';
import { Readout } from './Readout.tsx';
import type { Pointing, Row } from '../../view/row.ts';
import { Tiles } from './Tiles.tsx';
import type { LegendInput } from './toLegend.ts';
import { useMap } from './useMap.ts';

interface MapPanelProps extends Pointing {
  readonly region: OverviewRegion;
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly actions?: ReactNode;
  readonly rows: readonly Row[];
  /** Codes of the regions with a strong edge. A stable set means that no shapes are built anew. */
  readonly marked: ReadonlySet<string>;
  readonly legend: LegendInput;
  readonly label: string;
  /** Below the legend: what marks and classes mean here. */
  readonly remarks: readonly string[];
}

/** Where: the children of the region as shapes, or as tiles where there are no boundaries. */
export function MapPanel({ region, title, note, actions, rows, marked, legend, label, remarks, ...pointing }: MapPanelProps) {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const { map, loading, failed, retry } = useMap(region, marked);
  const undrawn = useMemo(() => {
    const drawn = new Set(map?.shapes.features.map(({ properties }) => properties.code));
    return map === null ? [] : rows.filter(({ code }) => !drawn.has(code));
  }, [map, rows]);
  return (
    <Panel className="map" title={title} note={note} actions={actions}>
      <figure>
        {loading && <Skeleton height="var(--map-height)" />}
        {!loading && map !== null && <MapPicture map={map} rows={rows} legend={legend} label={label} {...pointing} />}
        {!loading && map === null && (
          <>
            <p className="small muted" role={failed ? 'alert' : undefined}>
              {failed ? words.mapFailed : words.noShapes}{' '}
              {failed && (
                <button type="button" className="link" onClick={retry}>
                  {shell.retry}
                </button>
              )}
            </p>
            <Tiles label={label} rows={rows} classes={legend.classes.length} {...pointing} />
          </>
        )}
        {undrawn.length > 0 && (
          <div className="undrawn">
            <span className="small muted">{words.notDrawn}</span>
            <Tiles label={words.notDrawn} rows={undrawn} classes={legend.classes.length} {...pointing} />
          </div>
        )}
        <Readout row={rows.find(({ code }) => code === pointing.pointed) ?? null} hint={words.mapHint} />
        <figcaption>
          <Legend legend={legend} />
          {remarks.map((remark) => (
            <p key={remark} className="small muted">
              {remark}
            </p>
          ))}
        </figcaption>
      </figure>
    </Panel>
  );
}

interface MapPictureProps extends Pointing {
  readonly map: MapShapes;
  readonly rows: readonly Row[];
  readonly legend: LegendInput;
  readonly label: string;
}

function MapPicture({ map, rows, legend, label, pointed, point, open }: MapPictureProps) {
  const words = useWords(overviewWords);
  const theme = useChartTheme();
  const classes = legend.classes.length;
  const option = useCallback(
    (box: Box) => mapOption(map, { regions: rows, classes, insetName: words.nanhai }, theme, box),
    [map, rows, classes, words, theme],
  );
  const places = useMemo(() => placesOf(map), [map]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isArrow(event.key)) {
      event.preventDefault();
      point(neighbour(places, pointed, event.key));
    } else if (event.key === 'Enter' && pointed !== null) open(pointed);
    else if (event.key === 'Escape') point(null);
  };
  const pick = (code: string): void => {
    if (code !== DASHES) open(code);
  };
  return (
    <div className="map-stage">
      <Chart className="map-picture" ratio={ratioOf(map)} option={option} label={label} highlight={pointed} onPick={pick} onHover={point} />
      {/* The keyboard's way over the picture: the same regions, in words. */}
      <div
        className="map-keys"
        role="listbox"
        aria-label={words.mapKeys}
        aria-activedescendant={pointed === null ? undefined : optionId(pointed)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {rows.map(({ code, fullName, text, absence }) => (
          <div key={code} id={optionId(code)} role="option" aria-selected={code === pointed} tabIndex={-1} className="unseen">
            {fullName} {absence ?? text}
          </div>
        ))}
      </div>
    </div>
  );
}

const optionId = (code: string): string => `map-${code}`;
