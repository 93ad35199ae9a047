import type { ReactNode } from 'react';
import type { Dataset } from '../../api/dataset.ts';
import { graphqlText } from '../../api/client.ts';
import { flagCountsDocument, flagCountsOf, useFlagCounts, type SituationAnswer } from '../../api/organizations.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { wordOf } from '../../view/toChoices.ts';
import { FLAGS, toNetLines, type NetLine } from './toSituation.ts';

function NetRow({ line, whole }: { readonly line: NetLine; readonly whole: boolean }) {
  const { hrefFor } = useSelection();
  return (
    <tr className={whole ? 'whole' : undefined}>
      <th scope="row">{whole ? line.name : <ViewLink href={hrefFor({ region: line.code, after: null })}>{line.name}</ViewLink>}</th>
      <td className="n">{line.reported}</td>
      <td className="n strong">{line.net}</td>
      <td>
        <span className="measure-bar span" aria-hidden="true">
          {line.netValue !== null && line.reportedValue !== null && (
            <>
              <i style={{ width: `${line.netValue}%` }} />
              <b style={{ left: `${line.reportedValue}%` }} />
            </>
          )}
          <span className="unseen">{line.reported}</span>
        </span>
        <span className="unseen">{line.netParts}</span>
      </td>
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
                {words.reported} %
              </th>
              <th scope="col" className="n">
                {words.net} %
              </th>
              <th scope="col" className="wide-bar">
                <small>0–100</small>
              </th>
              <th scope="col" className="n">
                {words.reported}
              </th>
              <th scope="col" className="n">
                {words.net}
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
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const query = useFlagCounts(region, selection.subject, period);
  return (
    <div className="flags">
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
      <p className="small">
        <CopyButton label={shell.copyGraphql} text={() => graphqlText(flagCountsDocument, flagCountsOf(region, selection.subject, period))} />
      </p>
    </div>
  );
}

interface ShellPanelProps {
  readonly answer: SituationAnswer;
  readonly indicators: readonly IndicatorDefinition[];
  readonly dataset: Dataset;
  readonly region: string;
  readonly period: string;
  readonly copy: ReactNode;
}

/** 空壳: reported and net rate side by side, and how many organizations have which flag. A list to check, never a verdict. */
export function ShellPanel({ answer, indicators, dataset, region, period, copy }: ShellPanelProps) {
  const words = useWords(organizationsWords);
  return (
    <Panel className="shells" title={words.shells} note={words.shellsNote} actions={copy}>
      <div className="shells-body">
        <Flags dataset={dataset} region={region} period={period} />
        <div className="net-side">
          <NetTable answer={answer} indicators={indicators} />
        </div>
      </div>
    </Panel>
  );
}
