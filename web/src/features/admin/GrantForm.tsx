import { useState, type SyntheticEvent } from 'react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import { useGrant, type UserRow } from '../../api/admin.ts';
import { Role } from '../../api/gql/enums.ts';
import { accountWords } from '../../i18n/account.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { standsSeparated } from '../../view/may.ts';
import { fromScope, reportsFor, toScope } from './grantForm.ts';
import { ScopePicker } from './ScopePicker.tsx';

interface RolesFieldProps {
  readonly roles: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

function RolesField({ roles, onChange }: RolesFieldProps) {
  const words = useWords(adminWords);
  const account = useWords(accountWords);
  return (
    <CheckboxGroup
      className="check-group"
      aria-label={account.roles}
      value={[...roles]}
      onChange={(values) => {
        onChange(Role.filter((role) => values.includes(role)));
      }}
    >
      <span className="name">{words.role}</span>
      {Role.map((role) => (
        <Checkbox key={role} value={role} className="check">
          <i aria-hidden="true" />
          {account.roleNames[role]}
          <small className="muted">{account.roleNotes[role]}</small>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

/** Roles and scopes of one user, in place of those before. */
export function GrantForm({ user, separation }: { readonly user: UserRow; readonly separation: boolean }) {
  const words = useWords(adminWords);
  const lang = useLang();
  const [roles, setRoles] = useState<readonly Role[]>(user.roles);
  const [view, setView] = useState(() => toScope(user.viewScope, lang));
  const [report, setReport] = useState(() => toScope(user.reportScope, lang));
  const grant = useGrant();
  const broken = separation && !standsSeparated(roles);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    grant.mutate({
      id: user.id,
      roles: [...roles],
      view: fromScope(view),
      report: reportsFor(roles) ? fromScope(report) : { regions: [] },
    });
  };
  return (
    <form className="form grant-form" aria-label={words.grantTo(user.displayName)} onSubmit={submit}>
      <div className="grant-fields">
        <RolesField roles={roles} onChange={setRoles} />
        <div>
          <ScopePicker label={words.viewScope} none={words.noRegions} scope={view} onChange={setView} />
          {reportsFor(roles) && <ScopePicker label={words.reportScope} none={words.noReport} scope={report} onChange={setReport} />}
        </div>
      </div>
      {broken && <p className="refused">{words.separationBreak}</p>}
      <Refusal message={grant.error?.message} />
      <div className="row">
        <button type="submit" className="button strong" disabled={grant.isPending || broken}>
          {grant.isPending ? words.working : words.save}
        </button>
        <output className="small">{grant.isSuccess ? words.saved : words.grantNote}</output>
      </div>
    </form>
  );
}
