import { useMemo } from 'react';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { overviewDocument } from '../../api/first.ts';
import { useOverview, type OverviewAnswer } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
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
import { WorstCounty } from '../../view/WorstCounty.tsx';
import { TrendPanel } from './TrendPanel.tsx';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

interface LedgerViewProps extends Scene {
  readonly indicator: IndicatorDefinition;
  readonly period: string;
}

const CARDS = ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE'] as const;

/** What the ledger of a region says about one period. */
export function LedgerView(props: LedgerViewProps) {
  const { region, dataset, indicators, indicator, period } = props;
  const words = useWords(overviewWords);
  const lang = useLang();
  const { selection } = useSelection();
  const choice = mapChoiceOf(region, indicator, selection);
  const ask = overviewAsk(props, choice, selection);
  const query = useOverview(ask);
  const answer: OverviewAnswer | undefined = query.data;
  const copy = <GraphqlActions document={overviewDocument} variables={{ ...ask }} />;
  const cards = useMemo(
    () =>
      (answer?.cards ?? []).flatMap((card) => {
        const definition = indicators.find(({ id }) => id === card.indicator);
        return definition ? [toCard({ card, indicator: definition, dataset, period, words, lang, accepted: selection.accepted })] : [];
      }),
    [answer, indicators, dataset, period, words, lang, selection.accepted],
  );
  const trendIndicators = useMemo(() => trendOf(indicator, indicators), [indicator, indicators]);
  const name = regionName(region, lang);
  const beside =
    choice.scale !== 'change' && selection.against !== null && selection.against !== period && dataset.periods.includes(selection.against);
  if (query.error && !answer)
    return (
      <div className="overview-error">
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  if (!answer) return <LoadingView />;
  return (
    <>
      <div className={shapeOf(answer, beside)} aria-busy={query.isPlaceholderData}>
        {region.level === 'PROVINCE' && <WorstCounty dataset={dataset} indicator={indicator} period={period} region={region.code} />}
        <div className="rates" role="group" aria-label={words.rates}>
          {cards.map((card, index) => (
            <RateCard key={card.key} card={card} voice={index === 0 ? 'lead' : 'second'} actions={index === 0 ? copy : undefined} />
          ))}
        </div>
        <LedgerParts {...props} ask={ask} choice={choice} ranking={answer.ranking} parks={answer.parks} name={name} copy={copy} />
        <TrendPanel
          region={region.code}
          regionName={name}
          indicators={trendIndicators}
          dataset={dataset}
          conditions={{ basis: ask.basis, where: ask.where, acceptedOnly: ask.acceptedOnly }}
          period={period}
          picker={answer.ranking.length === 0 ? <IndicatorPicker indicators={indicators} indicator={indicator} /> : undefined}
        />
      </div>
      <LedgerProvenance dataset={dataset} card={answer.cards[0] ?? null} indicator={indicator} />
    </>
  );
}

/** Two maps side by side take the width of the page. */
const shapeOf = ({ ranking }: OverviewAnswer, beside: boolean): string =>
  ranking.length === 0 ? 'overview leafy' : beside ? 'overview abreast' : 'overview';

/** The indicator in focus leads the two coverage rates; what is no percentage cannot share their axis and stands alone. */
function trendOf(indicator: IndicatorDefinition, indicators: readonly IndicatorDefinition[]): readonly IndicatorDefinition[] {
  if (indicator.shape !== 'PERCENT') return [indicator];
  return [indicator, ...CARDS.flatMap((id) => indicators.filter((one) => one.id === id && id !== indicator.id))];
}
