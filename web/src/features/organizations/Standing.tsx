import type { ReactNode } from 'react';
import type { Subject } from '../../api/gql/enums.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { termsDocument, useTerms, type SituationAnswer, type TermsAnswer } from '../../api/organizations.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';
import { RowsClosed } from '../../view/RowsClosed.tsx';
import { BarCell } from '../../view/BarCell.tsx';
import { valueText } from '../../view/valueText.ts';
import { checklistOf, toTerms } from './toSituation.ts';

interface TermsProps {
  readonly region: string;
  readonly subject: Subject;
  readonly period: string;
}

interface StandingProps extends TermsProps {
  readonly answer: SituationAnswer;
  readonly indicators: readonly IndicatorDefinition[];
  readonly copy: ReactNode;
}

/** 六有, and which list goes by that name here. */
function Standard({ answer, indicators, subject }: Pick<StandingProps, 'answer' | 'indicators' | 'subject'>) {
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

function TermTable({ terms }: { readonly terms: TermsAnswer }) {
  const words = useWords(organizationsWords);
  return (
    <table className="groups" aria-label={words.terms}>
      <thead>
        <tr>
          <th scope="col">{words.terms}</th>
          <th scope="col">{words.number}</th>
        </tr>
      </thead>
      <tbody>
        {toTerms(terms, words).map((line) => (
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

/** When terms end; for who may see single organizations. */
function Terms({ region, subject, period }: TermsProps) {
  const words = useWords(organizationsWords);
  const query = useTerms(region, subject, period);
  const asOf = query.data?.terms.asOf;
  return (
    <Panel
      title={words.terms}
      note={asOf === undefined ? undefined : words.termsNote(asOf)}
      actions={<GraphqlActions document={termsDocument} variables={{ region, subject, period }} />}
    >
      {query.error?.code === 'FORBIDDEN' || query.error?.code === 'UNAUTHENTICATED' ? (
        <RowsClosed said={words.termsClosed} />
      ) : (
        <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
          {({ terms }) => <TermTable terms={terms} />}
        </Loaded>
      )}
    </Panel>
  );
}

/** Whether they meet their checklist, and when their terms end. */
export function Standing({ copy, region, period, ...rest }: StandingProps) {
  const words = useWords(organizationsWords);
  return (
    <>
      <Panel title={words.standard} actions={copy}>
        <Standard {...rest} />
      </Panel>
      <Terms region={region} subject={rest.subject} period={period} />
    </>
  );
}
