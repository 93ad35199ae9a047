import type { ReactNode } from 'react';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { activitiesWords } from '../../i18n/activities.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { toColumns, toHeatLegend, yearsOf, type Heat, type HeatColumn, type HeatRow } from './toActivities.ts';
import '../../view/heat.css';

function Heads({ columns, period }: { readonly columns: readonly HeatColumn[]; readonly period: string }) {
  const words = useWords(activitiesWords);
  const lang = useLang();
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">
          {words.region}
        </th>
        {yearsOf(columns).map(({ year, quarters }) => (
          <th key={year} scope="colgroup" colSpan={quarters} className="group year-start">
            {year}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column) => (
          <th
            key={column.period}
            scope="col"
            className={`${column.opensYear ? 'year-start' : ''} ${column.period === period ? 'now' : ''}`}
            title={periodText(column.period, lang)}
          >
            {column.tick}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row, columns, whole }: { readonly row: HeatRow; readonly columns: readonly HeatColumn[]; readonly whole: boolean }) {
  const { hrefFor } = useSelection();
  return (
    <tr className={whole ? 'whole' : undefined}>
      <th scope="row">{whole ? row.name : <ViewLink href={hrefFor({ region: row.code })}>{row.name}</ViewLink>}</th>
      {row.fields.map((field, at) => (
        <td
          key={columns[at]?.period}
          className={`${field.className} ${columns[at]?.opensYear === true ? 'year-start' : ''}`}
          title={field.title}
        >
          {field.text === '' ? <span className="unseen">{field.title}</span> : field.text}
        </td>
      ))}
    </tr>
  );
}

interface HeatPanelProps {
  readonly heat: Heat;
  readonly indicator: IndicatorDefinition;
  readonly periods: readonly string[];
  readonly period: string;
  readonly copy: ReactNode;
}

/** Regions by quarters, grouped by year: a table whose grounds are the picture, so that both say the same. */
export function HeatPanel({ heat, indicator, periods, period, copy }: HeatPanelProps) {
  const words = useWords(activitiesWords);
  const lang = useLang();
  const columns = toColumns(periods);
  const name = pickLabel(indicator.label, lang);
  const label = words.heatLabel(name, periods[0] ?? '', periods.at(-1) ?? '');
  return (
    <Panel className="heat-panel" title={words.heat(name)} note={words.heatNote(pickLabel(indicator.unit, lang))} actions={copy}>
      {heat.rows.length === 0 && heat.whole === null ? (
        <EmptyState>{words.none}</EmptyState>
      ) : (
        <>
          <Scroller name={label}>
            <table className="heat" aria-label={label}>
              <Heads columns={columns} period={period} />
              <tbody>
                {heat.whole && <Row row={heat.whole} columns={columns} whole />}
                {heat.rows.map((row) => (
                  <Row key={row.code} row={row} columns={columns} whole={false} />
                ))}
              </tbody>
            </table>
          </Scroller>
          <ul className="heat-legend">
            <li>{heat.classes?.relative === false ? words.policy : words.relative}</li>
            {toHeatLegend(heat, indicator, words).map(({ className, text }) => (
              <li key={className}>
                <i className={className} aria-hidden="true" />
                {text}
              </li>
            ))}
          </ul>
          {indicator.id === 'THEME_DAY_HELD' && <p className="answer-sentence">{words.heatTheme}</p>}
        </>
      )}
    </Panel>
  );
}
