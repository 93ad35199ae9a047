import { Button, Checkbox, CheckboxGroup, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { listWords } from '../i18n/list.ts';
import { useWords } from '../i18n/words.ts';
import { count } from '../theme/format.ts';
import type { Choice } from './toChoices.ts';
import './list.css';

interface ChoiceFilterProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** One condition of a list: a button that says how many values are chosen, and behind it all of them. */
export function ChoiceFilter({ label, choices, chosen, onChange }: ChoiceFilterProps) {
  const words = useWords(listWords);
  return (
    <DialogTrigger>
      <Button className="button choice" data-standing={chosen.length > 0}>
        {chosen.length === 0 ? label : words.withCount(label, count(chosen.length))}
        <i aria-hidden="true" className="menu-chevron" />
      </Button>
      <Popover className="filter-box" placement="bottom start">
        <Dialog className="filter choices" aria-label={label}>
          <CheckboxGroup className="check-group" aria-label={label} value={[...chosen]} onChange={onChange}>
            {choices.map(({ id, label: text, note }) => (
              <Checkbox key={id} value={id} className="check">
                <i aria-hidden="true" />
                {text}
                {note !== undefined && <small className="muted">{note}</small>}
              </Checkbox>
            ))}
          </CheckboxGroup>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export interface StandingChoice {
  readonly key: string;
  readonly label: string;
  readonly remove: () => void;
}

/** The conditions that stand, each with its way out; nothing where none stands. */
export function StandingChoices({ standing, onClear }: { readonly standing: readonly StandingChoice[]; readonly onClear: () => void }) {
  const words = useWords(listWords);
  if (standing.length === 0) return null;
  return (
    <ul className="chips" aria-label={words.standing}>
      {standing.map(({ key, label, remove }) => (
        <li key={key}>
          <button type="button" aria-label={words.remove(label)} onClick={remove}>
            {label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="clear" onClick={onClear}>
          {words.clear}
        </button>
      </li>
    </ul>
  );
}
