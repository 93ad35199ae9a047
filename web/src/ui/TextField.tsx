import { useId, type ComponentPropsWithRef, type ReactNode } from 'react';

interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What to type, under the field. */
  readonly hint?: ReactNode;
  /** What is wrong with it; read out with the field. */
  readonly wrong?: string | undefined;
}

/** A labelled line of text with its hint and its error. */
export function TextField({ label, value, onChange, hint, wrong, className = '', ...rest }: TextFieldProps) {
  const id = useId();
  const told = [...(hint === undefined ? [] : [`${id}hint`]), ...(wrong === undefined ? [] : [`${id}wrong`])].join(' ');
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={`field ${className}`}
        value={value}
        aria-describedby={told === '' ? undefined : told}
        aria-invalid={wrong !== undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        {...rest}
      />
      {hint !== undefined && <small id={`${id}hint`}>{hint}</small>}
      {wrong !== undefined && (
        <small id={`${id}wrong`} className="refused">
          {wrong}
        </small>
      )}
    </div>
  );
}
