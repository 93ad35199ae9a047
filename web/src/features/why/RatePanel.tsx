import type { ReactNode } from 'react';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { WhyAnswer } from '../../api/why.ts';
import { whyWords } from '../../i18n/why.ts';
import { useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import { fillClass } from '../../view/swatch.ts';
import { toHeadline, type Fact, type Headline } from './toFacts.ts';
import type { Speaking } from '../../view/why/speaking.ts';

export interface PanelProps {
  readonly answer: WhyAnswer;
  readonly speaking: Speaking;
  readonly copy: ReactNode;
}

/** The rate, large, with its two counts. */
export function RatePanel({
  answer,
  speaking,
  copy,
  region,
  indicators,
}: PanelProps & { readonly region: string; readonly indicators: readonly IndicatorDefinition[] }) {
  const words = useWords(whyWords);
  const headline = toHeadline(answer, region, speaking);
  return (
    <Panel className="why-rate" title={<IndicatorPicker indicators={indicators} indicator={speaking.indicator} />} actions={copy}>
      {headline && (
        <>
          <div className="head">
            <p className="value">
              <Value headline={headline} />
            </p>
            {headline.mark && <StateMark {...headline.mark} />}
          </div>
          {headline.target && headline.value && <Bar headline={headline} />}
          <dl className="why-facts">
            {headline.facts.map((fact) => (
              <Line key={fact.key} fact={fact} />
            ))}
          </dl>
          {headline.remark !== null && <p className="why-note">{headline.remark}</p>}
          {speaking.indicator.shape === 'COUNT' && <p className="why-note">{words.count}</p>}
        </>
      )}
    </Panel>
  );
}

function Value({ headline: { value, unit, absence } }: { readonly headline: Headline }) {
  if (value)
    return (
      <>
        {value.text}
        <span className="unit">{unit}</span>
      </>
    );
  return (
    <span className="absence">
      {absence && <i className={`swatch ${fillClass(absence.absence, 1)}`} />}
      {absence?.word}
    </span>
  );
}

function Bar({ headline: { value, target } }: { readonly headline: Headline }) {
  return (
    <div className="bar" aria-hidden="true">
      {value !== null && value.length !== null && <i style={{ width: `${value.length}%` }} />}
      {target && (
        <>
          <b style={{ left: `${target.at}%` }} />
          <span className={target.at > 80 ? 'late' : undefined} style={{ left: `${target.at}%` }}>
            {target.text}
          </span>
        </>
      )}
    </div>
  );
}

function Line({ fact: { term, before, strong, unit, direction } }: { readonly fact: Fact }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {before !== null && <small className="before">{before}</small>} <strong className={direction ?? undefined}>{strong}</strong>{' '}
        <small>{unit}</small>
      </dd>
    </div>
  );
}
