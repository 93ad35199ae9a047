import { useSelection } from '../../state/useSelection.ts';
import type { Page } from '../../state/pages.ts';
import { carriedOver, printSelection, type Selection } from '../../state/selection.ts';

/** The address of another page with conditions of its own, `/gaps?region=411081&reason=OTHER`. */
export function usePageHref(): (page: Page, patch: Partial<Selection>) => string {
  const { selection, hrefOf } = useSelection();
  return (page, patch) => `${hrefOf(page).split('?')[0] ?? ''}${printSelection({ ...carriedOver(selection), ...patch })}`;
}
