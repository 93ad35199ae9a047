import { useMemo, type ReactNode } from 'react';
import { useMapManifest } from '../../api/maps.ts';
import type { OverviewRegion } from '../../api/overview.ts';
import { mapWords } from '../../i18n/map.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { usePointed } from '../../view/pointer.ts';
import type { Pointing, Row } from '../../view/row.ts';
import { Legend } from './Legend.tsx';
import { MapPicture, type PictureAhead } from './MapPicture.tsx';
import { MapTable } from './MapTable.tsx';
import { Readout, type ReadoutNote } from './Readout.tsx';
import { Tiles } from './Tiles.tsx';
import type { LegendInput } from './toLegend.ts';
import { useMap, type MapLevel, type MapState } from '../../view/useMap.ts';

/** One picture of the regions: one period, one meaning of colour. */
export interface MapFace {
  /** What tells it from the picture beside it; null where it stands alone. */
  readonly caption: string | null;
  readonly rows: readonly Row[];
  readonly legend: LegendInput;
  /** What the picture says, for those who do not see it. */
  readonly label: string;
}

export interface MapPanelProps extends Pointing {
  readonly region: OverviewRegion;
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly actions?: ReactNode;
  readonly controls?: ReactNode;
  /** The rows in rates, as the ranking prints them. */
  readonly rows: readonly Row[];
  readonly faces: readonly MapFace[];
  /** What else is said of a region that is pointed at. */
  readonly noteOf?: ((code: string) => readonly ReadoutNote[]) | undefined;
  /** Codes of the regions with a strong edge. A stable set means that no shapes are built anew. */
  readonly marked: ReadonlySet<string>;
  /** Below the legend: what marks and classes mean here. */
  readonly remarks: readonly string[];
  readonly level?: MapLevel;
  readonly tiles: boolean;
  readonly worst: string | null;
  /** What the map of another quarter is drawn from, where that is known already. Stable. */
  readonly ahead?: (period: string) => PictureAhead | null;
}

/** Where: the parts of the region as shapes, or as tiles where there are no boundaries or tiles are wanted. */
export function MapPanel(props: MapPanelProps) {
  const {
    region,
    title,
    note,
    actions,
    controls,
    rows,
    faces,
    noteOf,
    marked,
    remarks,
    level = 'children',
    tiles,
    worst,
    ahead,
    ...pointing
  } = props;
  const words = useWords(overviewWords);
  const map = useWords(mapWords);
  const state = useMap(region, marked, level);
  const manifest = useMapManifest(tiles ? null : state.manifest);
  const grid = tiles && region.code === NATION;
  const said = [...remarks, ...(grid ? [map.gridNote] : []), ...(manifest.data ? [originOf(manifest.data, words)] : [])];
  const [first] = faces;
  return (
    <Panel className={faces.length > 1 ? 'map beside' : 'map'} title={title} note={note} actions={actions}>
      {controls}
      <div className="faces">
        {faces.map((face) => (
          <figure key={face.caption ?? ''} aria-label={face.caption ?? undefined}>
            {face.caption !== null && <p className="face-caption">{face.caption}</p>}
            <Picture face={face} state={state} tiles={tiles} grid={grid} worst={worst} ahead={ahead} {...pointing} />
            <figcaption>
              <Legend legend={face.legend} />
            </figcaption>
          </figure>
        ))}
      </div>
      <PointedReadout pointer={pointing.pointer} rows={rows} noteOf={noteOf} />
      {said.map((remark) => (
        <p key={remark} className="small muted">
          {remark}
        </p>
      ))}
      {first && <MapTable faces={faces} title={first.label} />}
    </Panel>
  );
}

/** What is said of the region that is pointed at. */
function PointedReadout({ pointer, rows, noteOf }: Pick<MapPanelProps, 'pointer' | 'rows' | 'noteOf'>) {
  const words = useWords(overviewWords);
  const pointed = usePointed(pointer);
  return (
    <Readout
      row={rows.find(({ code }) => code === pointed) ?? null}
      notes={pointed === null || !noteOf ? [] : noteOf(pointed)}
      hint={words.mapHint}
    />
  );
}

/** Packages, versions and licences stand in the notices. */
const ASIDE = /（[^（）]*）/g;

/** «示意图，不作为划界依据» and where the boundaries come from, in short, under every map; with its number where the pack has one. */
export const originOf = (
  manifest: { readonly approvalNo: string | null; readonly disclaimer: string; readonly attribution: string },
  words: { readonly mapApproval: (number: string, note: string) => string; readonly mapNoApproval: (note: string) => string },
): string => {
  const { approvalNo, disclaimer, attribution } = manifest;
  const number = approvalNo === null ? words.mapNoApproval(disclaimer) : words.mapApproval(approvalNo, disclaimer);
  return `${number} · ${attribution.replaceAll(ASIDE, '')}`;
};

interface PictureProps extends Pointing {
  readonly face: MapFace;
  readonly state: MapState;
  readonly tiles: boolean;
  readonly grid: boolean;
  readonly worst: string | null;
  readonly ahead: MapPanelProps['ahead'];
}

function Picture({ face, state, tiles, grid, worst, ahead, ...pointing }: PictureProps) {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const { rows, legend, label } = face;
  const { map, loading, failed, retry } = state;
  const undrawn = useMemo(() => {
    const drawn = new Set(map?.shapes.features.map(({ properties }) => properties.code));
    return map === null ? [] : rows.filter(({ code }) => !drawn.has(code));
  }, [map, rows]);
  const tiled = { classes: legend.classes.length, palette: legend.palette, ...pointing };
  if (tiles) return <Tiles label={label} rows={rows} grid={grid} {...tiled} />;
  if (loading) return <Skeleton height="var(--map-height)" />;
  if (map === null)
    return (
      <>
        <p className="small muted" role={failed ? 'alert' : undefined}>
          {failed ? words.mapFailed : words.noShapes}{' '}
          {failed && (
            <button type="button" className="link" onClick={retry}>
              {shell.retry}
            </button>
          )}
        </p>
        <Tiles label={label} rows={rows} {...tiled} />
      </>
    );
  return (
    <>
      <MapPicture map={map} rows={rows} legend={legend} label={label} worst={worst} ahead={ahead} {...pointing} />
      {undrawn.length > 0 && (
        <div className="undrawn">
          <span className="small muted">{words.notDrawn}</span>
          <Tiles label={words.notDrawn} rows={undrawn} {...tiled} />
        </div>
      )}
    </>
  );
}
