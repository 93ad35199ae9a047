import { useCallback, useMemo, type ReactNode } from 'react';
import type { PublishedSeries } from '../../api/overview.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { seriesOption } from '../../charts/seriesOption.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { overviewWords, type OverviewWords } from '../../i18n/overview.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { dateText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { signOf, toSeries } from './toSeries.ts';

interface SeriesPanelProps {
  readonly title: string;
  readonly series: readonly PublishedSeries[];
  readonly actions: ReactNode;
}

/** What has been published over the years, one small chart a quantity, never joined across a change of meaning. */
export function SeriesPanel({ title, series, actions }: SeriesPanelProps) {
  const words = useWords(overviewWords);
  return (
    <Panel className="series" title={title} note={words.seriesNote} actions={actions}>
      <div className="multiples">
        {series.map((one, index) => (
          <SeriesFigure key={one.points[0]?.id ?? index} series={one} />
        ))}
      </div>
      <details>
        <summary>{words.seriesList}</summary>
        <FigureTable series={series} />
      </details>
    </Panel>
  );
}

const NAMED = ['covered_units', 'rate', 'organizations'] as const;

const quantityName = ({ quantity, points }: PublishedSeries, words: OverviewWords): string => {
  const named = NAMED.find((name) => name === quantity);
  return named ? words[named] : (points[0]?.label ?? quantity);
};

function SeriesFigure({ series }: { readonly series: PublishedSeries }) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const theme = useChartTheme();
  const input = useMemo(() => toSeries(series), [series]);
  const option = useCallback((box: Box) => (input ? seriesOption(input, theme, box) : {}), [input, theme]);
  const name = quantityName(series, words);
  if (!input) return null;
  return (
    <figure>
      <h3>{name}</h3>
      <Chart className="series-picture" option={option} label={words.seriesLabel(name)} />
      <figcaption>
        <ol className="breaks">
          {series.breaks.map((mark, index) => (
            <li key={`${mark.after.id} ${mark.before.id}`}>
              <span aria-hidden="true">{signOf(index)}</span> {lang === 'zh' ? mark.reason : mark.reasonEn}
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  );
}

function FigureTable({ series }: { readonly series: readonly PublishedSeries[] }) {
  const words = useWords(overviewWords);
  const lang = useLang();
  return (
    <table>
      <thead>
        <tr>
          <th>{words.date}</th>
          <th>{words.printed}</th>
          <th>{words.source}</th>
        </tr>
      </thead>
      <tbody>
        {series
          .flatMap(({ points }) => points)
          .map(({ id, asOf, asOfPrecision, label, printed, source }) => (
            <tr key={id}>
              <td className="nowrap">{asOf ? dateText(asOf, asOfPrecision, lang) : ''}</td>
              <td>
                {label} <b>{printed}</b>
              </td>
              <td>{source.publisher ? `${source.title}（${source.publisher}）` : source.title}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
