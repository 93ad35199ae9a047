import { useState } from 'react';
import type { UserPage, UserRow } from '../../api/admin.ts';
import { accountWords } from '../../i18n/account.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { NewUser } from './NewUser.tsx';
import { Pager } from './Pager.tsx';
import { ShownPassword } from './ShownPassword.tsx';
import { UserActions } from './UserActions.tsx';
import { UserConditions } from './UserConditions.tsx';
import { UserTable } from './UserTable.tsx';
import { useUserPage } from './useUserPage.ts';

/** How an account stands, in marks. */
function Standing({ user }: { readonly user: UserRow }) {
  const words = useWords(adminWords);
  const lang = useLang();
  return (
    <span className="marks">
      <Badge kind={user.enabled ? 'plain' : 'strong'}>{user.enabled ? words.enabled : words.disabled}</Badge>
      {user.lockedUntil && <Badge kind="middle">{words.locked(momentText(user.lockedUntil, lang))}</Badge>}
      {user.mustChangePassword && <Badge>{words.temporary}</Badge>}
      {user.openId && <Badge>{words.openId}</Badge>}
    </span>
  );
}

function Users({ users }: { readonly users: UserPage }) {
  const words = useWords(adminWords);
  const account = useWords(accountWords);
  const lang = useLang();
  if (users.nodes.length === 0) return <EmptyState>{words.noUsers}</EmptyState>;
  return (
    <>
      <UserTable
        name={words.tabs.users}
        users={users.nodes}
        heads={[account.roles, words.state, words.lastLogin, words.sessions]}
        cells={(user) => [
          user.roles.length === 0 ? (
            <span className="muted">{account.noRoles}</span>
          ) : (
            user.roles.map((role) => account.roleNames[role]).join(account.and)
          ),
          <Standing key="state" user={user} />,
          user.lastLoginAt ? momentText(user.lastLoginAt, lang) : words.never,
          user.sessions,
        ]}
        Opened={UserActions}
      />
      <Pager shown={users.nodes.length} total={users.totalCount} unit={words.people} pageInfo={users.pageInfo} />
    </>
  );
}

type Step = { readonly name: string; readonly password: string } | 'new' | null;

/** 用户: who has an account, and how it stands. */
export function UsersTab() {
  const words = useWords(adminWords);
  const query = useUserPage(null);
  const [step, setStep] = useState<Step>(null);
  const leave = (): void => {
    setStep(null);
  };
  return (
    <Panel title={words.tabs.users}>
      {step === 'new' && (
        <NewUser
          onMade={(name, password) => {
            setStep({ name, password });
          }}
          onLeave={leave}
        />
      )}
      {step !== null && step !== 'new' && <ShownPassword {...step} onDone={leave} />}
      <UserConditions>
        <button
          type="button"
          className="button strong"
          disabled={step === 'new'}
          onClick={() => {
            setStep('new');
          }}
        >
          {words.newUser}
        </button>
      </UserConditions>
      <Loaded query={query} skeleton={<SkeletonRows rows={8} height="34px" />}>
        {({ users }) => <Users users={users} />}
      </Loaded>
    </Panel>
  );
}
