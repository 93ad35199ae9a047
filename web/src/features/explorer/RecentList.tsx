import { useHistory, useHistoryActions } from '@graphiql/plugin-history';
import { useReducer } from 'react';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import { firstOperation } from './operation.ts';
import type { Tabs } from './useTabs.ts';

const NOTE_LENGTH = 80;
const noteOf = (query: string): string => query.replaceAll(/^#.*$/gm, '').replaceAll(/\s+/g, ' ').trim().slice(0, NOTE_LENGTH);

/** Queries that were run in this browser, the last first. */
export function RecentList({ tabs }: { readonly tabs: Tabs }) {
  const words = useWords(savedWords);
  const { deleteFromHistory } = useHistoryActions();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const items = useHistory().toReversed();
  return (
    <section aria-label={words.recent}>
      <h2>
        {words.recent}
        {items.length > 0 && (
          <button
            type="button"
            className="link"
            onClick={() => {
              for (const item of items) deleteFromHistory(item, true);
              redraw();
            }}
          >
            {words.clearRecent}
          </button>
        )}
      </h2>
      {items.length === 0 && <p className="muted">{words.noRecent}</p>}
      <ul>
        {items.map((item, index) => {
          const query = item.query ?? '';
          const name = item.operationName ?? firstOperation(query)?.name ?? words.unnamed;
          return (
            <li key={`${index} ${name}`}>
              <button
                type="button"
                className="opens"
                onClick={() => {
                  tabs.open({ query, variables: item.variables ?? '', name: '', saved: null, runs: false, focuses: true });
                }}
              >
                <b>{name}</b>
                <span className="cut">{item.variables?.replaceAll(/\s+/g, ' ') || noteOf(query)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
