import type { ReactNode } from 'react';
import type { Below } from '../../api/whyBelow.ts';
import { whyBelowWords } from '../../i18n/whyBelow.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { Speaking } from '../../view/why/speaking.ts';
import { toBounds, toForecast, type Forecast } from './toBelow.ts';

export interface BelowPanelProps {
  readonly below: Below;
  readonly speaking: Speaking;
  readonly copy: ReactNode;
}

/** 能不能按期达到: the forecast with its band, or why none is made. */
export function AttainmentPanel({ below, speaking, copy, period }: BelowPanelProps & { readonly period: string }) {
  const words = useWords(whyBelowWords);
  const lang = useLang();
  const forecast = toForecast(below, speaking);
  const explanation = pickLabel(below.attainment.explanation, lang);
  if (forecast === null)
    return (
      <Panel className="why-attainment" title={words.attainmentTitle} actions={copy}>
        <EmptyState title={words.attainmentRefused}>{explanation}</EmptyState>
      </Panel>
    );
  return (
    <Panel className="why-attainment" title={words.attainmentTitle} note={words.attainmentDue(forecast.due)} actions={copy}>
      <Outlook forecast={forecast} />
      <p className="why-said">{explanation}</p>
      {forecast.from !== period && <p className="why-note">{words.fromLatest(forecast.from)}</p>}
    </Panel>
  );
}

function Outlook({ forecast }: { readonly forecast: Forecast }) {
  const words = useWords(whyBelowWords);
  const { chance, period, value, band, bar, pace } = forecast;
  return (
    <div className="why-outlook">
      <p className="big">
        <small>{words.chance}</small>
        {chance}
        <span className="unit">%</span>
      </p>
      <div>
        <div className="bar" aria-hidden="true">
          <i style={{ left: `${bar.low}%`, width: `${bar.high - bar.low}%` }} />
          <em style={{ left: `${bar.at}%` }} />
          <b style={{ left: `${bar.target}%` }} />
        </div>
        <dl>
          <div>
            <dt>{words.expected(period)}</dt>
            <dd>{value}</dd>
          </div>
          <div>
            <dt>{words.band}</dt>
            <dd>{band}</dd>
          </div>
          {pace && (
            <div>
              <dt>{words.pace}</dt>
              <dd>{pace.needed}</dd>
            </div>
          )}
          {pace && pace.recent !== null && (
            <div>
              <dt>{words.paceRecent}</dt>
              <dd>{pace.recent}</dd>
            </div>
          )}
        </dl>
      </div>
    </div>
  );
}

/** Between which values the rate lies while regions are missing; nothing once all have reported. */
export function BoundsPanel({ below, speaking, copy }: BelowPanelProps) {
  const words = useWords(whyBelowWords);
  const lang = useLang();
  const bounds = toBounds(below, speaking, words);
  if (bounds === null) return null;
  return (
    <Panel className="why-bounds" title={words.boundsTitle} note={words.boundsNote} actions={copy}>
      <table className="why-table">
        <tbody>
          {bounds.lines.map(({ key, name, value, parts }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="n soft">{parts}</td>
              <td className="n">
                <strong>{value}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="why-note">{words.boundsMissing(bounds.missing.join(lang === 'zh' ? '、' : ', '))}</p>
    </Panel>
  );
}
