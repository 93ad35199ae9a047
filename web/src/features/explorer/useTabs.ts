import { useCallback, useEffect, useRef, useState } from 'react';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { firstOperation } from './operation.ts';

/** What a tab is called, and which saved query it holds. */
export interface TabMark {
  readonly name: string;
  readonly saved: string | null;
}

export interface Opening extends TabMark {
  readonly query: string;
  readonly variables: string;
  /** Queries only: what changes anything waits for its reader. */
  readonly runs: boolean;
}

const STORED = 'fugai:explorer-tabs';

/** Nothing was ever opened in this browser: the editor has not kept its tabs yet. */
export const isFirstVisit = (): boolean => localStorage.getItem('graphiql:tabState') === null;

/** Names of tabs live as long as the tabs, which the editor keeps in the browser. */
function storedMarks(): Readonly<Record<string, TabMark>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, TabMark>) : {};
  } catch {
    return {};
  }
}

function useMarks(ids: readonly string[]) {
  const [marks, setMarks] = useState(storedMarks);
  const held = ids.join(' ');
  useEffect(() => {
    const open = new Set(held.split(' '));
    const kept = Object.entries(marks).filter(([id]) => open.has(id));
    localStorage.setItem(STORED, JSON.stringify(Object.fromEntries(kept)));
  }, [marks, held]);
  const mark = useCallback((id: string, given: TabMark | null) => {
    setMarks((before) => {
      const others = Object.fromEntries(Object.entries(before).filter(([key]) => key !== id));
      return given === null ? others : { ...others, [id]: given };
    });
  }, []);
  return { marks, mark };
}

/** The tabs of the editor, with names, and a way to open a query in one of its own. */
export function useTabs() {
  const actions = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const { marks, mark } = useMarks(tabs.map(({ id }) => id));
  const waiting = useRef<(Opening & { readonly ownTab: boolean }) | null>(null);
  const [asked, setAsked] = useState(0);
  const tab = tabs[active];

  // Runs again once the editors are there, and once the tab that it asked for is.
  useEffect(() => {
    const opening = waiting.current;
    if (!opening || !queryEditor || !variableEditor || !responseEditor || !tab) return;
    if (!opening.ownTab && queryEditor.getValue().trim() !== '') {
      waiting.current = { ...opening, ownTab: true };
      actions.addTab();
      return;
    }
    waiting.current = null;
    const { query, variables, name, saved, runs } = opening;
    const operation = firstOperation(query);
    mark(tab.id, { name, saved });
    queryEditor.setValue(query);
    variableEditor.setValue(variables);
    actions.updateActiveTabValues({ query, variables, operationName: operation?.name ?? null });
    if (operation?.name) actions.setOperationName(operation.name);
    queryEditor.focus();
    if (runs && operation?.kind === 'query') void actions.run();
  }, [asked, queryEditor, variableEditor, responseEditor, tab, actions, mark]);

  const open = useCallback((opening: Opening) => {
    waiting.current = { ...opening, ownTab: false };
    setAsked((times) => times + 1);
  }, []);
  const shown = tabs.map((one) => ({ id: one.id, name: marks[one.id]?.name || one.operationName || '' }));
  return { tabs: shown, active, tab, markOf: tab ? (marks[tab.id] ?? null) : null, mark, open, actions };
}

export type Tabs = ReturnType<typeof useTabs>;
