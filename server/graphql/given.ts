const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Arguments as they were meant: an explicit null counts as not given, at every depth; input objects become plain ones. */
export function given<Asked extends object>(asked: Asked): Asked {
  const kept = Object.entries(asked).flatMap(([name, value]: [string, unknown]) =>
    value === null || value === undefined ? [] : [[name, isRecord(value) ? given(value) : value] as const],
  );
  return Object.fromEntries(kept) as Asked;
}
