import { memo, useCallback, useDeferredValue, useMemo, type ReactNode } from 'react';
import { useRankingAt } from '../../api/mapRows.ts';
import type { OverviewAnswer, OverviewAsk } from '../../api/overview.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { mapWords } from '../../i18n/map.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { Afterwards, Later } from '../../state/Standing.tsx';
import { useSelection } from '../../state/useSelection.ts';
import { count, periodText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { Scene } from '../../view/context.ts';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import type { Pointer } from '../../view/pointer.ts';
import type { Row } from '../../view/row.ts';
import { LedgerRanking } from './LedgerRanking.tsx';
import { legendOf } from './ledgerLegend.ts';
import type { MapChoice } from './mapChoice.ts';
import { MapControls } from './MapControls.tsx';
import { MapPanel, type MapFace } from './MapPanel.tsx';
import { NationCounties } from './NationCounties.tsx';
import { Parks } from './Parks.tsx';
import { quartersBefore } from './quarters.ts';
import type { ReadoutNote } from './Readout.tsx';
import { changesOf, keptRows, paintedOf, worstOf } from './faces.ts';
import { useFacesAhead } from './useFacesAhead.ts';

export interface LedgerPartsProps extends Scene {
  readonly indicator: IndicatorDefinition;
  readonly period: string;
  readonly name: string;
  readonly ask: OverviewAsk;
  readonly choice: MapChoice;
  readonly ranking: OverviewAnswer['ranking'];
  readonly parks: OverviewAnswer['parks'];
  readonly copy: ReactNode;
  readonly pointer: Pointer;
}

const UNMARKED: ReadonlySet<string> = new Set();

/** Which quarter stands beside the one of the page, or is the base of a change. */
function useSecond({ dataset, period, choice }: Pick<LedgerPartsProps, 'dataset' | 'period' | 'choice'>) {
  const { against } = useSelection().selection;
  const known = against !== null && against !== period && dataset.periods.includes(against) ? against : null;
  const year = quartersBefore(period, 4);
  return {
    beside: choice.scale === 'change' ? null : known,
    base:
      against === year
        ? { period: year, of: 'changeOnYear' as const }
        : { period: quartersBefore(period, 1), of: 'changeOnPrevious' as const },
  };
}

/** The children, or the counties of all of them: on the map and in the ranking, with one pointer for both. The map comes first. */
export const LedgerParts = memo(function LedgerParts(props: LedgerPartsProps) {
  const { region, dataset, indicator, ask, choice, ranking } = props;
  const words = useWords(overviewWords);
  const lang = useLang();
  const rows = useMemo(
    () => keptRows({ ranking, indicator, dataset, lang, accepted: ask.acceptedOnly }),
    [ranking, indicator, dataset, lang, ask.acceptedOnly],
  );
  const pictured = useFaces(props, rows);
  const [first] = pictured.faces;
  const nation = region.code === NATION && choice.layout === 'counties';
  const table = useMemo(() => ({ ...props, rows, first, nation }), [props, rows, first, nation]);
  const later = useDeferredValue(table);
  if (rows.length === 0 || !first)
    return (
      <Panel className="leaf" title={words.childrenTitle}>
        <EmptyState>{words.noChildren}</EmptyState>
      </Panel>
    );
  return (
    <>
      {nation ? <NationCounties {...props} ask={ask} /> : <LedgerMap {...props} rows={rows} pictured={pictured} />}
      <Later>
        <Afterwards>
          <Ranking {...(later.first ? later : table)} />
        </Afterwards>
      </Later>
    </>
  );
});

interface RankingProps extends LedgerPartsProps {
  readonly rows: readonly Row[];
  readonly first: MapFace | undefined;
  readonly nation: boolean;
}

const Ranking = memo(function Ranking({ rows, first, nation, pointer, choice, indicator, dataset, parks, copy }: RankingProps) {
  const plain = choice.scale === 'rate' && first !== undefined;
  return (
    <LedgerRanking
      rows={plain ? first.rows : rows}
      indicator={indicator}
      classes={plain ? first.legend.classes.length : 1}
      county={choice.layout === 'counties' && !nation}
      copy={copy}
      pointer={pointer}
    >
      <Parks parks={parks} indicator={indicator} dataset={dataset} />
    </LedgerRanking>
  );
});

interface LedgerMapProps extends LedgerPartsProps {
  readonly rows: readonly Row[];
  readonly pictured: ReturnType<typeof useFaces>;
}

/** What the map is about, with the indicator to choose. */
export function MapTitle({ indicators, indicator }: Pick<LedgerPartsProps, 'indicators' | 'indicator'>) {
  const words = useWords(overviewWords);
  return (
    <>
      {words.mapBefore}
      <IndicatorPicker indicators={indicators} indicator={indicator} />
      {words.mapAfter}
    </>
  );
}

/** The painted faces of the map: the quarter of the page, and the one beside it once it is there. */
function useFaces({ dataset, indicator, period, name, ask, choice, ranking }: LedgerPartsProps, rows: readonly Row[]) {
  const words = useWords(mapWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { beside, base } = useSecond({ dataset, period, choice });
  const answer = useRankingAt(ask, beside).data?.ranking;
  const other = useMemo(
    () =>
      beside === null || answer === undefined ? null : keptRows({ ranking: answer, indicator, dataset, lang, accepted: ask.acceptedOnly }),
    [beside, answer, indicator, dataset, lang, ask.acceptedOnly],
  );
  const painted = paintedOf(rows, other, { choice, indicator, changes: changesOf(ranking, base.of), noChange: words.noChange });
  const label = pickLabel(indicator.label, lang);
  const faces = useMemo(
    () =>
      painted.maps.map((shown, index): MapFace => {
        const caption = other === null ? null : periodText(index === 0 ? period : (beside ?? period), lang);
        const said = overview.mapLabel(name, count(shown.length), label);
        return {
          caption,
          rows: shown,
          legend: legendOf(shown, painted.shading, dataset, lang),
          label: caption === null ? said : `${said}（${caption}）`,
        };
      }),
    [painted, other, period, beside, overview, name, label, dataset, lang],
  );
  return { faces, other, beside, base, shading: painted.shading };
}

/** What is said of a region beside its rate: the shortfall that is drawn, and what it was in the other quarter. */
function useNotes({ choice, pictured: { faces, other, beside } }: LedgerMapProps) {
  const words = useWords(mapWords);
  const lang = useLang();
  return useCallback(
    (code: string): readonly ReadoutNote[] => {
      const before = other?.find((row) => row.code === code);
      const shown = choice.scale === 'shortfall' ? faces[0]?.rows.find((row) => row.code === code) : undefined;
      return [
        ...(shown?.text && shown.value !== null ? [{ term: words.shortfall, text: shown.text }] : []),
        ...(before && beside !== null ? [{ term: periodText(beside, lang), text: before.absence ?? before.text ?? '' }] : []),
      ];
    },
    [other, faces, choice.scale, beside, words, lang],
  );
}

function LedgerMap(props: LedgerMapProps) {
  const { region, dataset, indicators, indicator, period, choice, rows, pictured, copy, pointer } = props;
  const words = useWords(mapWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { set } = useSelection();
  const { faces, beside, base, shading } = pictured;
  const unit = pickLabel(indicator.unit, lang);
  const inPoints = indicator.shape === 'PERCENT' ? words.points : unit;
  const noteOf = useNotes(props);
  const ahead = useFacesAhead(props);
  return (
    <MapPanel
      region={region}
      title={<MapTitle indicators={indicators} indicator={indicator} />}
      note={
        choice.scale === 'change'
          ? words.changeTitle(periodText(base.period, lang), inPoints)
          : choice.scale === 'shortfall'
            ? words.shortfallTitle(inPoints)
            : overview.unitNote(unit)
      }
      actions={copy}
      controls={
        <MapControls
          layout={choice.layout}
          layouts={choice.layouts}
          scale={choice.scale}
          scales={choice.scales}
          counted={indicator.shape === 'COUNT'}
          classing={choice.classing}
          policy={choice.policy.length > 0}
          periods={{ dataset, period, against: choice.scale === 'change' ? base.period : beside }}
        />
      }
      rows={rows}
      faces={faces}
      noteOf={noteOf}
      marked={UNMARKED}
      remarks={[
        ...remarksOf(choice, shading.classes.relative, words, overview.relativeNote),
        ...(faces.length > 1 ? [words.sameClasses] : []),
      ]}
      level={choice.layout === 'counties' ? 'counties' : 'children'}
      tiles={choice.layout === 'tiles'}
      worst={worstOf(rows, choice, indicator)}
      ahead={ahead}
      pointer={pointer}
      open={(code) => {
        set({ region: code, layout: choice.layout === 'tiles' ? 'tiles' : null });
      }}
    />
  );
}

function remarksOf(
  { scale }: MapChoice,
  relative: boolean,
  words: { readonly changeRelative: string; readonly changeNote: string; readonly shortfallNote: string },
  relativeNote: string,
): readonly string[] {
  if (scale === 'change') return [relative ? words.changeRelative : words.changeNote];
  if (relative) return [relativeNote];
  return scale === 'shortfall' ? [words.shortfallNote] : [];
}
