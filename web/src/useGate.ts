/** Which page an address leads to for this reader: nothing of it is loaded or asked before this is known. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { askAgain, useAccess, type Access } from './api/access.ts';
import { lastHeard } from './api/client.ts';
import type { Door } from './state/pages.ts';
import { useSelection } from './state/useSelection.ts';
import type { Failure } from './ui/states.tsx';
import { doorFor, ownRoot, permissionsOf, reads, tabsOf } from './view/may.ts';

export type Gate =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  /** Another address is where this reader has to be. */
  | { readonly state: 'elsewhere'; readonly href: string }
  | { readonly state: 'open'; readonly access: Access };

/** Doors to come back to after signing in. */
const KEPT: ReadonlySet<Door> = new Set(['admin', 'submit']);

/** How often the clock is looked at, in milliseconds. */
const LOOK = 5_000;

/** Asks anew who the reader is once the session must have ended by the clock of the server; asking before would only prolong it. */
function useSessionEnd(access: Access | undefined, since: number): void {
  const queries = useQueryClient();
  const lasts = access?.lasts ?? null;
  useEffect(() => {
    if (lasts === null) return undefined;
    const timer = setInterval(() => {
      const now = Date.now();
      if (now > lastHeard() + lasts.idle || now > since + lasts.whole) void askAgain(queries);
    }, LOOK);
    return () => {
      clearInterval(timer);
    };
  }, [lasts, since, queries]);
}

export function useGate(): Gate {
  const { selection, set, page, door, here, doorHref } = useSelection();
  const asked = useAccess();
  const access = asked.data;
  useSessionEnd(access, asked.dataUpdatedAt);
  // An address that says nothing of where, opened and not walked to, begins with what is the reader's own.
  const placed = useRef(new URLSearchParams(here.split('?', 2)[1]).has('region'));
  const root = access === undefined || page === null || placed.current ? null : ownRoot(access);
  useEffect(() => {
    if (root === null) return;
    placed.current = true;
    set({ region: root }, { replace: true });
  }, [root, set]);
  if (access === undefined)
    return asked.error ? { state: 'failed', failure: asked.error, retry: () => void asked.refetch() } : { state: 'waiting' };
  const needed = doorFor(access, door);
  if (needed !== null)
    return { state: 'elsewhere', href: doorHref(needed, { back: door === null || KEPT.has(door) ? here : selection.back }) };
  if (page === 'overview' && !reads(access) && tabsOf(permissionsOf(access)).length > 0)
    return { state: 'elsewhere', href: doorHref('admin') };
  return root === null ? { state: 'open', access } : { state: 'waiting' };
}
