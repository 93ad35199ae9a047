import type { ReactNode } from 'react';
import type { Dataset } from '../../api/dataset.ts';
import { flagCountsDocument, flagCountsOf, useFlagCounts, type SituationAnswer } from '../../api/organizations.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { BarCell } from '../../view/BarCell.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { wordOf } from '../../view/toChoices.ts';
import { FLAGS, toNetLines, type NetLine } from './toSituation.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

function NetRow({ line, whole }: { readonly line: NetLine; readonly whole: boolean }) {
  const { hrefFor } = useSelection();
  return (
    <tr className={whole ? 'whole' : undefined}>
      <th scope="row">{whole ? line.name : <ViewLink href={hrefFor({ region: line.code, after: null })}>{line.name}</ViewLink>}</th>
      <td className="n">{line.reported}</td>
      <BarCell text={line.net} length={line.netValue} target={line.reportedValue} />
      <td className="n counts">{line.reportedParts}</td>
      <td className="n counts">{line.netParts}</td>
    </tr>
  );
}

function NetTable({ answer, indicators }: { readonly answer: SituationAnswer; readonly indicators: readonly IndicatorDefinition[] }) {
  const words = useWords(organizationsWords);
  const lang = useLang();
  const whole = toNetLines(answer.net, indicators, lang);
  if (whole.length === 0) return <p className="answer-sentence">{words.netNone}</p>;
  return (
    <>
      <p className="answer-sentence">{words.netNote}</p>
      <Scroller name={words.shells}>
        <table className="net" aria-label={words.shells}>
          <thead>
            <tr>
              <th scope="col">{words.region}</th>
              <th scope="col" className="n">
                {words.reportedHead}
              </th>
              <th scope="col">{words.netHead}</th>
              <th scope="col" className="n">
                {words.reportedParts}
              </th>
              <th scope="col" className="n">
                {words.netParts}
              </th>
            </tr>
          </thead>
          <tbody>
            {whole.map((line) => (
              <NetRow key={line.code} line={line} whole />
            ))}
            {toNetLines(answer.netParts, indicators, lang).map((line) => (
              <NetRow key={line.code} line={line} whole={false} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}

/** How many organizations have each flag; a flag chooses what the list below holds. */
function Flags({ dataset, region, period }: { readonly dataset: Dataset; readonly region: string; readonly period: string }) {
  const words = useWords(organizationsWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const query = useFlagCounts(region, selection.subject, period);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {(answer) => (
        <table className="groups" aria-label={words.flag}>
          <thead>
            <tr>
              <th scope="col">
                {words.flag} <small className="muted">{words.flagNote}</small>
              </th>
              <th scope="col" className="n">
                {words.number}
              </th>
            </tr>
          </thead>
          <tbody>
            {FLAGS.map((flag) => {
              const chosen = selection.flags.includes(flag);
              return (
                <tr key={flag} data-chosen={chosen}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link reason"
                      aria-pressed={chosen}
                      onClick={() => {
                        set({ flags: chosen ? selection.flags.filter((one) => one !== flag) : [...selection.flags, flag], after: null });
                      }}
                    >
                      {wordOf(dataset, 'ShellFlag', flag, lang)}
                    </button>
                  </th>
                  <td className="n">{count(answer[flag].totalCount)}</td>
                </tr>
              );
            })}
            <tr className="whole">
              <th scope="row">{words.anyFlag}</th>
              <td className="n">{count(answer.any.totalCount)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </Loaded>
  );
}

/** Which organizations may exist on paper only: a list to check, never a verdict. */
export function FlagsPanel({ dataset, region, period }: { readonly dataset: Dataset; readonly region: string; readonly period: string }) {
  const words = useWords(organizationsWords);
  const { selection } = useSelection();
  const ask = flagCountsOf(region, selection.subject, period);
  return (
    <Panel title={words.shells} note={words.shellsNote} actions={<GraphqlActions document={flagCountsDocument} variables={ask} />}>
      <Flags dataset={dataset} region={region} period={period} />
    </Panel>
  );
}

/** Reported and net rate side by side: the one never takes the place of the other. */
export function NetPanel({
  answer,
  indicators,
  copy,
}: {
  readonly answer: SituationAnswer;
  readonly indicators: readonly IndicatorDefinition[];
  readonly copy: ReactNode;
}) {
  const words = useWords(organizationsWords);
  return (
    <Panel className="net-panel" title={words.netTitle} actions={copy}>
      <NetTable answer={answer} indicators={indicators} />
    </Panel>
  );
}
