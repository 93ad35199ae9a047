import { useState, type KeyboardEvent } from 'react';
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { presentWords } from '../../i18n/present.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import { useSelection } from '../../state/useSelection.ts';
import { EmptyState } from '../../ui/states.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { keyed, lengthOf, moved, readSeconds, timed, without, type KeyedEntry } from './playlistEdit.ts';
import { Thumbnail } from './Thumbnail.tsx';
import type { HeldMeeting, HeldSlide } from './useMeeting.ts';

/** The slides in their order; while editing they can be moved, timed and taken out, by pointer and by keyboard. */
export function Playlist({ held }: { readonly held: HeldMeeting }) {
  const words = useWords(presentWords);
  const { selection, set } = useSelection();
  const { slides, isDefault } = held;
  const entries = keyed(slides.map(({ entry }) => entry));
  const change = (slide: readonly PlaylistEntry[]): void => {
    set({ slide });
  };
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !selection.edit,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      change(moved(entries, keys, target));
    },
  });
  const total = lengthOf(entries);
  const time = words.minutes(String(Math.floor(total / 60)), String(total % 60));
  return (
    <Panel
      title={words.playlist}
      note={entries.length > 0 ? words.playlistNote(String(entries.length), time) : undefined}
      actions={
        <button type="button" className="button" aria-pressed={selection.edit} onClick={() => set({ edit: !selection.edit })}>
          {selection.edit ? words.editDone : words.edit}
        </button>
      }
    >
      {isDefault && <p className="small muted">{words.defaultUsed}</p>}
      {entries.length === 0 ? (
        <EmptyState>{words.emptyList}</EmptyState>
      ) : (
        <GridList
          aria-label={words.playlist}
          className="playlist"
          keyboardNavigationBehavior="tab"
          dragAndDropHooks={dragAndDropHooks}
          dependencies={[slides, selection.edit]}
        >
          {entries.map((entry, index) => (
            <Row key={entry.id} entry={entry} held={held} slide={slides[index]} number={index + 1} entries={entries} change={change} />
          ))}
        </GridList>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly entry: KeyedEntry;
  readonly held: HeldMeeting;
  readonly slide: HeldSlide | undefined;
  readonly number: number;
  readonly entries: readonly KeyedEntry[];
  readonly change: (entries: readonly PlaylistEntry[]) => void;
}

function Row({ entry, held, slide, number, entries, change }: RowProps) {
  const words = useWords(presentWords);
  const lang = useLang();
  const { selection } = useSelection();
  if (slide === undefined) return null;
  const { ask, answer, problem, warnings } = slide;
  const title = answer === null ? (problem === null ? words.loading : words.slideFailed) : pickLabel(answer.brief.title, lang);
  const place = answer?.place ?? null;
  const name = `${words.slideOf(String(number))} ${words.kinds[ask.kind]}`;
  return (
    <GridListItem id={entry.id} textValue={`${name} ${title}`} className="playlist-row">
      {selection.edit && (
        <Button slot="drag" className="playlist-grip" aria-label={words.drag(name)}>
          <svg viewBox="0 0 10 16" aria-hidden="true">
            <path d="M2 3h.01M8 3h.01M2 8h.01M8 8h.01M2 13h.01M8 13h.01" />
          </svg>
        </Button>
      )}
      <span className="playlist-number">{number}</span>
      <Thumbnail held={held} slide={slide} />
      <div className="playlist-words">
        <b>{title}</b>
        <span className="small muted">
          {words.kinds[ask.kind]} · {place === null ? ask.region : lang === 'en' ? (place.nameEn ?? place.name) : place.name} · {ask.period}{' '}
          · {pickLabel(ask.indicator.label, lang)}
        </span>
        {warnings.length > 0 && (
          <span className="playlist-warnings">
            {warnings.map(({ kind }) => (
              <i key={kind} className="badge">
                {words.warningKinds[kind]}
              </i>
            ))}
          </span>
        )}
      </div>
      {selection.edit ? (
        <span className="playlist-edit">
          <Seconds
            key={entry.seconds}
            name={name}
            seconds={entry.seconds}
            change={(seconds) => change(timed(entries, entry.id, seconds))}
          />
          <Button className="playlist-remove" aria-label={words.remove(name)} onPress={() => change(without(entries, entry.id))}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M4 4l8 8M12 4l-8 8" />
            </svg>
          </Button>
        </span>
      ) : (
        <span className="playlist-seconds">
          {entry.seconds} {words.seconds}
        </span>
      )}
    </GridListItem>
  );
}

interface SecondsProps {
  readonly name: string;
  readonly seconds: number;
  readonly change: (seconds: number) => void;
}

/** Written to the address when the field is left: half a number is no length. */
function Seconds({ name, seconds, change }: SecondsProps) {
  const words = useWords(presentWords);
  const [typed, setTyped] = useState(String(seconds));
  const commit = (): void => {
    const read = readSeconds(typed);
    if (read === undefined) setTyped(String(seconds));
    else if (read !== seconds) change(read);
  };
  return (
    <label className="playlist-seconds">
      <input
        className="field"
        inputMode="numeric"
        aria-label={words.secondsOf(name)}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') commit();
        }}
      />{' '}
      {words.seconds}
    </label>
  );
}
