import { useState, type FormEvent } from 'react';
import { useRouter } from 'wouter';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import { entryOf, SLIDE_KINDS, type SlideKind } from '../../state/defaultPlaylist.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import { MOST_SLIDES } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { entryAt } from './playlistEdit.ts';

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
    set({ slide: [...entries, entry] });
  };
  return (
    <Panel title={words.add}>
      <AddKind region={scene.region.code} add={add} />
      <AddAddress add={add} />
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

function AddAddress({ add }: { readonly add: Add }) {
  const words = useWords(presentWords);
  const { base } = useRouter();
  const [address, setAddress] = useState('');
  const [refused, setRefused] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const entry = entryAt(address, base);
    setRefused(entry === null);
    if (entry === null) return;
    add(entry);
    setAddress('');
  };
  return (
    <form className="start-add" onSubmit={submit}>
      <label className="wide">
        <span className="name">{words.addView}</span>
        <input
          className="field"
          value={address}
          placeholder="https://…/trends?region=410000"
          aria-label={words.addViewLabel}
          aria-invalid={refused}
          aria-describedby="add-note"
          onChange={({ target }) => {
            setAddress(target.value);
            setRefused(false);
          }}
        />
      </label>
      <button type="submit" className="button" disabled={address.trim() === ''}>
        {words.addButton}
      </button>
      <p id="add-note" className="small muted" role={refused ? 'alert' : undefined}>
        {refused ? words.addViewBad : words.addViewNote}
      </p>
    </form>
  );
}
