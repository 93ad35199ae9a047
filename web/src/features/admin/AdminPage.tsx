import type { ComponentType } from 'react';
import type { Access } from '../../api/access.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useWords } from '../../i18n/words.ts';
import type { AdminTab } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { useNotices } from '../../state/notices.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { NoPermission } from '../../ui/states.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { permissionsOf, tabsOf } from '../../view/may.ts';
import { AuditTab } from './AuditTab.tsx';
import { BackupsTab } from './BackupsTab.tsx';
import { GrantsTab } from './GrantsTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { SubmissionsTab } from './SubmissionsTab.tsx';
import { TargetsTab } from './TargetsTab.tsx';
import { TokensTab } from './TokensTab.tsx';
import { UsersTab } from './UsersTab.tsx';
import '../../ui/form.css';
import '../../view/view.css';
import '../../view/list.css';
import './admin.css';

const TAB: Readonly<Record<AdminTab, ComponentType<{ readonly access: Access }>>> = {
  users: UsersTab,
  grants: GrantsTab,
  tokens: TokensTab,
  rules: RulesTab,
  targets: TargetsTab,
  submissions: SubmissionsTab,
  audit: AuditTab,
  backups: BackupsTab,
};

/** Administration: the parts that this reader's permissions open, one at a time. */
export default function AdminPage({ access }: { readonly access: Access }) {
  const words = useWords(adminWords);
  const { selection, problems, doorHref } = useSelection();
  const notices = useNotices(problems);
  const open = tabsOf(permissionsOf(access));
  const [first] = open;
  if (first === undefined)
    return (
      <>
        <PageTitle title={words.title} />
        <div className="page-body">
          <NoPermission>{words.nothing}</NoPermission>
        </div>
      </>
    );
  const tab = selection.tab ?? first;
  const Named = TAB[tab];
  return (
    <div className="admin-page">
      <PageTitle title={words.title} lead={words.lead} notices={notices} />
      <Tabs
        label={words.parts}
        current={tab}
        tabs={open.map((name) => ({ name, label: words.tabs[name], href: doorHref('admin', { tab: name }) }))}
      />
      <div className="page-body">
        {open.includes(tab) ? (
          <Named access={access} />
        ) : (
          <NoPermission>{words.notThisTab(words.tabs[tab], words.needs[tab])}</NoPermission>
        )}
      </div>
    </div>
  );
}
