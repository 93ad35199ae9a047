import { useId, useState, type KeyboardEvent } from 'react';
import { Button, GridListItem } from 'react-aria-components';
import { presentWords } from '../../i18n/present.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { LEAST_SECONDS, MOST_SECONDS, type PlaylistEntry } from '../../state/playlist.ts';
import { useSelection } from '../../state/useSelection.ts';
import { readSeconds, timed, type KeyedEntry } from './playlistEdit.ts';
import { Thumbnail } from './Thumbnail.tsx';
import type { HeldMeeting, HeldSlide } from './useMeeting.ts';

interface RowProps {
  readonly entry: KeyedEntry;
  readonly held: HeldMeeting;
  readonly slide: HeldSlide | undefined;
  readonly number: number;
  readonly entries: readonly KeyedEntry[];
  readonly change: (entries: readonly PlaylistEntry[]) => void;
  readonly remove: (id: string) => void;
}

export function PlaylistRow({ entry, held, slide, number, entries, change, remove }: RowProps) {
  const words = useWords(presentWords);
  const lang = useLang();
  const { selection } = useSelection();
  if (slide === undefined) return null;
  const { ask, answer, problem } = slide;
  const title = answer === null ? (problem === null ? words.loading : words.slideFailed) : pickLabel(answer.brief.title, lang);
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
      <RowWords slide={slide} title={title} />
      {selection.edit ? (
        <span className="playlist-edit">
          <Seconds name={name} seconds={entry.seconds} change={(seconds) => change(timed(entries, entry.id, seconds))} />
          <Button className="playlist-remove" aria-label={words.remove(name)} onPress={() => remove(entry.id)}>
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

function RowWords({ slide: { ask, answer, warnings }, title }: { readonly slide: HeldSlide; readonly title: string }) {
  const words = useWords(presentWords);
  const lang = useLang();
  const place = answer?.place ? regionName(answer.place, lang) : ask.region;
  return (
    <div className="playlist-words">
      <b>{title}</b>
      <span className="small muted">
        {words.kinds[ask.kind]} · {place} · {ask.period} · {pickLabel(ask.indicator.label, lang)}
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
  );
}

interface SecondsProps {
  readonly name: string;
  readonly seconds: number;
  readonly change: (seconds: number) => void;
}

/** Written to the address when the field is left: half a number is no length. What is no length stays in the field, with what it may be. */
function Seconds({ name, seconds, change }: SecondsProps) {
  const words = useWords(presentWords);
  const note = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const show = (text: string | null): void => {
    setTyped(text);
    setRefused(false);
  };
  const commit = (): void => {
    if (typed === null) return;
    const read = readSeconds(typed);
    setRefused(read === undefined);
    if (read === undefined) return;
    setTyped(null);
    if (read !== seconds) change(read);
  };
  return (
    <span className="playlist-seconds">
      <label>
        <input
          className="field"
          inputMode="numeric"
          aria-label={words.secondsOf(name)}
          aria-invalid={refused}
          aria-describedby={note}
          value={typed ?? String(seconds)}
          onChange={(event) => show(event.target.value)}
          onBlur={commit}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') show(null);
          }}
        />{' '}
        {words.seconds}
      </label>
      <output id={note} className="small">
        {refused && words.secondsRange(String(LEAST_SECONDS), String(MOST_SECONDS), String(seconds))}
      </output>
    </span>
  );
}
