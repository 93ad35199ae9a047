import { explorerWords } from '../../i18n/explorer.ts';
import { useWords } from '../../i18n/words.ts';

export interface Choice {
  readonly value: string;
  readonly words: string;
}

const full = ({ value, words }: Choice): string => (words === '' || words === value ? value : `${words} ${value}`);

interface ChoiceFieldProps {
  readonly id: string;
  readonly choices: readonly Choice[];
  /** Empty: not given. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Words alone, without the value behind them. */
  readonly bare?: boolean;
}

/** One value or none. A value that is typed beside and not among the choices stays visible. */
export function ChoiceField({ id, choices, value, onChange, bare = false }: ChoiceFieldProps) {
  const words = useWords(explorerWords);
  const known = value === '' || choices.some((choice) => choice.value === value);
  return (
    <select
      id={id}
      className="field"
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    >
      <option value="">{words.unset}</option>
      {!known && <option value={value}>{value}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {bare ? choice.words : full(choice)}
        </option>
      ))}
    </select>
  );
}

interface ChipsProps {
  readonly chosen: readonly Choice[];
  readonly onRemove: (value: string) => void;
}

/** What has been chosen; each can be taken away again. */
export function Chips({ chosen, onRemove }: ChipsProps) {
  const words = useWords(explorerWords);
  if (chosen.length === 0) return null;
  return (
    <ul className="picked">
      {chosen.map((choice) => (
        <li key={choice.value}>
          {choice.words || choice.value}
          <button
            type="button"
            aria-label={words.remove(choice.words || choice.value)}
            onClick={() => {
              onRemove(choice.value);
            }}
          >
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ManyFieldProps {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several values, in the order in which they were added. */
export function ManyField({ id, choices, values, onChange }: ManyFieldProps) {
  const words = useWords(explorerWords);
  const chosen = values.map((value) => choices.find((choice) => choice.value === value) ?? { value, words: value });
  return (
    <div>
      <Chips
        chosen={chosen}
        onRemove={(value) => {
          onChange(values.filter((one) => one !== value));
        }}
      />
      <select
        id={id}
        className="field"
        value=""
        onChange={(event) => {
          onChange([...values, event.target.value]);
        }}
      >
        <option value="">{words.add}…</option>
        {choices
          .filter(({ value }) => !values.includes(value))
          .map((choice) => (
            <option key={choice.value} value={choice.value}>
              {full(choice)}
            </option>
          ))}
      </select>
    </div>
  );
}
