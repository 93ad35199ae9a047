import { Radio, RadioGroup } from 'react-aria-components';
import { adminWords } from '../../i18n/admin.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useRegionSearch } from '../../api/regions.ts';
import { RegionSearch } from '../../view/RegionSearch.tsx';
import type { ChosenScope } from './grantForm.ts';

interface ScopePickerProps {
  readonly label: string;
  /** What it means that no region is chosen. */
  readonly none: string;
  readonly scope: ChosenScope;
  readonly onChange: (scope: ChosenScope) => void;
}

/** The name of a region whose code was just chosen. */
function Chosen({
  code,
  name,
  onRemove,
}: {
  readonly code: string;
  readonly name: string | null;
  readonly onRemove: (name: string) => void;
}) {
  const words = useWords(adminWords);
  const lang = useLang();
  const found = useRegionSearch(name === null ? code : '');
  const region = found.data?.regions.find((one) => one.code === code);
  const shown = name ?? (region ? regionName(region, lang) : code);
  return (
    <button
      type="button"
      aria-label={words.remove(shown)}
      onClick={() => {
        onRemove(shown);
      }}
    >
      {shown} <span aria-hidden="true">×</span>
    </button>
  );
}

/** All regions, or some of them with all that lies below, chosen by name. */
export function ScopePicker({ label, none, scope, onChange }: ScopePickerProps) {
  const words = useWords(adminWords);
  const { all, regions } = scope;
  return (
    <div className="scope-picker">
      <RadioGroup
        className="check-group"
        aria-label={label}
        value={all ? 'all' : 'some'}
        onChange={(value) => {
          onChange({ ...scope, all: value === 'all' });
        }}
      >
        <span className="name">{label}</span>
        <Radio value="all" className="check radio">
          <i aria-hidden="true" />
          {words.scopeAll}
        </Radio>
        <Radio value="some" className="check radio">
          <i aria-hidden="true" />
          {words.scopeSome}
        </Radio>
      </RadioGroup>
      {!all && (
        <div className="scope-regions">
          {regions.length === 0 ? (
            <p className="small muted">{none}</p>
          ) : (
            <ul className="chips" aria-label={label}>
              {regions.map(({ code, name }) => (
                <li key={code}>
                  <Chosen
                    code={code}
                    name={name}
                    onRemove={() => {
                      onChange({ ...scope, regions: regions.filter((one) => one.code !== code) });
                    }}
                  />
                </li>
              ))}
            </ul>
          )}
          <RegionSearch
            label={words.addRegion}
            offered={[]}
            onChoose={(code) => {
              if (!regions.some((one) => one.code === code)) onChange({ ...scope, regions: [...regions, { code, name: null }] });
            }}
          />
        </div>
      )}
    </div>
  );
}
