import { createContext, useContext, useMemo } from 'react';
import { useLocation, useRouter, useSearch } from 'wouter';
import { doorAt, doorPathOf, EXPLORER_PATH, filePathOf, pageAt, pathOf, type Door, type Page, type Suffix } from './pages.ts';
import { carriedOver, DEFAULTS, parseSelection, printSelection, type BadParameter, type Selection } from './selection.ts';

export interface SetOptions {
  /** Replaces the current entry of the history: for what changes by the keystroke or by itself (search box, playing slider). */
  readonly replace?: boolean;
}

export interface UsedSelection {
  readonly selection: Selection;
  /** Writes the changed fields to the address; everything on screen follows from there. */
  readonly set: (patch: Partial<Selection>, options?: SetOptions) => void;
  /** The address of the same page with some fields changed, base path included: for ViewLink, or for copying. */
  readonly hrefFor: (patch: Partial<Selection>) => string;
  /** The address of another page at the same place and time. */
  readonly hrefOf: (page: Page) => string;
  /** The address of this view as a file; of the overview where the path is no page. */
  readonly fileOf: (suffix: Suffix, patch?: Partial<Selection>, of?: 'view' | 'bulletin') => string;
  /** The address of the explorer, which comes back to the same place and time; `hash` is what it opens. */
  readonly explorerHref: (hash?: string) => string;
  /** The address of a page about the reader or the program; `patch` is what it opens with. */
  readonly doorHref: (door: Door, patch?: Partial<Selection>) => string;
  /** This address below the base path, as `back` takes it. */
  readonly here: string;
  readonly page: Page | null;
  readonly door: Door | null;
  /** What the address asked for and was not understood. */
  readonly problems: readonly BadParameter[];
}

/** What the part of the page around it stands at: the address, or for what may come a moment later the address of a moment before. */
export const Standing = createContext<UsedSelection | null>(null);

/** The view, from the address and nowhere else. @throws Error outside of Standing. */
export function useSelection(): UsedSelection {
  const standing = useContext(Standing);
  if (standing === null) throw new Error('a component asks for the address where nothing gives it');
  return standing;
}

/** The address as it is now, read once for all that stands below. */
export function useAddress(): UsedSelection {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const { base } = useRouter();
  return useMemo(() => {
    const { selection, problems } = parseSelection(search);
    const printed = (patch: Partial<Selection>): string => printSelection({ ...selection, ...patch });
    return {
      selection,
      problems,
      page: pageAt(path),
      door: doorAt(path),
      here: `${path}${search === '' ? '' : `?${search}`}`,
      doorHref: (door, patch = {}) =>
        `${base}${doorPathOf(door)}${printSelection({ ...DEFAULTS, theme: selection.theme, lang: selection.lang, ...patch })}`,
      set: (patch, options = {}) => {
        navigate(`${path}${printed(patch)}`, { replace: options.replace ?? false });
      },
      hrefFor: (patch) => `${base}${path}${printed(patch)}`,
      fileOf: (suffix, patch = {}, of = 'view') =>
        `${base}${filePathOf(of === 'bulletin' ? of : (pageAt(path) ?? 'overview'), suffix)}${printed(patch)}`,
      explorerHref: (hash = '') => `${base}${EXPLORER_PATH}${printSelection(carriedOver(selection))}${hash}`,
      hrefOf: (page) => `${base}${pathOf(page)}${printSelection(carriedOver(selection))}`,
    };
  }, [path, search, base, navigate]);
}
