import { useRegionSearch } from '../api/regions.ts';
import { adminWords } from '../i18n/admin.ts';
import { settingsWords } from '../i18n/settings.ts';
import { regionName, useLang, useWords } from '../i18n/words.ts';
import { RegionSearch } from './RegionSearch.tsx';

interface RegionFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly code: string | null;
  readonly onChange: (code: string | null) => void;
}

/** One region, found by its name. */
export function RegionField({ label, hint, code, onChange }: RegionFieldProps) {
  const words = useWords(adminWords);
  const settings = useWords(settingsWords);
  const lang = useLang();
  const found = useRegionSearch(code ?? '');
  const region = found.data?.regions.find((one) => one.code === code);
  const name = region ? regionName(region, lang) : code;
  return (
    <div className="form-field" role="group" aria-label={label}>
      <span className="name">{label}</span>
      <div className="row">
        {name !== null && (
          <span className="chips">
            <button
              type="button"
              aria-label={words.remove(name)}
              onClick={() => {
                onChange(null);
              }}
            >
              {name} <span aria-hidden="true">×</span>
            </button>
          </span>
        )}
        <RegionSearch label={settings.chooseRegion} offered={[]} onChoose={onChange} />
      </div>
      {hint !== undefined && <small>{hint}</small>}
    </div>
  );
}
