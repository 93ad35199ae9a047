import { useId, useState } from 'react';
import { useRegionNames } from '../../api/regions.ts';
import { useCreateToken, type CreatedToken } from '../../api/tokens.ts';
import { TokenScope } from '../../api/gql/enums.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { RegionSearch } from '../../view/RegionSearch.tsx';
import { Chips } from './choiceFields.tsx';

const FIRST_DAYS = 30;
const MOST_DAYS = 90;

interface ScopesFieldProps {
  readonly scopes: readonly TokenScope[];
  readonly onChange: (scopes: readonly TokenScope[]) => void;
}

function ScopesField({ scopes, onChange }: ScopesFieldProps) {
  const words = useWords(savedWords);
  return (
    <fieldset>
      <legend>{words.scopes}</legend>
      {TokenScope.map((scope) => (
        <label key={scope} className="tick">
          <input
            type="checkbox"
            checked={scopes.includes(scope)}
            onChange={({ target }) => {
              onChange(TokenScope.filter((one) => (one === scope ? target.checked : scopes.includes(one))));
            }}
          />
          {words.scopeNames[scope]} <small>{words.scopeNotes[scope]}</small>
        </label>
      ))}
    </fieldset>
  );
}

interface RegionsFieldProps {
  readonly codes: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}

/** Regions that a token is to see, by their names; none leaves it all that its maker sees. */
function RegionsField({ codes, onChange }: RegionsFieldProps) {
  const words = useWords(savedWords);
  const lang = useLang();
  const names = useRegionNames(codes);
  const nameOf = (code: string): string => {
    const found = names.data?.observations.find(({ region }) => region.code === code)?.region;
    return found ? regionName(found, lang) : code;
  };
  return (
    <fieldset>
      <legend>{words.onlyRegions}</legend>
      <Chips
        chosen={codes.map((code) => ({ value: code, words: nameOf(code) }))}
        onRemove={(code) => {
          onChange(codes.filter((one) => one !== code));
        }}
      />
      <RegionSearch
        label={words.addRegion}
        offered={[]}
        onChoose={(code) => {
          onChange([...codes.filter((one) => one !== code), code]);
        }}
      />
      {codes.length === 0 && <small>{words.allRegions}</small>}
    </fieldset>
  );
}

/** Name, scopes, regions and days of a token that is to be made. */
export function NewToken({ onMade }: { readonly onMade: (made: CreatedToken) => void }) {
  const words = useWords(savedWords);
  const id = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['QUERY']);
  const [regions, setRegions] = useState<readonly string[]>([]);
  const [days, setDays] = useState(FIRST_DAYS);
  const create = useCreateToken();
  return (
    <form
      className="new-token"
      aria-label={words.newToken}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ name, scopes: [...scopes], days, regions: regions.length === 0 ? null : [...regions] }, { onSuccess: onMade });
      }}
    >
      <h2>{words.newToken}</h2>
      <label htmlFor={`${id}name`}>{words.tokenName}</label>
      <input
        id={`${id}name`}
        className="field"
        value={name}
        required
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <ScopesField scopes={scopes} onChange={setScopes} />
      <RegionsField codes={regions} onChange={setRegions} />
      <label htmlFor={`${id}days`}>{words.days}</label>
      <input
        id={`${id}days`}
        className="field days"
        type="number"
        min={1}
        max={MOST_DAYS}
        step={1}
        value={Number.isNaN(days) ? '' : days}
        required
        onChange={(event) => {
          setDays(event.target.valueAsNumber);
        }}
      />
      <button type="submit" className="button strong" disabled={create.isPending}>
        {words.create}
      </button>
      <Refusal message={create.error?.message} />
    </form>
  );
}
