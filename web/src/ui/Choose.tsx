interface ChooseProps<Value extends string> {
  readonly label: string;
  /** What stands where nothing is chosen. */
  readonly any: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
}

/** One condition of a list, or none. */
export function Choose<Value extends string>({ label, any, options, value, onChange }: ChooseProps<Value>) {
  return (
    <label className="control">
      <span className="name">{label}</span>
      <select
        className="field"
        value={value ?? ''}
        onChange={({ target }) => {
          onChange(options.find((option) => option.value === target.value)?.value ?? null);
        }}
      >
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
