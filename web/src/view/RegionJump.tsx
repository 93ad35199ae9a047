import type { OverviewRegion } from '../api/overview.ts';
import { viewWords } from '../i18n/view.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { RegionSearch } from './RegionSearch.tsx';

/** To another region on the same page: the children first, any other by its name. */
export function RegionJump({ region }: { readonly region: OverviewRegion }) {
  const words = useWords(viewWords);
  const { set } = useSelection();
  return (
    <RegionSearch
      label={words.jump}
      offered={region.children}
      onChoose={(code) => {
        set({ region: code, regions: [], focus: null, after: null });
      }}
    />
  );
}
