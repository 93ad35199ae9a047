import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { explorerWords } from '../../i18n/explorer.ts';
import { useWords } from '../../i18n/words.ts';
import type { Tabs } from './useTabs.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Moves along the strip, never the page itself, until the chosen tab is in sight. */
function useInSight(list: RefObject<HTMLElement | null>, names: string, active: number): void {
  useEffect(() => {
    const strip = list.current;
    const tab = strip?.querySelector<HTMLElement>('[aria-selected=true]');
    if (!strip || !tab) return;
    const [seen, at] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (at.left < seen.left) strip.scrollBy({ left: at.left - seen.left });
    else if (at.right > seen.right) strip.scrollBy({ left: at.right - seen.right });
  }, [list, names, active]);
}

/** Open queries: arrow keys move between them, Delete closes one. */
export function TabStrip({ tabs: { tabs, active, actions, openEmpty } }: { readonly tabs: Tabs }) {
  const words = useWords(explorerWords);
  const list = useRef<HTMLDivElement>(null);
  useInSight(list, tabs.map(({ id, name }) => `${id} ${name}`).join(' '), active);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const next = step === undefined ? undefined : (active + step + tabs.length) % tabs.length;
    if (event.key === 'Delete' && tabs.length > 1) actions.closeTab(active);
    else if (next !== undefined) {
      actions.changeTab(next);
      list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
    }
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={words.tabs} ref={list} onKeyDown={onKeyDown} tabIndex={-1}>
        {tabs.map(({ id, name }, index) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={index === active}
            aria-controls="explorer-panel"
            tabIndex={index === active ? 0 : -1}
            title={name || words.untitled}
            onClick={() => {
              actions.changeTab(index);
            }}
          >
            {name || words.untitled}
          </button>
        ))}
      </div>
      {tabs.length > 1 && (
        <button
          type="button"
          className="tab-close"
          aria-label={words.closeTab(tabs[active]?.name || words.untitled)}
          title={words.closeTab(tabs[active]?.name || words.untitled)}
          onClick={() => {
            actions.closeTab(active);
          }}
        >
          ✕
        </button>
      )}
      <button type="button" className="tab-new" aria-label={words.newTab} title={words.newTab} onClick={openEmpty}>
        ＋
      </button>
    </div>
  );
}
