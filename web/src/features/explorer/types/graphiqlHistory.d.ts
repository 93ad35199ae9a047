/** What the explorer uses of @graphiql/plugin-history 0.4: see graphiqlReact.d.ts for why it is declared here. */
import type { ReactNode } from 'react';

export interface HistoryItem {
  readonly query?: string;
  readonly variables?: string;
  readonly operationName?: string;
  readonly label?: string;
  readonly favorite?: boolean;
}

export function HistoryStore(props: { readonly maxHistoryLength?: number; readonly children: ReactNode }): ReactNode;
/** The oldest first. */
export function useHistory(): readonly HistoryItem[];
export function useHistoryActions(): { deleteFromHistory(item: HistoryItem, clearFavorites?: boolean): void };
