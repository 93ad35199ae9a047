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

/** «Registered: units» names the set before the colon, and what is counted of it after. */
const NAMED = /^([^：:]+)(?:：|: )(.+)$/;

export interface MeasureField {
  readonly measure: string;
  readonly label: string;
  readonly unit: string;
}

export interface MeasureGroup {
  /** The set that all of them count; null for those that name none. */
  readonly name: string | null;
  readonly fields: readonly MeasureField[];
}

/** Measures by the set that they count, which need not be said again at each field; in the order in which they are asked for. */
export function groupsOf(measures: readonly MeasureField[]): readonly MeasureGroup[] {
  const groups = new Map<string | null, MeasureField[]>();
  for (const one of measures) {
    const [, name = null, rest = one.label] = NAMED.exec(one.label) ?? [];
    const fields = groups.get(name) ?? [];
    groups.set(name, [...fields, { ...one, label: rest }]);
  }
  return [...groups].map(([name, fields]) => ({ name, fields }));
}
