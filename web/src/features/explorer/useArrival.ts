import { useEffect, useState } from 'react';
import type { ApiProblem } from '../../api/client.ts';
import { fetchSavedQuery } from '../../api/saved.ts';
import { useLang } from '../../i18n/words.ts';
import { readArrival } from '../../state/explorerAddress.ts';
import { EXAMPLES } from './exampleList.ts';
import { exampleText } from './examples.ts';
import { isFirstVisit } from './storedTabs.ts';
import type { Opening } from './useTabs.ts';

const [first] = EXAMPLES;
const QUIET = { runs: false, focuses: false } as const;

/**
 * Opens what the address carries behind `#`, once: the hash goes, so that loading the page again opens no second tab. `problem` says why a saved
 * query could not be opened, empty when there is none that this reader may see. A first visitor
 * finds the first example.
 */
export function useArrival(open: (opening: Opening) => void, secret: string | null): { readonly problem: string | null } {
  const lang = useLang();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const openSaved = async (id: string): Promise<void> => {
      const kept = await fetchSavedQuery(id, secret);
      if (kept === null) setProblem('');
      else open({ query: kept.query, variables: kept.variables ?? '', name: kept.name, saved: kept.id, ...QUIET });
    };
    const arrive = (): void => {
      const { opened, saved } = readArrival(location.hash);
      if (opened === null && saved === null) return;
      history.replaceState(history.state, '', `${location.pathname}${location.search}`);
      if (opened !== null) open({ ...opened, saved: null, runs: true, focuses: false });
      if (saved !== null)
        openSaved(saved).catch((failure: ApiProblem) => {
          setProblem(failure.message);
        });
    };
    if (isFirstVisit() && location.hash === '' && first !== undefined)
      open({ query: exampleText(first, lang), variables: first.variables, name: first.title[lang], saved: null, ...QUIET });
    arrive();
    addEventListener('hashchange', arrive);
    return () => {
      removeEventListener('hashchange', arrive);
    };
  }, [open, secret, lang]);
  return { problem };
}
