import type { ReactNode } from 'react';
import { activitiesWords } from '../../i18n/activities.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { BarCell } from '../../view/BarCell.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { inGroups, type ActivityLine } from './toActivities.ts';

const COLUMNS = 5;

function Line({ line, chosen }: { readonly line: ActivityLine; readonly chosen: boolean }) {
  const words = useWords(activitiesWords);
  const { set } = useSelection();
  return (
    <tr data-chosen={chosen}>
      <th scope="row">
        <button
          type="button"
          className="link activity"
          aria-pressed={chosen}
          onClick={() => {
            set({ indicator: line.id, order: null });
          }}
        >
          {line.name}
        </button>
        <small className="muted">{words.inUnit(line.what, line.counted)}</small>
      </th>
      <td className="n">{line.held}</td>
      <td className="n">{line.due}</td>
      {line.absence === null ? (
        <BarCell text={line.rate} length={line.length} target={line.met} />
      ) : (
        <td className="unsaid">{line.absence}</td>
      )}
      <td className={`n ${line.change?.direction ?? ''}`}>
        {line.change?.text}
        {line.change !== null && <small className="muted"> {line.changeUnit}</small>}
      </td>
    </tr>
  );
}

/** Every activity of the registry: what was due, what was held. */
export function ActivityTable({
  lines,
  chosen,
  title,
  copy,
}: {
  readonly lines: readonly ActivityLine[];
  readonly chosen: string;
  readonly title: string;
  readonly copy: ReactNode;
}) {
  const words = useWords(activitiesWords);
  return (
    <Panel className="activity-panel" title={title} note={words.allNote} actions={copy}>
      <Scroller name={words.all}>
        <table className="activity-table" aria-label={words.all}>
          <thead>
            <tr>
              <th scope="col">{words.activity}</th>
              <th scope="col" className="n">
                {words.held}
              </th>
              <th scope="col" className="n">
                {words.due}
              </th>
              <th scope="col">
                {words.rate}
                <small>{words.rateNote}</small>
              </th>
              <th scope="col" className="n">
                {words.onPrevious}
              </th>
            </tr>
          </thead>
          {inGroups(lines).map(({ group, lines: members }) => (
            <tbody key={group}>
              <tr className="group-name">
                <th scope="rowgroup" colSpan={COLUMNS}>
                  {group}
                </th>
              </tr>
              {members.map((line) => (
                <Line key={line.id} line={line} chosen={line.id === chosen} />
              ))}
            </tbody>
          ))}
        </table>
      </Scroller>
    </Panel>
  );
}
