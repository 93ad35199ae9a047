import { useCallback, useEffect, useRef, useState } from 'react';
import { useGraphiQL, useGraphiQLActions, type TabState } from '@graphiql/react';
import { isNarrow } from './narrow.ts';
import { firstOperation } from './operation.ts';
import { readMarks, writeMarks, type TabMark, type TabMarks } from './storedTabs.ts';
import { printValues, readValues } from './variables.ts';

export interface Opening extends TabMark {
  readonly query: string;
  readonly variables: string;
  /** Queries only: what changes anything waits for its reader. */
  readonly runs: boolean;
  /** The reader asked for it on this page, and goes on there; on arrival the focus stays where a document has it. */
  readonly focuses: boolean;
}

function useMarks(ids: readonly string[]) {
  const [marks, setMarks] = useState(() => readMarks(localStorage));
  const held = ids.join(' ');
  useEffect(() => {
    const open = new Set(held.split(' '));
    writeMarks(localStorage, Object.fromEntries(Object.entries(marks).filter(([id]) => open.has(id))));
  }, [marks, held]);
  const mark = useCallback((id: string, given: TabMark | null) => {
    setMarks((before) => {
      const others = Object.fromEntries(Object.entries(before).filter(([key]) => key !== id));
      return given === null ? others : { ...others, [id]: given };
    });
  }, []);
  return { marks, mark };
}

/** Variables as they are compared: the same values in another spacing are the same. */
function comparable(variables: string): string {
  const values = readValues(variables);
  return values === null ? variables : printValues(values);
}

/** The tab that holds what is to be opened, unchanged since; -1: none does. */
function heldBy(tabs: readonly TabState[], marks: TabMarks, { query, variables, saved }: Opening): number {
  const sought = comparable(variables);
  return tabs.findIndex(
    (tab) =>
      (marks[tab.id]?.saved ?? null) === saved && (tab.query ?? '').trim() === query.trim() && comparable(tab.variables ?? '') === sought,
  );
}

const NO_OPERATION = { kind: null, name: null } as const;

/** Into the editor; on a phone, where that would open its keyboard, to the name of the tab. */
function focusOn(editor: { focus(): void }, id: string): void {
  if (isNarrow()) document.querySelector<HTMLElement>(`#tab-${CSS.escape(id)}`)?.focus();
  else editor.focus();
}

/** The tabs of the editor, with names, and a way to open a query in one of its own. `forget` is told of a tab whose answer goes. */
export function useTabs(forget: (tab: string) => void) {
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
    const shown = { ...tab, query: queryEditor.getValue(), variables: variableEditor.getValue() };
    const same = opening.ownTab ? undefined : tabs[heldBy(tabs.with(active, shown), marks, opening)];
    if (same === undefined && !opening.ownTab && shown.query.trim() !== '') {
      waiting.current = { ...opening, ownTab: true };
      actions.addTab();
      return;
    }
    waiting.current = null;
    const { kind, name: operationName } = firstOperation(opening.query) ?? NO_OPERATION;
    if (same !== undefined) {
      if (same.id !== tab.id) actions.changeTab(tabs.indexOf(same));
    } else {
      const { query, variables, name, saved } = opening;
      mark(tab.id, { name, saved });
      forget(tab.id);
      queryEditor.setValue(query);
      variableEditor.setValue(variables);
      responseEditor.setValue('');
      actions.updateActiveTabValues({ query, variables, response: '', operationName });
    }
    if (operationName !== null) actions.setOperationName(operationName);
    if (opening.focuses) focusOn(queryEditor, (same ?? tab).id);
    if (opening.runs && kind === 'query') void actions.run();
  }, [asked, queryEditor, variableEditor, responseEditor, tab, tabs, active, marks, actions, mark, forget]);

  const open = useCallback((opening: Opening) => {
    waiting.current = { ...opening, ownTab: false };
    setAsked((times) => times + 1);
  }, []);
  const openEmpty = useCallback(() => {
    actions.addTab();
    queryEditor?.focus();
  }, [actions, queryEditor]);
  const shown = tabs.map((one) => ({ id: one.id, name: marks[one.id]?.name || one.operationName || '' }));
  return { tabs: shown, active, tab, markOf: tab ? (marks[tab.id] ?? null) : null, mark, open, openEmpty, actions };
}

export type Tabs = ReturnType<typeof useTabs>;
