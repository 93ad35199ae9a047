import type { ReactNode } from 'react';
import { Role } from '../../api/gql/enums.ts';
import { accountWords } from '../../i18n/account.ts';
import { adminWords } from '../../i18n/admin.ts';
import { listWords } from '../../i18n/list.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Choose } from '../../ui/Choose.tsx';

/** Which users are listed. */
export function UserConditions({ children }: { readonly children?: ReactNode }) {
  const words = useWords(adminWords);
  const account = useWords(accountWords);
  const list = useWords(listWords);
  const { selection, set } = useSelection();
  return (
    <div className="conditions-bar" role="group" aria-label={list.conditions}>
      <label className="control">
        <span className="name">{list.search}</span>
        <input
          className="field"
          type="search"
          placeholder={words.search}
          value={selection.search}
          onChange={({ target }) => {
            set({ search: target.value.slice(0, 100), after: null }, { replace: true });
          }}
        />
      </label>
      <Choose
        label={words.role}
        any={words.anyRole}
        options={Role.map((role) => ({ value: role, label: account.roleNames[role] }))}
        value={selection.role}
        onChange={(role) => {
          set({ role, after: null }, { replace: true });
        }}
      />
      <span className="spring" />
      {children}
    </div>
  );
}
