import { Button, Checkbox, CheckboxGroup, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { Dataset } from '../api/dataset.ts';
import { viewWords } from '../i18n/view.ts';
import { pickLabel, useLang, useWords } from '../i18n/words.ts';
import type { Lang, Selection } from '../state/selection.ts';
import { useSelection } from '../state/useSelection.ts';
import { count } from '../theme/format.ts';
import { conditionsOf, FILTER_NAMES, UNFILTERED, type FilterName } from './filter.ts';

/** The vocabulary of each condition. */
const VOCABULARY: Readonly<Record<FilterName, string>> = {
  kind: 'UnitKind',
  sector: 'UnitSector',
  industry: 'Industry',
  management: 'Management',
  status: 'UnitStatus',
};

interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Members of a vocabulary of the server, in the language of the page; none for an unknown name. */
export const choicesOf = (dataset: Dataset, vocabulary: string, lang: Lang): readonly Choice[] =>
  (dataset.vocabularies.find(({ name }) => name === vocabulary)?.members ?? []).map(({ id, label }) => ({
    id,
    label: pickLabel(label, lang),
  }));

export const vocabularyLabel = (dataset: Dataset, vocabulary: string, lang: Lang): string => {
  const found = dataset.vocabularies.find(({ name }) => name === vocabulary);
  return found ? pickLabel(found.label, lang) : vocabulary;
};

/** A patch of one condition: its values come from the vocabulary that the parameter reads. */
const patchOf = (name: FilterName, values: readonly string[]): Partial<Selection> => ({ [name]: values });

/** Which units count: a button, and behind it every condition. */
export function FilterControl({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(viewWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const standing = conditionsOf(selection);
  const clear = (): void => {
    set(UNFILTERED);
  };
  return (
    <DialogTrigger>
      <Button className="button">{standing === 0 ? words.filter : words.filterCount(count(standing))}</Button>
      <Popover className="filter-box" placement="bottom end">
        <Dialog className="filter">
          {({ close }) => (
            <>
              <Heading slot="title">{words.filterTitle}</Heading>
              <p className="small muted">{words.filterNote}</p>
              <div className="filter-groups">
                {FILTER_NAMES.map((name) => (
                  <Group
                    key={name}
                    name={name}
                    label={vocabularyLabel(dataset, VOCABULARY[name], lang)}
                    choices={choicesOf(dataset, VOCABULARY[name], lang)}
                    chosen={selection[name]}
                    onChange={(values) => {
                      set(patchOf(name, values), { replace: true });
                    }}
                  />
                ))}
              </div>
              <footer>
                <Check
                  isSelected={selection.accepted}
                  label={words.accepted}
                  onChange={(accepted) => {
                    set({ accepted }, { replace: true });
                  }}
                />
                <span className="spring" />
                <Button className="button" isDisabled={standing === 0} onPress={clear}>
                  {words.clear}
                </Button>
                <Button className="button strong" onPress={close}>
                  {words.done}
                </Button>
              </footer>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface GroupProps {
  readonly name: FilterName;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function Group({ name, label, choices, chosen, onChange }: GroupProps) {
  return (
    <CheckboxGroup className={`check-group ${name}`} aria-label={label} value={[...chosen]} onChange={onChange}>
      <span className="name">{label}</span>
      {choices.map(({ id, label: text }) => (
        <Check key={id} value={id} label={text} />
      ))}
    </CheckboxGroup>
  );
}

interface CheckProps {
  readonly label: string;
  readonly value?: string;
  readonly isSelected?: boolean;
  readonly onChange?: (chosen: boolean) => void;
}

function Check({ label, ...rest }: CheckProps) {
  return (
    <Checkbox className="check" {...rest}>
      <i aria-hidden="true" />
      {label}
    </Checkbox>
  );
}

/** The conditions that stand, each with its way out. */
export function FilterChips({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(viewWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const chips = FILTER_NAMES.flatMap((name) =>
    choicesOf(dataset, VOCABULARY[name], lang)
      .filter(({ id }) => (selection[name] as readonly string[]).includes(id))
      .map(({ id, label }) => ({
        key: `${name} ${id}`,
        label,
        patch: patchOf(
          name,
          selection[name].filter((one) => one !== id),
        ),
      })),
  );
  const all = selection.accepted ? [...chips, { key: 'accepted', label: words.accepted, patch: { accepted: false } }] : chips;
  if (all.length === 0) return null;
  return (
    <ul className="chips" aria-label={words.conditions}>
      {all.map(({ key, label, patch }) => (
        <li key={key}>
          <button
            type="button"
            aria-label={words.remove(label)}
            onClick={() => {
              set(patch);
            }}
          >
            {label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
