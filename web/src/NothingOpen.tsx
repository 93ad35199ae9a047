import type { Access } from './api/access.ts';
import { accountWords } from './i18n/account.ts';
import { useWords } from './i18n/words.ts';
import { useSelection } from './state/useSelection.ts';
import { PageTitle } from './ui/PageTitle.tsx';
import { NoPermission } from './ui/states.tsx';
import { LinkButton } from './ui/ViewLink.tsx';
import { administers, permissionsOf, tabsOf } from './view/may.ts';

/** In place of every page of numbers, for a reader whose roles see none. */
export function NothingOpen({ access }: { readonly access: Access }) {
  const words = useWords(accountWords);
  const { doorHref } = useSelection();
  const separated = access.site.separation && access.viewer?.roles.some(administers) === true;
  return (
    <>
      <PageTitle title={words.noData} />
      <div className="page-body">
        <NoPermission>{separated ? words.noDataSeparated : words.noDataNote}</NoPermission>
        {tabsOf(permissionsOf(access)).length > 0 && <LinkButton href={doorHref('admin')}>{words.toAdmin}</LinkButton>}
      </div>
    </>
  );
}
