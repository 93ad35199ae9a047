import { HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider, type Asked } from '@graphiql/react';
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
import { outcomeOf, type Outcome } from './outcome.ts';
import { inLanguage } from './schemaWords.ts';
import { useToken } from './useToken.ts';
import { Workbench } from './Workbench.tsx';

const THEMES = { light: EDITOR_THEME, dark: EDITOR_THEME } as const;
const KEPT_IN_HISTORY = 30;
const NO_TABS = [{ query: '' }] as const;

/** The sender that GraphiQL calls. It stays the same while token and version change, so that the editor is not set up anew. */
function useFetcher(token: string | null, version: string | null, tell: (outcome: Outcome) => void) {
  const as = useRef({ token, version });
  useEffect(() => {
    as.current = { token, version };
  }, [token, version]);
  return useCallback(
    async (asked: Asked): Promise<unknown> => {
      try {
        const sent = await sendTyped(asked, as.current);
        tell(outcomeOf(sent));
        return sent.answer;
      } catch (problem) {
        tell({ failed: true });
        throw problem;
      }
    },
    [tell],
  );
}

/** Everything under the masthead of the explorer. */
export function Explorer() {
  const words = useWords(explorerWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection } = useSelection();
  const [spoken, setSpoken] = useState<Lang>(lang);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const token = useToken();
  const secret = token.used?.secret ?? null;
  const introspection = useIntrospection(secret);
  const schema = useMemo(
    () => (introspection.data ? buildClientSchema(inLanguage(introspection.data, spoken), { assumeValid: true }) : null),
    [introspection.data, spoken],
  );
  const fetcher = useFetcher(secret, selection.version, setOutcome);
  const forget = useCallback(() => {
    setOutcome(null);
  }, []);
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
      onTabChange={() => undefined}
    >
      <HistoryStore maxHistoryLength={KEPT_IN_HISTORY}>
        <Workbench
          schema={schema}
          schemaFailure={introspection.error?.message ?? null}
          spoken={spoken}
          onSpoken={setSpoken}
          outcome={outcome}
          onForget={forget}
          token={token}
        />
      </HistoryStore>
    </GraphiQLProvider>
  );
}
