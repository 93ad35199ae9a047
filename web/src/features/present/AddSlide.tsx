import { useRef, useState, type FormEvent } from 'react';
import { useRouter } from 'wouter';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import { entryOf, SLIDE_KINDS, type SlideKind } from '../../state/defaultPlaylist.ts';
import { MOST_SLIDES, type PlaylistEntry } from '../../state/playlist.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { ADD_FIELD } from './Playlist.tsx';
import { entryAt, listed, problemsOf } from './playlistEdit.ts';

interface AddSlideProps {
  readonly entries: readonly PlaylistEntry[];
  readonly scene: LedgerScene;
}

/** A view of the region by its kind, or the view of any page by its address. */
export function AddSlide({ entries, scene }: AddSlideProps) {
  const words = useWords(presentWords);
  const { set } = useSelection();
  if (entries.length >= MOST_SLIDES) return <p className="message">{words.full(String(MOST_SLIDES))}</p>;
  const add = (entry: PlaylistEntry): void => {
    set(listed([...entries, entry]));
  };
  return (
    <Panel title={words.add}>
      <AddKind region={scene.region.code} add={add} />
      <AddAddress add={add} next={entries.length + 1} />
    </Panel>
  );
}

type Add = (entry: PlaylistEntry) => void;

function AddKind({ region, add }: { readonly region: string; readonly add: Add }) {
  const words = useWords(presentWords);
  const { selection } = useSelection();
  const [kind, setKind] = useState<SlideKind>('trends');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add(entryOf(kind, { ...selection, region }));
  };
  return (
    <form className="start-add" onSubmit={submit}>
      <label>
        <span className="name">{words.addKind}</span>
        <select
          id={ADD_FIELD}
          className="field"
          value={kind}
          onChange={({ target }) => {
            setKind(SLIDE_KINDS.find((one) => one === target.value) ?? kind);
          }}
        >
          {SLIDE_KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button">
        {words.addButton}
      </button>
    </form>
  );
}

interface AddAddressProps {
  readonly add: Add;
  /** Number that an added slide gets. */
  readonly next: number;
}

/** Says what of a pasted address was not understood: its slide shows the default there. */
function AddAddress({ add, next }: AddAddressProps) {
  const words = useWords(presentWords);
  const { base } = useRouter();
  const [address, setAddress] = useState('');
  const [refused, setRefused] = useState(false);
  const [said, say] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const entry = entryAt(address, base);
    setRefused(entry === null);
    field.current?.focus();
    if (entry === null) {
      say(words.addViewBad);
      return;
    }
    const unread = problemsOf(entry.view).map(({ name, value }) => words.unreadItem(name, value));
    say(`${words.added(String(next))}${unread.length > 0 ? ` ${words.unread(unread.join(''))}` : ''}`);
    add(entry);
    setAddress('');
  };
  return (
    <form className="start-add" onSubmit={submit}>
      <label className="wide">
        <span className="name">{words.addView}</span>
        <input
          ref={field}
          className="field"
          value={address}
          placeholder="https://…/trends?region=410000"
          aria-label={words.addViewLabel}
          aria-invalid={refused}
          aria-describedby="add-note add-said"
          onChange={({ target }) => {
            setAddress(target.value);
            setRefused(false);
            say('');
          }}
        />
      </label>
      <button type="submit" className="button" disabled={address.trim() === ''}>
        {words.addButton}
      </button>
      <p id="add-note" className="small muted">
        {words.addViewNote}
      </p>
      <output id="add-said" className="add-said">
        {said}
      </output>
    </form>
  );
}
