import type { Dataset } from '../../api/dataset.ts';
import { gapsWords } from '../../i18n/gaps.ts';
import { listWords } from '../../i18n/list.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import type { Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { ChoiceFilter, StandingChoices, type StandingChoice } from '../../view/ChoiceFilter.tsx';
import { vocabularyChoices, vocabularyName } from '../../view/toChoices.ts';
import { orderInAddress, orderOf, UNIT_ORDERS } from './toUnits.ts';

const CONDITIONS = [
  ['reason', 'GapReason'],
  ['sector', 'UnitSector'],
  ['kind', 'UnitKind'],
  ['industry', 'Industry'],
  ['management', 'Management'],
] as const satisfies readonly (readonly [keyof Selection, string])[];

const NO_CONDITION: Partial<Selection> = {
  reason: [],
  sector: [],
  kind: [],
  industry: [],
  management: [],
  status: [],
  minStaff: null,
  search: '',
  after: null,
};

/** A number that is typed: digits only, empty for none. */
const readStaff = (text: string): number | null => (/^\d{1,5}$/.test(text) ? Number(text) : null);

function Fields() {
  const words = useWords(gapsWords);
  const list = useWords(listWords);
  const { selection, set } = useSelection();
  return (
    <>
      <label className="control">
        <span className="name">{words.minStaff}</span>
        <input
          className="field short"
          type="text"
          inputMode="numeric"
          value={selection.minStaff === null ? '' : String(selection.minStaff)}
          onChange={(event) => {
            set({ minStaff: readStaff(event.target.value), after: null }, { replace: true });
          }}
        />
      </label>
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
    </>
  );
}

function Order() {
  const words = useWords(gapsWords);
  const list = useWords(listWords);
  const { selection, set } = useSelection();
  return (
    <label className="control">
      <span className="name">{list.order}</span>
      <select
        className="picker plain"
        value={orderOf(selection.order)}
        onChange={(event) => {
          const chosen = UNIT_ORDERS.find((one) => one === event.target.value);
          if (chosen) set({ order: orderInAddress(chosen), after: null });
        }}
      >
        {UNIT_ORDERS.map((one) => (
          <option key={one} value={one}>
            {words.orderName[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which units the list holds, and in which order. */
export function UnitConditions({ dataset }: { readonly dataset: Dataset }) {
  const words = useWords(gapsWords);
  const list = useWords(listWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const standing: StandingChoice[] = CONDITIONS.flatMap(([name, vocabulary]) =>
    vocabularyChoices(dataset, vocabulary, lang, selection[name]).map(({ id, label }) => ({
      key: `${name} ${id}`,
      label,
      remove: () => {
        set({ [name]: selection[name].filter((one) => one !== id), after: null });
      },
    })),
  );
  if (selection.minStaff !== null)
    standing.push({
      key: 'minStaff',
      label: words.minStaffChip(count(selection.minStaff)),
      remove: () => {
        set({ minStaff: null, after: null });
      },
    });
  return (
    <div className="conditions-bar" role="group" aria-label={list.conditions}>
      {CONDITIONS.map(([name, vocabulary]) => (
        <ChoiceFilter
          key={name}
          label={vocabularyName(dataset, vocabulary, lang)}
          choices={vocabularyChoices(dataset, vocabulary, lang)}
          chosen={selection[name]}
          onChange={(values) => {
            set({ [name]: values, after: null }, { replace: true });
          }}
        />
      ))}
      <Fields />
      <span className="spring" />
      <Order />
      <StandingChoices
        standing={standing}
        onClear={() => {
          set(NO_CONDITION);
        }}
      />
    </div>
  );
}
