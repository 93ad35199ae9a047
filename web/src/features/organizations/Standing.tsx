import type { ReactNode } from 'react';
import type { Subject } from '../../api/gql/enums.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { SituationAnswer } from '../../api/organizations.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { BarCell } from '../../view/BarCell.tsx';
import { valueText } from '../../view/valueText.ts';
import { checklistOf, toTerms } from './toSituation.ts';

interface StandingProps {
  readonly answer: SituationAnswer;
  readonly indicators: readonly IndicatorDefinition[];
  readonly subject: Subject;
  readonly copy: ReactNode;
}

/** 六有, and which list goes by that name here. */
function Standard({ answer, indicators, subject }: Omit<StandingProps, 'copy'>) {
  const words = useWords(organizationsWords);
  const lang = useLang();
  const list = checklistOf(answer.ruleSets, subject, lang);
  const definition = indicators.find(({ id }) => id === 'STANDARD_MET');
  const met = answer.whole.find(({ indicator }) => indicator === 'STANDARD_MET');
  if (list === null || definition === undefined) return <p className="answer-sentence">{words.standardNone}</p>;
  const { value, numerator, denominator } = met?.rate ?? {};
  return (
    <>
      {typeof value === 'number' && typeof numerator === 'number' && typeof denominator === 'number' && (
        <dl className="answer-figures">
          <div>
            <dt>{words.standardMet}</dt>
            <dd>
              {valueText(value, definition)}
              <small>%</small>
              <span className="aside">{words.standardOf(count(numerator), count(denominator))}</span>
            </dd>
          </div>
        </dl>
      )}
      <p className="answer-sentence">
        {words.standardNamed(list.text)} <small className="muted">{words.standardRule(list.ruleSet, list.citation)}</small>
      </p>
    </>
  );
}

function Terms({ answer }: { readonly answer: SituationAnswer }) {
  const words = useWords(organizationsWords);
  const { terms } = answer;
  return (
    <table className="groups" aria-label={words.terms}>
      <thead>
        <tr>
          <th scope="col">{words.terms}</th>
          <th scope="col">{words.number}</th>
        </tr>
      </thead>
      <tbody>
        {toTerms(answer, words).map((line) => (
          <tr key={line.key} className={line.past ? 'past' : undefined}>
            <th scope="row">
              {line.label}
              {line.note !== null && <small className="muted">{line.note}</small>}
            </th>
            <BarCell text={line.number} length={line.length} lead={line.past} />
          </tr>
        ))}
        <tr>
          <th scope="row">{words.later}</th>
          <BarCell text={count(terms.later)} length={null} />
        </tr>
        <tr>
          <th scope="row" className="unsaid">
            {words.unknown}
          </th>
          <BarCell text={count(terms.unknown)} length={null} />
        </tr>
      </tbody>
    </table>
  );
}

/** Whether they meet their checklist, and when their terms end. */
export function Standing({ copy, ...rest }: StandingProps) {
  const words = useWords(organizationsWords);
  return (
    <>
      <Panel title={words.standard} actions={copy}>
        <Standard {...rest} />
      </Panel>
      <Panel title={words.terms} note={words.termsNote(rest.answer.terms.asOf)} actions={copy}>
        <Terms answer={rest.answer} />
      </Panel>
    </>
  );
}
