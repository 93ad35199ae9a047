import type { Dataset } from '../../api/dataset.ts';
import { listWords } from '../../i18n/list.ts';
import { organizationsWords } from '../../i18n/organizations.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { LISTED, type Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { ChoiceFilter, StandingChoices, type StandingChoice } from '../../view/ChoiceFilter.tsx';
import { vocabularyChoices, vocabularyName } from '../../view/toChoices.ts';
import { FORMS_OF } from './toOrganizations.ts';

const CONDITIONS = [
  ['form', 'Form'],
  ['setup', 'Setup'],
  ['secretary', 'SecretarySource'],
  ['flags', 'ShellFlag'],
] as const satisfies readonly (readonly [keyof Selection, string])[];

const NO_CONDITION: Partial<Selection> = { form: [], setup: [], secretary: [], flags: [], search: '', after: null };

function Search() {
  const words = useWords(organizationsWords);
  const list = useWords(listWords);
  const { selection, set } = useSelection();
  return (
    <label className="control">
      <span className="name">{list.search}</span>
      <input
        className="field"
        type="search"
        value={selection.search}
        placeholder={words.searchHint}
        onChange={(event) => {
          set({ search: event.target.value.slice(0, 100), after: null }, { replace: true });
        }}
      />
    </label>
  );
}

/** Those to be checked, or all. */
function Range() {
  const words = useWords(organizationsWords);
  const { selection, set } = useSelection();
  return (
    <div className="control">
      <span className="name">{words.listedControl}</span>
      <Segmented
        label={words.listedControl}
        options={LISTED.map((one) => ({ value: one, label: words.listed[one] }))}
        value={selection.listed}
        onChange={(listed) => {
          set({ listed, after: null });
        }}
      />
    </div>
  );
}

/** Which organizations the list holds. */
export function OrganizationConditions({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(organizationsWords);
  const list = useWords(listWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const allowed = (name: (typeof CONDITIONS)[number][0]): readonly string[] | undefined =>
    name === 'form' ? FORMS_OF[selection.subject] : undefined;
  const standing: readonly StandingChoice[] = CONDITIONS.flatMap(([name, vocabulary]) =>
    vocabularyChoices(dataset, vocabulary, lang, selection[name]).map(({ id, label }) => ({
      key: `${name} ${id}`,
      label,
      remove: () => {
        set({ [name]: selection[name].filter((one) => one !== id), after: null });
      },
    })),
  );
  return (
    <div className="conditions-bar" role="group" aria-label={list.conditions}>
      <Range />
      {CONDITIONS.map(([name, vocabulary]) => (
        <ChoiceFilter
          key={name}
          label={name === 'flags' ? words.flagsFilter : vocabularyName(dataset, vocabulary, lang)}
          choices={vocabularyChoices(dataset, vocabulary, lang, allowed(name))}
          chosen={selection[name]}
          onChange={(values) => {
            set({ [name]: values, after: null }, { replace: true });
          }}
        />
      ))}
      <Search />
      <StandingChoices
        standing={standing}
        onClear={() => {
          set(NO_CONDITION);
        }}
      />
    </div>
  );
}
