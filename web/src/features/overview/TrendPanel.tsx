import { useCallback, useMemo, type ReactNode } from 'react';
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { trendDocument, useTrend, type TrendAsk } from '../../api/overview.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { trendOption, type TrendInput } from '../../charts/trendOption.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { periodText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { toTrend } from './toTrend.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

/** Quarters on the axis: three years. */
const LAST = 12;

interface TrendPanelProps {
  readonly region: string;
  readonly regionName: string;
  readonly indicators: readonly IndicatorDefinition[];
  readonly dataset: Dataset;
  readonly conditions: Pick<TrendAsk, 'basis' | 'where' | 'acceptedOnly'>;
  readonly period: string;
  /** Where nothing else on the page lets the reader choose what is drawn. */
  readonly picker?: ReactNode;
}

/** Since when: the lines of the region over the quarters. */
export function TrendPanel({ region, regionName, indicators, dataset, conditions, period, picker }: TrendPanelProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const ask: TrendAsk = { region, indicators: indicators.map(({ id }) => id), ...conditions, last: LAST };
  const query = useTrend(ask);
  const trend = useMemo(
    () => (query.data ? toTrend({ points: query.data.observations, indicators, current: period, words, lang }) : null),
    [query.data, indicators, period, words, lang],
  );
  const [first, last] = [dataset.periods[0] ?? period, dataset.periods.at(-1) ?? period];
  const [lead] = indicators;
  const note = (from: string): string =>
    lead && lead.shape !== 'PERCENT'
      ? words.trendNoteOf(pickLabel(lead.label, lang), pickLabel(lead.unit, lang), from)
      : words.trendNote(from);
  return (
    <Panel
      className="trend"
      title={words.trendTitle(regionName)}
      note={trend === null ? undefined : note(String(trend.axis.min))}
      actions={
        <>
          {picker}
          <GraphqlActions document={trendDocument} variables={{ ...ask, indicators: [...ask.indicators] }} />
        </>
      }
    >
      <Loaded query={query} skeleton={<Skeleton height="var(--trend-height)" />}>
        {() =>
          trend === null ? (
            <EmptyState>{words.trendEmpty}</EmptyState>
          ) : (
            <TrendPicture trend={trend} label={words.trendLabel(regionName, periodText(first, lang), periodText(last, lang))} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function TrendPicture({ trend, label }: { readonly trend: TrendInput; readonly label: string }) {
  const theme = useChartTheme();
  const option = useCallback((box: Box) => trendOption(trend, theme, box), [trend, theme]);
  return <Chart className="trend-picture" option={option} label={label} />;
}
