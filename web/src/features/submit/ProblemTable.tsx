import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import type { UploadCard, UploadProblem } from '../../api/uploads.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { chosenOf, keyed, rulesOf } from './toProblems.ts';

const BADGES = { ERROR: 'strong', WARNING: 'middle' } as const;
const ANY = 'ANY';

/** As many as are drawn; the annotated workbook has every one at its cell. */
const DRAWN = 300;

function Conditions({ upload }: { readonly upload: UploadCard }) {
  const words = useWords(submitWords);
  const { selection, set } = useSelection();
  const rules = rulesOf(chosenOf(upload.problems, selection.severity, null));
  return (
    <div className="conditions-bar" role="group" aria-label={words.problemConditions}>
      <Segmented
        label={words.severity}
        value={selection.severity ?? ANY}
        options={[
          { value: ANY, label: words.anySeverity },
          { value: 'ERROR', label: words.errorsOf(count(upload.errors)) },
          { value: 'WARNING', label: words.warningsOf(count(upload.warnings)) },
        ]}
        onChange={(severity) => {
          set({ severity: severity === ANY ? null : severity, problem: null }, { replace: true });
        }}
      />
      <Choose
        label={words.rule}
        any={words.anyRule}
        value={selection.problem}
        options={rules.map(({ code, times }) => ({ value: code, label: words.ruleTimes(code, count(times)) }))}
        onChange={(problem) => {
          set({ problem }, { replace: true });
        }}
      />
    </div>
  );
}

function Line({ problem }: { readonly problem: UploadProblem }) {
  const words = useWords(submitWords);
  const { severity, sheet, row, column, header, value, message } = problem;
  return (
    <tr>
      <td>
        <Badge kind={BADGES[severity]}>{words.severities[severity]}</Badge>
      </td>
      <td className="nowrap">{sheet ?? words.wholeFile}</td>
      <td className="n">{row}</td>
      <td className="nowrap">
        {header ?? ''} {column && <small>{words.columnOf(column)}</small>}
      </td>
      <td className="value">{value}</td>
      <td className="message-cell" lang="zh-CN">
        {message}
      </td>
    </tr>
  );
}

/** All that was found in a file, at sheet, row and column, with the value, the rule and what to do. */
export function ProblemTable({ upload }: { readonly upload: UploadCard }) {
  const words = useWords(submitWords);
  const { selection } = useSelection();
  if (upload.problems.length === 0) return null;
  const chosen = chosenOf(upload.problems, selection.severity, selection.problem);
  const more = upload.moreErrors + upload.moreWarnings + Math.max(0, chosen.length - DRAWN);
  return (
    <Panel title={words.problems}>
      <Conditions upload={upload} />
      {chosen.length === 0 ? (
        <EmptyState>{words.noneChosen}</EmptyState>
      ) : (
        <Scroller name={words.problems}>
          <table className="list problems" aria-label={words.problems}>
            <thead>
              <tr>
                <th scope="col">{words.severity}</th>
                <th scope="col">{words.sheet}</th>
                <th scope="col" className="n">
                  {words.row}
                </th>
                <th scope="col">{words.column}</th>
                <th scope="col">{words.value}</th>
                <th scope="col">{words.message}</th>
              </tr>
            </thead>
            <tbody>
              {keyed(chosen.slice(0, DRAWN)).map(({ key, ...problem }) => (
                <Line key={key} problem={problem} />
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      {more > 0 && <p className="small muted">{words.moreProblems(count(more))}</p>}
    </Panel>
  );
}
