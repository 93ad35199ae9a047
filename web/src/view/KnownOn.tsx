import { useState } from 'react';
import { viewWords } from '../i18n/view.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';

/** The day at whose end the numbers were known: chosen here, in the footer where the data version stands, and left again. */
export function KnownOn() {
  const words = useWords(viewWords);
  const { selection, set } = useSelection();
  const stands = selection.asKnownOn;
  const [day, setDay] = useState(stands ?? '');
  return (
    <form
      className="known-on"
      onSubmit={(event) => {
        event.preventDefault();
        set({ asKnownOn: day === '' ? null : day });
      }}
    >
      <input
        type="date"
        className="field"
        aria-label={words.knownOnDay}
        value={day}
        onChange={({ target }) => {
          setDay(target.value);
        }}
      />
      <button type="submit" className="link" disabled={day === (stands ?? '')}>
        {words.knownOnShow}
      </button>
      {stands !== null && (
        <button
          type="button"
          className="link"
          onClick={() => {
            setDay('');
            set({ asKnownOn: null });
          }}
        >
          {words.knownNow}
        </button>
      )}
    </form>
  );
}
