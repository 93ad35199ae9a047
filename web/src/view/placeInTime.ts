import { shellWords } from '../i18n/shell.ts';
import { viewWords } from '../i18n/view.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';

/** That the page stands still: at a data version, or at what was known on a day; a sentence each. */
export function usePlaceNotices(): readonly string[] {
  const words = useWords(viewWords);
  const { version, asKnownOn } = useSelection().selection;
  return [...(version === null ? [] : [words.frozen(version)]), ...(asKnownOn === null ? [] : [words.knownOn(asKnownOn)])];
}

/** The same as entries of a footer; the data version is always told. */
export function usePlaceEntries<Version extends string | undefined>(
  version: Version,
): readonly { readonly term: string; readonly detail: Version | string }[] {
  const shell = useWords(shellWords);
  const { asKnownOn } = useSelection().selection;
  return [{ term: shell.version, detail: version }, ...(asKnownOn === null ? [] : [{ term: shell.knownOn, detail: asKnownOn }])];
}
