import type { Access } from '../../api/access.ts';
import type { UserRow } from '../../api/admin.ts';
import { accountWords } from '../../i18n/account.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { extentText } from '../../view/extentText.ts';
import { GrantForm } from './GrantForm.tsx';
import { Pager } from './Pager.tsx';
import { UserConditions } from './UserConditions.tsx';
import { UserTable } from './UserTable.tsx';
import { useUserPage } from './useUserPage.ts';

const GrantSeparated = ({ user }: { readonly user: UserRow }) => <GrantForm user={user} separation />;
const GrantTogether = ({ user }: { readonly user: UserRow }) => <GrantForm user={user} separation={false} />;

/** 角色与范围: who may do what, and where. */
export function GrantsTab({ access }: { readonly access: Access }) {
  const words = useWords(adminWords);
  const account = useWords(accountWords);
  const lang = useLang();
  const query = useUserPage(null);
  const { separation } = access.site;
  return (
    <Panel title={words.tabs.grants}>
      <p className="answer-sentence">{separation ? words.separationOn : words.separationOff}</p>
      <UserConditions />
      <Loaded query={query} skeleton={<SkeletonRows rows={8} height="34px" />}>
        {({ users }) =>
          users.nodes.length === 0 ? (
            <EmptyState>{words.noUsers}</EmptyState>
          ) : (
            <>
              <UserTable
                name={words.tabs.grants}
                users={users.nodes}
                heads={[account.roles, words.viewScope, words.reportScope]}
                cells={(user) => [
                  user.roles.length === 0 ? (
                    <span className="muted">{account.noRoles}</span>
                  ) : (
                    user.roles.map((role) => account.roleNames[role]).join(account.and)
                  ),
                  extentText(user.viewScope, account, lang),
                  extentText(user.reportScope, account, lang),
                ]}
                Opened={separation ? GrantSeparated : GrantTogether}
              />
              <Pager shown={users.nodes.length} total={users.totalCount} unit={words.people} pageInfo={users.pageInfo} />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
