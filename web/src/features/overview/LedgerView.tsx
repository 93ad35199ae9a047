import { memo, useDeferredValue, useMemo } from 'react';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { overviewDocument } from '../../api/first.ts';
import { useOverview, type OverviewAnswer, type OverviewAsk } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { Afterwards, Later } from '../../state/Standing.tsx';
import { useSelection } from '../../state/useSelection.ts';
import { ErrorState } from '../../ui/states.tsx';
import type { Scene } from '../../view/context.ts';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { LedgerParts } from './LedgerParts.tsx';
import { LoadingView } from './LoadingView.tsx';
import { mapChoiceOf } from './mapChoice.ts';
import { overviewAsk } from './overviewAsk.ts';
import { RateCard } from './RateCard.tsx';
import { toCard } from './toCard.ts';
import { usePrefetch } from './usePrefetch.ts';
import { WorstCounty } from '../../view/WorstCounty.tsx';
import { TrendPanel } from './TrendPanel.tsx';
import { usePointer } from '../../view/pointer.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

interface LedgerViewProps extends Scene {
  readonly indicator: IndicatorDefinition;
  readonly period: string;
}

const CARDS = ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE'] as const;

/** What the ledger of a region says about one period: the map at once, the rest of the page in the next moment. */
export function LedgerView({ region, dataset, indicators, indicator, period }: LedgerViewProps) {
  const { selection } = useSelection();
  const choice = useMemo(() => mapChoiceOf(region, indicator, selection), [region, indicator, selection]);
  const ask = useMemo(() => overviewAsk({ region, period, indicator }, choice, selection), [region, period, indicator, choice, selection]);
  const query = useOverview(ask);
  const answer: OverviewAnswer | undefined = query.data;
  const now = useMemo(
    () => ({ region, dataset, indicators, indicator, period, ask, choice, answer }),
    [region, dataset, indicators, indicator, period, ask, choice, answer],
  );
  const later = useDeferredValue(now);
  const pointer = usePointer();
  usePrefetch(now, pointer, query.isSuccess && !query.isPlaceholderData);
  const lang = useLang();
  const copy = useMemo(() => <GraphqlActions document={overviewDocument} variables={{ ...ask }} />, [ask]);
  const parts = useMemo(
    () => (answer ? { ...now, pointer, ranking: answer.ranking, parks: answer.parks, copy, name: regionName(region, lang) } : null),
    [now, pointer, answer, copy, region, lang],
  );
  const beside =
    choice.scale !== 'change' && selection.against !== null && selection.against !== period && dataset.periods.includes(selection.against);
  if (query.error && !answer)
    return (
      <div className="overview-error">
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (!answer || !parts) return <LoadingView />;
  const { answer: latest = answer, ...rest } = later;
  return (
    <>
      <div className={shapeOf(answer, beside)} aria-busy={query.isPlaceholderData}>
        <Later>
          <Facts {...rest} answer={latest} />
        </Later>
        <LedgerParts {...parts} />
        <Later>
          <Afterwards>
            <Trend {...rest} answer={latest} />
          </Afterwards>
        </Later>
      </div>
      <Later>
        <Afterwards>
          <Stand dataset={rest.dataset} card={latest.cards[0] ?? null} indicator={rest.indicator} />
        </Afterwards>
      </Later>
    </>
  );
}

const Stand = memo(LedgerProvenance);

interface AnsweredProps extends LedgerViewProps {
  readonly ask: OverviewAsk;
  readonly answer: OverviewAnswer;
}

/** The county to begin with, and the two rates. */
const Facts = memo(function Facts({ region, dataset, indicators, indicator, period, ask, answer }: AnsweredProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const cards = useMemo(
    () =>
      answer.cards.flatMap((card) => {
        const definition = indicators.find(({ id }) => id === card.indicator);
        return definition ? [toCard({ card, indicator: definition, dataset, period, words, lang, accepted: ask.acceptedOnly })] : [];
      }),
    [answer, indicators, dataset, period, words, lang, ask.acceptedOnly],
  );
  return (
    <>
      {region.level === 'PROVINCE' && <WorstCounty dataset={dataset} indicator={indicator} period={period} region={region.code} />}
      <div className="rates" role="group" aria-label={words.rates}>
        {cards.map((card, index) => (
          <RateCard
            key={card.key}
            card={card}
            voice={index === 0 ? 'lead' : 'second'}
            actions={index === 0 ? <GraphqlActions document={overviewDocument} variables={{ ...ask }} /> : undefined}
          />
        ))}
      </div>
    </>
  );
});

const Trend = memo(function Trend({ region, dataset, indicators, indicator, period, ask, answer }: AnsweredProps) {
  const lang = useLang();
  const shown = useMemo(() => trendOf(indicator, indicators), [indicator, indicators]);
  return (
    <TrendPanel
      region={region.code}
      regionName={regionName(region, lang)}
      indicators={shown}
      dataset={dataset}
      conditions={{ basis: ask.basis, where: ask.where, acceptedOnly: ask.acceptedOnly }}
      period={period}
      picker={answer.ranking.length === 0 ? <IndicatorPicker indicators={indicators} indicator={indicator} /> : undefined}
    />
  );
});

/** Two maps side by side take the width of the page. */
const shapeOf = ({ ranking }: OverviewAnswer, beside: boolean): string =>
  ranking.length === 0 ? 'overview leafy' : beside ? 'overview abreast' : 'overview';

/** The indicator in focus leads the two coverage rates; what is no percentage cannot share their axis and stands alone. */
function trendOf(indicator: IndicatorDefinition, indicators: readonly IndicatorDefinition[]): readonly IndicatorDefinition[] {
  if (indicator.shape !== 'PERCENT') return [indicator];
  return [indicator, ...CARDS.flatMap((id) => indicators.filter((one) => one.id === id && id !== indicator.id))];
}
