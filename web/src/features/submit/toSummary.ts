/** The form of a summary return: its groups, and what was typed into it. Pure. */

/** Text by measure, as it stands in the fields. */
export type Typed = Readonly<Record<string, string>>;

interface Stated {
  readonly measure: string;
  readonly value: number;
}

/** The measures that were stated; one that was left empty is not stated, which is not zero. */
export function valuesOf(measures: readonly { readonly measure: string }[], typed: Typed): Stated[] {
  return measures.flatMap(({ measure }) => {
    const text = (typed[measure] ?? '').trim();
    const value = Number(text);
    return text === '' || !Number.isFinite(value) ? [] : [{ measure, value }];
  });
}

/** The fields as a return before states them. */
export const typedOf = (values: readonly Stated[]): Typed =>
  Object.fromEntries(values.map(({ measure, value }) => [measure, String(value)]));

/** «Registered: units» names the set before the colon. */
const NAMED = /^([^：:]+)(?:：|: )(.+)$/;

export interface MeasureGroup<Measure> {
  readonly key: string;
  /** The set that all of them count; null for those that name none, and for the usual ones. */
  readonly name: string | null;
  readonly usual: boolean;
  readonly measures: readonly Measure[];
}

/** The usual measures in one group, then the others by the set that they count, each in the order in which they are asked for. */
export function groupsOf<Measure extends { readonly usual: boolean }>(
  measures: readonly Measure[],
  labelOf: (measure: Measure) => string,
): readonly MeasureGroup<Measure>[] {
  const usual = measures.filter((one) => one.usual);
  const others = Map.groupBy(
    measures.filter((one) => !one.usual),
    (one) => NAMED.exec(labelOf(one))?.[1] ?? null,
  );
  return [
    ...(usual.length > 0 ? [{ key: 'usual', name: null, usual: true, measures: usual }] : []),
    ...[...others].map(([name, of]) => ({ key: `of ${name ?? ''}`, name, usual: false, measures: of })),
  ];
}
