import { useMemo } from 'react';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { useMapManifest } from '../../api/maps.ts';
import { countiesDocument, useCounties } from '../../api/mapRows.ts';
import type { OverviewAsk } from '../../api/overview.ts';
import { mapWords } from '../../i18n/map.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, periodText } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { ledgerCodes, type Scene } from '../../view/context.ts';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import { Legend } from './Legend.tsx';
import { legendOf } from './ledgerLegend.ts';
import type { MapChoice } from './mapChoice.ts';
import { MapControls } from './MapControls.tsx';
import { originOf } from './MapPanel.tsx';
import { MapPicture } from './MapPicture.tsx';
import { MapTable } from './MapTable.tsx';
import { paint } from './paint.ts';
import { Readout } from './Readout.tsx';
import { toCounties } from './toCounties.ts';
import { useNationShapes, type NationShapes } from './useNationShapes.ts';
import { usePointed, usePointer, type Pointer } from '../../view/pointer.ts';
import type { Row } from '../../view/row.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

interface NationCountiesProps extends Scene {
  readonly indicator: IndicatorDefinition;
  readonly period: string;
  readonly ask: OverviewAsk;
  readonly choice: MapChoice;
}

const NO_CHANGES: ReadonlyMap<string, number> = new Map();

/** All counties of the nation, out of the ledgers; the rest of the page may speak of something else, so this panel says where its numbers come from. */
export function NationCounties({ region, dataset, indicators, indicator, period, ask, choice }: NationCountiesProps) {
  const words = useWords(mapWords);
  const overview = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const first = useMemo(() => ledgerCodes(dataset), [dataset]);
  const shapes = useNationShapes(region, first);
  const query = useCounties(ask, true);
  const { region: under, level: _level, ...conditions } = ask;
  return (
    <Panel
      className="map counties"
      title={
        <>
          {overview.mapBefore}
          <IndicatorPicker indicators={indicators} indicator={indicator} />
          {overview.mapAfter}
        </>
      }
      note={
        <>
          {words.ledgerNote(periodText(period, lang), pickLabel(indicator.unit, lang))}{' '}
          {dataset.demo && (
            <Badge kind="sample" title={shell.sampleNote}>
              {shell.sample}
            </Badge>
          )}
        </>
      }
      actions={<GraphqlActions document={countiesDocument} variables={{ under, ...conditions }} />}
    >
      <MapControls
        layout={choice.layout}
        layouts={choice.layouts}
        scale={choice.scale === 'change' ? 'rate' : choice.scale}
        scales={choice.scales.filter((scale) => scale !== 'change')}
        classing={choice.classing}
        policy={choice.policy.length > 0}
        periods={null}
      />
      {query.error && !query.data ? (
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      ) : shapes.loading || !query.data ? (
        <Loading shapes={shapes} />
      ) : shapes.map === null ? (
        <p className="small muted" role="alert">
          {words.noCounties}
        </p>
      ) : (
        <Counties shapes={shapes} map={shapes.map} points={query.data.observations} {...{ region, dataset, indicator, choice }} />
      )}
    </Panel>
  );
}

/** Long work shows how far it is, and can be stopped. */
function Loading({ shapes: { done, all, stop } }: { readonly shapes: NationShapes }) {
  const words = useWords(mapWords);
  return (
    <div className="map-loading">
      <Skeleton height="var(--map-height)" />
      <div>
        <label>
          {words.loading(count(done), count(all))}
          <progress value={done} max={all} />
        </label>
        <p className="small muted">{words.loadingNote}</p>
        <button type="button" className="button" onClick={stop}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}

/** Among thousands, so not looked for line by line. */
function CountyReadout({ pointer, rows }: { readonly pointer: Pointer; readonly rows: readonly Row[] }) {
  const words = useWords(overviewWords);
  const pointed = usePointed(pointer);
  const byCode = useMemo(() => new Map(rows.map((row) => [row.code, row])), [rows]);
  return <Readout row={(pointed === null ? undefined : byCode.get(pointed)) ?? null} hint={words.mapHint} />;
}

interface CountiesProps extends Pick<NationCountiesProps, 'region' | 'dataset' | 'indicator' | 'choice'> {
  readonly shapes: NationShapes;
  readonly map: NonNullable<NationShapes['map']>;
  readonly points: Parameters<typeof toCounties>[0]['points'];
}

/** The rows of all county shapes, painted, with their legend. */
function useCountyFace({ region, dataset, indicator, choice, map, points }: CountiesProps) {
  const words = useWords(mapWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const rows = useMemo(
    () => toCounties({ shapes: map.shapes.features, points, indicator, dataset, noLedger: overview.noLedger, lang }),
    [map, points, indicator, dataset, overview, lang],
  );
  const { shading, maps } = useMemo(
    () =>
      paint([rows], {
        shown: choice.scale === 'change' ? 'rate' : choice.scale,
        classing: choice.classing,
        policy: choice.policy,
        decimals: indicator.decimals,
        percent: indicator.shape === 'PERCENT',
        changes: NO_CHANGES,
        noChange: '',
      }),
    [rows, choice.scale, choice.classing, choice.policy, indicator],
  );
  const shown = maps[0] ?? rows;
  const legend = useMemo(
    () => legendOf(shown, shading, dataset, lang, [{ absence: 'NO_LEDGER', word: overview.noLedger }]),
    [shown, shading, dataset, lang, overview],
  );
  const label = overview.mapLabel(words.countiesTitle(regionName(region, lang)), count(rows.length), pickLabel(indicator.label, lang));
  return { rows, face: { caption: null, rows: shown, legend, label } };
}

function Counties(props: CountiesProps) {
  const { region, shapes, map } = props;
  const words = useWords(mapWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { set } = useSelection();
  const pointer = usePointer();
  const manifest = useMapManifest('county/manifest.json');
  const { rows, face } = useCountyFace(props);
  const coarse = region.children.filter(({ code }) => shapes.coarse.includes(code)).map((one) => regionName(one, lang));
  const remarks = [
    ...(face.legend.relative ? [overview.relativeNote] : []),
    ...(coarse.length > 0 && !shapes.stopped ? [words.coarse(coarse.join(lang === 'zh' ? '、' : ', '))] : []),
    ...(manifest.data ? [originOf(manifest.data, overview)] : []),
  ];
  return (
    <>
      {shapes.stopped && (
        <p className="small">
          {words.stopped(count(shapes.done), count(shapes.all))}{' '}
          <button type="button" className="link" onClick={shapes.resume}>
            {words.resume}
          </button>
        </p>
      )}
      <MapPicture
        map={map}
        {...face}
        worst={null}
        dense
        pointer={pointer}
        open={(code) => {
          set({ region: code, layout: null });
        }}
      />
      <Legend legend={face.legend} />
      <CountyReadout pointer={pointer} rows={rows} />
      {remarks.map((remark) => (
        <p key={remark} className="small muted">
          {remark}
        </p>
      ))}
      <MapTable faces={[face]} title={face.label} />
    </>
  );
}
