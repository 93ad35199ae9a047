import { useMemo, useState, type ReactNode } from 'react';
import { graphqlText } from '../../api/client.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { overviewDocument, useOverview, type OverviewAnswer, type OverviewAsk } from '../../api/overview.ts';
import { ABSENCES } from '../../charts/patterns.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import type { Scene } from '../../view/context.ts';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { LedgerRanking } from './LedgerRanking.tsx';
import { LoadingView } from './LoadingView.tsx';
import { MapPanel } from './MapPanel.tsx';
import { Parks } from './Parks.tsx';
import { RateCard } from './RateCard.tsx';
import { toCard } from './toCard.ts';
import { toLegend } from './toLegend.ts';
import { absenceWord, classesOf, toMark, toRows } from '../../view/toRows.ts';
import { TrendPanel } from './TrendPanel.tsx';

interface LedgerViewProps extends Scene {
  readonly indicator: IndicatorDefinition;
  readonly period: string;
}

const UNMARKED: ReadonlySet<string> = new Set();
const BANDS = ['MISSED', 'NEAR', 'MET'] as const;
const CARDS = ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE'] as const;

/** What the ledger of a region says about one period. */
export function LedgerView(props: LedgerViewProps) {
  const { region, dataset, indicators, indicator, period } = props;
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection } = useSelection();
  const ask: OverviewAsk = { region: region.code, period, indicator: indicator.id, basis: selection.basis };
  const query = useOverview(ask);
  const answer: OverviewAnswer | undefined = query.data;
  const copy = <CopyButton label={shell.copyGraphql} text={() => graphqlText(overviewDocument, { ...ask })} />;
  const cards = useMemo(
    () =>
      (answer?.cards ?? []).flatMap((card) => {
        const definition = indicators.find(({ id }) => id === card.indicator);
        return definition ? [toCard({ card, indicator: definition, dataset, period, words, lang })] : [];
      }),
    [answer, indicators, dataset, period, words, lang],
  );
  const trendIndicators = useMemo(() => trendOf(indicator, indicators), [indicator, indicators]);
  const name = regionName(region, lang);
  if (query.error && !answer)
    return (
      <div className="overview-error">
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (!answer) return <LoadingView />;
  return (
    <>
      <div className={answer.ranking.length === 0 ? 'overview leafy' : 'overview'} aria-busy={query.isPlaceholderData}>
        <div className="rates" role="group" aria-label={words.rates}>
          {cards.map((card, index) => (
            <RateCard key={card.key} card={card} voice={index === 0 ? 'lead' : 'second'} actions={index === 0 ? copy : undefined} />
          ))}
        </div>
        <Parts {...props} ranking={answer.ranking} parks={answer.parks} name={name} copy={copy} />
        <TrendPanel
          region={region.code}
          regionName={name}
          indicators={trendIndicators}
          dataset={dataset}
          basis={selection.basis}
          period={period}
          picker={answer.ranking.length === 0 ? <IndicatorPicker indicators={indicators} indicator={indicator} /> : undefined}
        />
      </div>
      <LedgerProvenance dataset={dataset} card={answer.cards[0] ?? null} indicator={indicator} />
    </>
  );
}

/** The indicator in focus leads the two coverage rates; what is no percentage cannot share their axis and stands alone. */
function trendOf(indicator: IndicatorDefinition, indicators: readonly IndicatorDefinition[]): readonly IndicatorDefinition[] {
  if (indicator.shape !== 'PERCENT') return [indicator];
  return [indicator, ...CARDS.flatMap((id) => indicators.filter((one) => one.id === id && id !== indicator.id))];
}

interface PartsProps extends LedgerViewProps {
  readonly ranking: OverviewAnswer['ranking'];
  readonly parks: OverviewAnswer['parks'];
  readonly name: string;
  readonly copy: ReactNode;
}

/** The children: on the map and in the ranking, with one pointer for both. */
function Parts({ region, dataset, indicators, indicator, ranking, parks, name, copy }: PartsProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { set } = useSelection();
  const [pointed, point] = useState<string | null>(null);
  const classes = useMemo(() => classesOf(indicator, ranking), [indicator, ranking]);
  const rows = useMemo(() => toRows({ ranking, indicator, classes, dataset, lang }), [ranking, indicator, classes, dataset, lang]);
  const legend = useMemo(() => {
    const marks = BANDS.flatMap((band) => toMark(band, dataset, lang) ?? []);
    const absences = ABSENCES.flatMap((absence) =>
      absence === 'NO_LEDGER' ? [] : [{ absence, word: absenceWord(absence, dataset, lang) ?? absence }],
    );
    return toLegend(rows, classes, marks, absences);
  }, [rows, classes, dataset, lang]);
  const label = pickLabel(indicator.label, lang);
  const open = (code: string): void => {
    set({ region: code });
  };
  if (rows.length === 0)
    return (
      <Panel className="leaf" title={words.childrenTitle}>
        <EmptyState>{words.noChildren}</EmptyState>
      </Panel>
    );
  return (
    <>
      <MapPanel
        region={region}
        title={
          <>
            {words.mapBefore}
            <IndicatorPicker indicators={indicators} indicator={indicator} />
            {words.mapAfter}
          </>
        }
        note={words.unitNote(pickLabel(indicator.unit, lang))}
        actions={copy}
        rows={rows}
        marked={UNMARKED}
        legend={legend}
        label={words.mapLabel(name, count(rows.length), label)}
        remarks={legend.relative ? [words.relativeNote] : []}
        pointed={pointed}
        point={point}
        open={open}
      />
      <LedgerRanking rows={rows} indicator={indicator} classes={legend.classes.length} copy={copy} pointed={pointed} point={point}>
        <Parks parks={parks} indicator={indicator} dataset={dataset} />
      </LedgerRanking>
    </>
  );
}
