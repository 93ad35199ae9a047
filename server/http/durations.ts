/** Durations counted by how long they were, as Prometheus has histograms. */
export interface Durations {
  /** How many were as short as each bound; empty before the first. */
  readonly under: number[];
  count: number;
  seconds: number;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export function observe(durations: Durations, seconds: number): void {
  const { under } = durations;
  if (under.length === 0) for (const _ of BUCKETS) under.push(0);
  durations.count += 1;
  durations.seconds += seconds;
  // From the longest down: most are short, and the first that does not fit ends it.
  for (let at = BUCKETS.length - 1; at >= 0 && seconds <= Number(BUCKETS[at]); at -= 1) under[at] = Number(under[at]) + 1;
}

/** Lines of one series. `labels`: `route="/graphql"`. */
export const histogramLines = (name: string, labels: string, { under, count, seconds }: Durations): string[] => [
  ...BUCKETS.map((bound, at) => `${name}_bucket{${labels},le="${bound}"} ${under[at]}`),
  `${name}_bucket{${labels},le="+Inf"} ${count}`,
  `${name}_sum{${labels}} ${seconds}`,
  `${name}_count{${labels}} ${count}`,
];
