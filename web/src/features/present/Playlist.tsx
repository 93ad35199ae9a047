import { useEffect, useRef, type RefObject } from 'react';
import { GridList, useDragAndDrop } from 'react-aria-components';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { afterRemoval, keyed, lengthOf, listed, moved, without, type KeyedEntry } from './playlistEdit.ts';
import { PlaylistRow } from './PlaylistRow.tsx';
import type { HeldMeeting } from './useMeeting.ts';

/** The field that adds a slide: where the focus goes when no slide is left. */
export const ADD_FIELD = 'add-kind';

/** Takes a slide out and moves the focus to its neighbour once the list has been drawn anew, after the list has settled its own focus. */
function useRemoval(list: RefObject<HTMLDivElement | null>, entries: readonly KeyedEntry[]): (id: string) => void {
  const { set } = useSelection();
  const removed = useRef<{ readonly to: number | null } | null>(null);
  useEffect(() => {
    if (removed.current === null) return undefined;
    const { to } = removed.current;
    removed.current = null;
    const timer = setTimeout(() => {
      const button = to === null ? null : list.current?.querySelectorAll<HTMLElement>('.playlist-remove')[to];
      (button ?? document.getElementById(ADD_FIELD))?.focus();
    }, 50);
    return () => {
      clearTimeout(timer);
    };
  }, [list, entries.length]);
  return (id) => {
    const index = entries.findIndex((entry) => entry.id === id);
    removed.current = { to: afterRemoval(index, entries.length) };
    set(listed(without(entries, id)));
  };
}

/** The slides in their order; while editing they can be moved, timed and taken out, by pointer and by keyboard. */
export function Playlist({ held }: { readonly held: HeldMeeting }) {
  const words = useWords(presentWords);
  const { selection, set } = useSelection();
  const list = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const { slides, isDefault } = held;
  const entries = keyed(slides.map(({ entry }) => entry));
  const remove = useRemoval(list, entries);
  const total = lengthOf(entries);
  const time = words.minutes(String(Math.floor(total / 60)), String(total % 60));
  const restore = (): void => {
    set({ slide: [], emptied: false });
    toggle.current?.focus();
  };
  return (
    <Panel
      title={words.playlist}
      note={entries.length > 0 ? words.playlistNote(String(entries.length), time) : undefined}
      actions={
        <button ref={toggle} type="button" className="button" aria-pressed={selection.edit} onClick={() => set({ edit: !selection.edit })}>
          {selection.edit ? words.editDone : words.edit}
        </button>
      }
    >
      {isDefault && <p className="small muted">{words.defaultUsed}</p>}
      {entries.length === 0 ? (
        <div className="message playlist-empty">
          <output>{words.emptyList}</output>
          <button type="button" className="button" onClick={restore}>
            {words.restore}
          </button>
        </div>
      ) : (
        <div ref={list}>
          <Rows held={held} entries={entries} remove={remove} />
        </div>
      )}
    </Panel>
  );
}

interface RowsProps {
  readonly held: HeldMeeting;
  readonly entries: readonly KeyedEntry[];
  readonly remove: (id: string) => void;
}

function Rows({ held, entries, remove }: RowsProps) {
  const words = useWords(presentWords);
  const { selection, set } = useSelection();
  const { slides } = held;
  const change = (slide: readonly PlaylistEntry[]): void => set(listed(slide));
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !selection.edit,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      change(moved(entries, keys, target));
    },
  });
  return (
    <GridList
      aria-label={words.playlist}
      className="playlist"
      keyboardNavigationBehavior="tab"
      dragAndDropHooks={dragAndDropHooks}
      dependencies={[slides, selection.edit]}
    >
      {entries.map((entry, index) => (
        <PlaylistRow
          key={entry.id}
          entry={entry}
          held={held}
          slide={slides[index]}
          number={index + 1}
          entries={entries}
          change={change}
          remove={remove}
        />
      ))}
    </GridList>
  );
}
