import { AuditAction, AuditChain, AuditOutcome } from '../../api/gql/enums.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { listWords } from '../../i18n/list.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ChoiceFilter } from '../../view/ChoiceFilter.tsx';
import { Choose } from '../../ui/Choose.tsx';

function Day({ label, name }: { readonly label: string; readonly name: 'since' | 'until' }) {
  const { selection, set } = useSelection();
  return (
    <label className="control">
      <span className="name">{label}</span>
      <input
        className="field day"
        type="date"
        value={selection[name] ?? ''}
        onChange={({ target }) => {
          set({ [name]: target.value === '' ? null : target.value, after: null }, { replace: true });
        }}
      />
    </label>
  );
}

/** Which entries are listed. */
export function AuditConditions() {
  const words = useWords(settingsWords);
  const list = useWords(listWords);
  const { selection, set } = useSelection();
  return (
    <div className="conditions-bar" role="group" aria-label={list.conditions}>
      <Day label={words.sinceDay} name="since" />
      <Day label={words.untilDay} name="until" />
      <label className="control">
        <span className="name">{words.actor}</span>
        <input
          className="field"
          type="search"
          value={selection.actor}
          onChange={({ target }) => {
            set({ actor: target.value.slice(0, 100), after: null }, { replace: true });
          }}
        />
      </label>
      <ChoiceFilter
        label={words.action}
        choices={AuditAction.map((id) => ({ id, label: words.actions[id] }))}
        chosen={selection.action}
        onChange={(values) => {
          set({ action: AuditAction.filter((one) => values.includes(one)), after: null }, { replace: true });
        }}
      />
      <Choose
        label={words.outcome}
        any={words.anyOutcome}
        options={AuditOutcome.map((value) => ({ value, label: words.outcomes[value] }))}
        value={selection.outcome}
        onChange={(outcome) => {
          set({ outcome, after: null }, { replace: true });
        }}
      />
      <Choose
        label={words.chain}
        any={words.anyChain}
        options={AuditChain.map((value) => ({ value, label: words.chains[value] }))}
        value={selection.chain}
        onChange={(chain) => {
          set({ chain, after: null }, { replace: true });
        }}
      />
    </div>
  );
}
