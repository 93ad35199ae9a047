import { usePrivate, usersDocument } from '../../api/admin.ts';
import { useSelection } from '../../state/useSelection.ts';
import { PAGE } from './Pager.tsx';

/** The page of users that the address names. */
export function useUserPage(enabled: boolean | null) {
  const { selection } = useSelection();
  const { search, role, after } = selection;
  return usePrivate(usersDocument, { search: search === '' ? null : search, role, enabled, first: PAGE, after });
}
