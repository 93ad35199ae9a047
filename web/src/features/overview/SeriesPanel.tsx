import { useCallback, useMemo, type ReactNode } from 'react';
import type { PublishedSeries } from '../../api/overview.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { Box } from '../../charts/geometry.ts';
import { seriesOption } from '../../charts/seriesOption.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { overviewWords } from '../../i18n/overview.ts';
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
  const lang = useLang();
  const lines = series.filter((one) => toSeries(one) !== null);
  const single = series.filter((one) => !lines.includes(one)).flatMap(({ points }) => points);
  return (
    <Panel className="series" title={title} note={words.seriesNote} actions={actions}>
      <div className="multiples">
        {lines.map((one) => (
          <SeriesFigure key={one.points[0]?.id} series={one} />
        ))}
        {single.length > 0 && (
          <div className="once">
            <h3>{words.seriesSingle}</h3>
            <ul className="singles">
              {single.map(({ id, asOf, asOfPrecision, label, printed }) => (
                <li key={id}>
                  <b>{printed}</b> {label}
                  <small>{asOf ? dateText(asOf, asOfPrecision, lang) : ''}</small>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <details>
        <summary>{words.seriesList}</summary>
        <FigureTable series={series} />
      </details>
    </Panel>
  );
}

function SeriesFigure({ series }: { readonly series: PublishedSeries }) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const theme = useChartTheme();
  const input = useMemo(() => toSeries(series), [series]);
  const option = useCallback((box: Box) => (input ? seriesOption(input, theme, box) : {}), [input, theme]);
  const name = series.points.at(-1)?.label ?? series.quantity;
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
