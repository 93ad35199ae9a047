import { useRegionNames } from '../../api/regions.ts';
import { explorerWords } from '../../i18n/explorer.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { RegionSearch } from '../../view/RegionSearch.tsx';
import { Chips } from './choiceFields.tsx';
import type { FieldProps } from './VariableField.tsx';

const CODE = /^(?:\d{6}|\d{9}|P\d{8,11})$/;

/** A region by its name; the code is what is written. */
export function RegionField({ control, value, path, onChange }: FieldProps) {
  const words = useWords(explorerWords);
  const lang = useLang();
  const codes = (Array.isArray(value) ? value : [value]).flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []));
  const known = codes.filter((code) => CODE.test(code));
  const names = useRegionNames(known);
  const nameOf = (code: string): string => {
    const found = names.data?.observations.find(({ region }) => region.code === code)?.region;
    return found ? `${regionName(found, lang)} ${code}` : code;
  };
  const write = (next: readonly string[]): void => {
    onChange(path, next.length === 0 ? undefined : control.many ? next : next.at(-1));
  };
  return (
    <div className="region">
      <Chips
        chosen={codes.map((code) => ({ value: code, words: nameOf(code) }))}
        onRemove={(code) => {
          write(codes.filter((one) => one !== code));
        }}
      />
      <RegionSearch
        label={words.regionSearch}
        offered={[]}
        onChoose={(code) => {
          write(control.many ? [...codes.filter((one) => one !== code), code] : [code]);
        }}
      />
    </div>
  );
}
