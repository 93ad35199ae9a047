import type { IndicatorDefinition } from '../api/indicators.ts';
import { overviewWords } from '../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import './view.css';

/** Which indicator the map and the ranking show; all of the registry, by group. */
export function IndicatorPicker({
  indicators,
  indicator,
}: {
  readonly indicators: readonly IndicatorDefinition[];
  readonly indicator: IndicatorDefinition;
}) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { set } = useSelection();
  const groups = [...new Set(indicators.map(({ group }) => group))];
  return (
    <select
      className="picker"
      aria-label={words.indicatorControl}
      value={indicator.id}
      onChange={(event) => {
        const chosen = indicators.find(({ id }) => id === event.target.value);
        if (chosen) set({ indicator: chosen.id });
      }}
    >
      {groups.map((group) => {
        const members = indicators.filter((one) => one.group === group);
        const [first] = members;
        return (
          <optgroup key={group} label={first ? pickLabel(first.groupLabel, lang) : group}>
            {members.map(({ id, label }) => (
              <option key={id} value={id}>
                {pickLabel(label, lang)}
              </option>
            ))}
          </optgroup>
        );
      })}
    </select>
  );
}
