import { useState, type SyntheticEvent } from 'react';
import type { Indicator } from '../../api/gql/enums.ts';
import { useIndicators, type IndicatorDefinition } from '../../api/indicators.ts';
import { useSetTarget } from '../../api/settings.ts';
import { adminWords } from '../../i18n/admin.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { useLabel, useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { RegionField } from '../../view/RegionField.tsx';

const FIRST: Indicator = 'PARTY_ORG_COVERAGE';

interface IndicatorFieldProps {
  readonly indicators: readonly IndicatorDefinition[];
  readonly value: Indicator;
  readonly onChange: (indicator: Indicator) => void;
}

function IndicatorField({ indicators, value, onChange }: IndicatorFieldProps) {
  const words = useWords(settingsWords);
  const label = useLabel();
  return (
    <label className="form-field">
      <span className="name">{words.indicator}</span>
      <select
        className="field"
        value={value}
        onChange={({ target }) => {
          onChange(indicators.find(({ id }) => id === target.value)?.id ?? value);
        }}
      >
        {indicators.map((one) => (
          <option key={one.id} value={one.id}>
            {label(one.label)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A target of a region from a day on; it takes the place of one of the same region, indicator and day. */
export function NewTarget() {
  const words = useWords(settingsWords);
  const admin = useWords(adminWords);
  const indicators = useIndicators().data?.indicators ?? [];
  const [region, setRegion] = useState<string | null>(null);
  const [indicator, setIndicator] = useState<Indicator>(FIRST);
  const [from, setFrom] = useState('');
  const [target, setTarget] = useState('');
  const [tried, setTried] = useState(false);
  const set = useSetTarget();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (region !== null) set.mutate({ region, indicator, from, target: Number(target) });
  };
  return (
    <form className="form new-user" aria-label={words.newTarget} onSubmit={submit}>
      <h3>{words.newTarget}</h3>
      <RegionField label={words.chosenRegion} code={region} onChange={setRegion} />
      <div className="pair">
        <IndicatorField indicators={indicators.filter(({ shape }) => shape === 'PERCENT')} value={indicator} onChange={setIndicator} />
        <TextField label={words.from} type="date" value={from} onChange={setFrom} required />
        <TextField label={`${words.target} %`} type="number" min={0} max={100} step="any" value={target} onChange={setTarget} required />
      </div>
      {tried && region === null && (
        <p className="refused" role="alert">
          {words.regionMissing}
        </p>
      )}
      <Refusal message={set.error?.message} />
      <div className="row">
        <button type="submit" className="button strong" disabled={set.isPending}>
          {set.isPending ? admin.working : words.set}
        </button>
        <output className="small">{set.isSuccess ? words.setDone : ''}</output>
      </div>
    </form>
  );
}
