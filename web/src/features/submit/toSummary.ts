/** What was typed into the form of a summary return. Pure. */

/** The measures that were stated; one that was left empty is not stated, which is not zero. */
export function valuesOf(
  measures: readonly { readonly measure: string }[],
  typed: Readonly<Record<string, string>>,
): { measure: string; value: number }[] {
  return measures.flatMap(({ measure }) => {
    const text = (typed[measure] ?? '').trim();
    const value = Number(text);
    return text === '' || !Number.isFinite(value) ? [] : [{ measure, value }];
  });
}
