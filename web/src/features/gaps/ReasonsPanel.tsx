import type { ReactNode } from 'react';
import { GapReason } from '../../api/gql/enums.ts';
import { gapsWords } from '../../i18n/gaps.ts';
import { listWords } from '../../i18n/list.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { BarCell } from '../../view/BarCell.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { ReasonLine } from './toGaps.ts';

function ReasonName({ line }: { readonly line: ReasonLine }) {
  const { selection, set } = useSelection();
  const reason = GapReason.find((one) => one === line.reason);
  if (reason === undefined) return <>{line.label}</>;
  const chosen = selection.reason.includes(reason);
  return (
    <button
      type="button"
      className="link reason"
      aria-pressed={chosen}
      onClick={() => {
        set({ reason: chosen ? selection.reason.filter((one) => one !== reason) : [...selection.reason, reason], after: null });
      }}
    >
      {line.label}
    </button>
  );
}

interface ReasonsProps {
  readonly lines: readonly ReasonLine[];
  /** Why nothing is known of the region; null where its ledger speaks. */
  readonly unknown: string | null;
  readonly copy: ReactNode;
}

/** Why: counts by the reason that the ledger gives; a reason chooses what the list below holds. */
export function ReasonsPanel({ lines, unknown, copy }: ReasonsProps) {
  const words = useWords(gapsWords);
  const list = useWords(listWords);
  const { selection } = useSelection();
  return (
    <Panel className="reasons-panel" title={words.reasons} note={words.reasonsNote} actions={copy}>
      {lines.length === 0 ? (
        <EmptyState>{unknown === null ? words.reasonsNone : list.unknown(unknown)}</EmptyState>
      ) : (
        <table aria-label={words.reasons}>
          <thead>
            <tr>
              <th scope="col">{words.reason}</th>
              <th scope="col">{words.inUnits(words.count)}</th>
              <th scope="col" className="n">
                {words.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr
                key={line.reason ?? 'unsaid'}
                data-chosen={line.reason !== null && (selection.reason as readonly string[]).includes(line.reason)}
              >
                <th scope="row" className={line.reason === null ? 'unsaid' : undefined}>
                  <ReasonName line={line} />
                </th>
                <BarCell text={line.unitsText} length={line.length} />
                <td className="n">{line.share}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
