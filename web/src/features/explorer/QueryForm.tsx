import { useId, useState } from 'react';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { useFocused } from '../../ui/useFocused.ts';

export interface NameAndShare {
  readonly name: string;
  readonly shared: boolean;
}

interface QueryFormProps {
  readonly first: NameAndShare;
  readonly pending: boolean;
  readonly refusal: string | undefined;
  readonly onSave: (given: NameAndShare) => void;
  /** Keeps it as another one; absent where there is only one way. */
  readonly onSaveAsNew?: (given: NameAndShare) => void;
  readonly onDone: () => void;
}

/** Under which name a query is kept, and for whom. */
export function QueryForm({ first, pending, refusal, onSave, onSaveAsNew, onDone }: QueryFormProps) {
  const words = useWords(savedWords);
  const id = useId();
  const field = useFocused<HTMLInputElement>();
  const [given, setGiven] = useState(first);
  return (
    <form
      className="save-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(given);
      }}
    >
      <label htmlFor={id}>{words.name}</label>
      <input
        id={id}
        className="field"
        value={given.name}
        required
        ref={field}
        onChange={(event) => {
          setGiven({ ...given, name: event.target.value });
        }}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={given.shared}
          onChange={(event) => {
            setGiven({ ...given, shared: event.target.checked });
          }}
        />
        {words.shared}
      </label>
      <div className="row">
        <button type="submit" className="button strong" disabled={pending}>
          {pending ? words.saving : words.save}
        </button>
        {onSaveAsNew && (
          <button
            type="button"
            className="button"
            disabled={pending}
            onClick={() => {
              onSaveAsNew(given);
            }}
          >
            {words.saveAs}
          </button>
        )}
        <button type="button" className="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
      <Refusal message={refusal} />
    </form>
  );
}
