import { useId } from 'react';
import { useDataset } from '../../api/dataset.ts';
import { explorerWords } from '../../i18n/explorer.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { periodText } from '../../theme/format.ts';
import { ChoiceField, ManyField, type Choice } from './choiceFields.tsx';
import { RegionField } from './RegionField.tsx';
import type { Control } from './variables.ts';

export interface FieldProps {
  readonly control: Control;
  readonly value: unknown;
  readonly path: readonly string[];
  readonly onChange: (path: readonly string[], value: unknown) => void;
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function usePeriodChoices(): readonly Choice[] {
  const dataset = useDataset();
  const lang = useLang();
  return (dataset.data?.dataset.periods ?? []).toReversed().map((period) => ({ value: period, words: periodText(period, lang) }));
}

/** One of the listed values, or several of them. */
function Chosen({
  id,
  control,
  value,
  path,
  onChange,
  choices,
}: FieldProps & { readonly id: string; readonly choices: readonly Choice[] }) {
  return control.many ? (
    <ManyField
      id={id}
      choices={choices}
      values={texts(value)}
      onChange={(next) => {
        onChange(path, next.length === 0 ? undefined : next);
      }}
    />
  ) : (
    <ChoiceField
      id={id}
      choices={choices}
      value={textOf(value)}
      onChange={(next) => {
        onChange(path, next === '' ? undefined : next);
      }}
    />
  );
}

function PeriodField(props: FieldProps & { readonly id: string }) {
  return <Chosen {...props} choices={usePeriodChoices()} />;
}

function YesNo({ id, value, path, onChange }: FieldProps & { readonly id: string }) {
  const words = useWords(explorerWords);
  return (
    <ChoiceField
      id={id}
      choices={[
        { value: 'true', words: words.yes },
        { value: 'false', words: words.no },
      ]}
      value={textOf(value)}
      bare
      onChange={(next) => {
        onChange(path, next === '' ? undefined : next === 'true');
      }}
    />
  );
}

const INPUT: Partial<Record<Control['kind'], string>> = { integer: 'number', number: 'number', day: 'date' };

function Typed({ id, control, value, path, onChange }: FieldProps & { readonly id: string }) {
  const type = INPUT[control.kind] ?? 'text';
  return (
    <input
      id={id}
      className="field"
      type={type}
      step={control.kind === 'integer' ? 1 : 'any'}
      value={textOf(value)}
      onChange={({ target }) => {
        onChange(path, target.value === '' ? undefined : type === 'number' ? target.valueAsNumber : target.value);
      }}
    />
  );
}

function ControlOf(props: FieldProps & { readonly id: string }) {
  switch (props.control.kind) {
    case 'region':
      return <RegionField {...props} />;
    case 'period':
      return <PeriodField {...props} />;
    case 'enum':
      return <Chosen {...props} choices={props.control.members} />;
    case 'boolean':
      return <YesNo {...props} />;
    case 'integer':
    case 'number':
    case 'day':
    case 'text':
      return <Typed {...props} />;
    case 'fields':
    case 'json':
      return <code>{props.control.type}</code>;
  }
}

/** A variable, or a field of one: its name, what it means, and a control for its type. */
export function VariableField(props: FieldProps) {
  const words = useWords(explorerWords);
  const id = useId();
  const { control, value, path, onChange } = props;
  const single = control.kind === 'region' || control.kind === 'period' ? words.single[control.kind] : '';
  const said = control.words === '' && !control.many ? single : control.words;
  if (control.kind === 'fields') {
    const inner = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
    return (
      <details className="fields" open={path.length === 1}>
        <summary>
          <b>{control.name}</b> <small>{control.words}</small>
        </summary>
        {control.fields.map((field) => (
          <VariableField key={field.name} control={field} value={inner[field.name]} path={[...path, field.name]} onChange={onChange} />
        ))}
      </details>
    );
  }
  return (
    <div className="variable">
      <label htmlFor={id}>
        <b>{control.name}</b> <small>{said}</small>
        {control.required && <small className="required">{words.required}</small>}
      </label>
      <ControlOf {...props} id={id} />
    </div>
  );
}
