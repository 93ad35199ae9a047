import { HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider, type Asked, type TabsState } from '@graphiql/react';
import { buildClientSchema } from 'graphql';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { sendTyped, useIntrospection } from '../../api/explorer.ts';
import { explorerWords } from '../../i18n/explorer.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import type { Lang } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { applyLook } from '../../theme/look.ts';
import { EDITOR_THEME } from './editorLook.ts';
import { firstOperation } from './operation.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { inLanguage } from './schemaWords.ts';
import { useToken } from './useToken.ts';
import { Workbench } from './Workbench.tsx';

const THEMES = { light: EDITOR_THEME, dark: EDITOR_THEME } as const;
const KEPT_IN_HISTORY = 30;
const NO_TABS = [{ query: '' }] as const;

export type Outcomes = Readonly<Record<string, Outcome>>;

const without = (outcomes: Outcomes, tab: string): Outcomes => Object.fromEntries(Object.entries(outcomes).filter(([id]) => id !== tab));

/** GraphiQL writes an answer into whichever tab is shown: one whose tab has been left is never given to it. */
const NEVER = new Promise<never>(() => undefined);

/**
 * The sender that GraphiQL calls, and what its answers told, by tab. The sender stays the same while token and version change, so that the
 * editor is not set up anew.
 */
function useFetcher(token: string | null, version: string | null) {
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  // The editor tells of its tabs before it sends.
  const shown = useRef('');
  const onTabs = useCallback(({ tabs, activeTabIndex }: TabsState) => {
    shown.current = tabs[activeTabIndex]?.id ?? '';
  }, []);
  const as = useRef({ token, version });
  useEffect(() => {
    as.current = { token, version };
  }, [token, version]);
  const fetcher = useCallback(async (asked: Asked): Promise<unknown> => {
    const tab = shown.current;
    const tell = (outcome: Outcome): void => {
      setOutcomes((before) => ({ ...before, [tab]: outcome }));
    };
    setOutcomes((before) => without(before, tab));
    try {
      const sent = await sendTyped(asked, { ...as.current, reads: firstOperation(asked.query)?.kind === 'query' });
      if (shown.current !== tab) return await NEVER;
      tell(outcomeOf(sent));
      return sent.answer;
    } catch (problem) {
      if (shown.current !== tab) return NEVER;
      tell({ failed: true });
      throw problem;
    }
  }, []);
  const forget = useCallback((tab: string) => {
    setOutcomes((before) => without(before, tab));
  }, []);
  return { fetcher, onTabs, outcomes, forget };
}

/** Everything under the masthead of the explorer. */
export function Explorer() {
  const words = useWords(explorerWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection } = useSelection();
  const [spoken, setSpoken] = useState<Lang>(lang);
  const token = useToken();
  const secret = token.used?.secret ?? null;
  const introspection = useIntrospection(secret);
  const schema = useMemo(
    () => (introspection.data ? buildClientSchema(inLanguage(introspection.data, spoken), { assumeValid: true }) : null),
    [introspection.data, spoken],
  );
  const { fetcher, onTabs, outcomes, forget } = useFetcher(secret, selection.version);
  useLayoutEffect(() => {
    applyLook(selection);
  }, [selection]);
  useEffect(() => {
    document.title = `${words.title} · ${shell.product}`;
  }, [words, shell]);
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      schema={schema}
      dangerouslyAssumeSchemaIsValid
      defaultTabs={NO_TABS}
      editorTheme={THEMES}
      onTabChange={onTabs}
    >
      <HistoryStore maxHistoryLength={KEPT_IN_HISTORY}>
        <Workbench
          schema={schema}
          schemaFailure={introspection.error?.message ?? null}
          spoken={spoken}
          onSpoken={setSpoken}
          outcomes={outcomes}
          onForget={forget}
          token={token}
        />
      </HistoryStore>
    </GraphiQLProvider>
  );
}
