import { useRouter } from 'wouter';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useWords } from '../../i18n/words.ts';
import { pathOf } from '../../state/pages.ts';
import { carriedOver, printSelection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { usesOf } from './toUses.ts';

/** The pages that show an indicator, each a link to that very view. */
export function Uses({ indicator }: { readonly indicator: IndicatorDefinition }) {
  const shell = useWords(shellWords);
  const { base } = useRouter();
  const { selection } = useSelection();
  return (
    <ul className="uses">
      {usesOf(indicator).map(({ page, patch }) => (
        <li key={page}>
          <ViewLink href={`${base}${pathOf(page)}${printSelection(carriedOver({ ...selection, ...patch }))}`}>{shell[page]}</ViewLink>
        </li>
      ))}
    </ul>
  );
}
