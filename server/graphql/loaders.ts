/** Nested nouns of an answer, asked for in batches over one view. */
import DataLoader from 'dataloader';
import type { Source } from '../domain/figures.ts';
import type { BulkView } from '../reports/bulkTypes.ts';
import type { RegionRow, View } from '../reports/types.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';

/** Nested nouns, batched; a batch is one ordinary query. */
export interface Loaders {
  readonly region: DataLoader<string, RegionRow | undefined>;
  readonly children: DataLoader<string, readonly RegionRow[]>;
  readonly ancestors: DataLoader<string, readonly RegionRow[]>;
  readonly source: DataLoader<string, Source | undefined>;
  /** By the number that a submission was first kept under. */
  readonly submission: DataLoader<string, SubmissionReport | undefined>;
}

/** What resolvers ask. Whole lists are for files, which open a view of their own; how many rows they have is asked here, too. */
export type Questions = Omit<View, Exclude<keyof BulkView, 'countUnits' | 'countOrganizations'>>;

/** Key of a region in a loader: of now, or as it stood on a day. */
export const regionKey = (code: string, asOf?: string): string => (asOf === undefined ? code : `${code}@${asOf}`);

/** Batches by day: one question a day asked of. */
const dated = <Row>(ask: (codes: readonly string[], asOf?: string) => Promise<readonly Row[]>): DataLoader<string, Row> =>
  new DataLoader<string, Row>(async (keys) => {
    const found = new Map<string, Row>();
    const asked = keys.map((key) => ({ key, parts: key.split('@') }));
    for (const [asOf, some] of Map.groupBy(asked, ({ parts }) => parts[1])) {
      const rows = await ask(
        some.map(({ parts }) => String(parts[0])),
        asOf,
      );
      some.forEach(({ key }, at) => found.set(key, rows[at] as Row));
    }
    return keys.map((key) => found.get(key) as Row);
  });

export function createLoaders(view: () => Promise<Questions>): Loaders {
  const made: { -readonly [Name in keyof Loaders]?: Loaders[Name] } = {};
  // Most requests use none.
  return {
    get region() {
      return (made.region ??= dated(async (codes, asOf) => (await view()).regionsByCode(codes, asOf)));
    },
    get children() {
      return (made.children ??= dated(async (codes, asOf) => (await view()).childrenOf(codes, asOf)));
    },
    get ancestors() {
      return (made.ancestors ??= dated(async (codes, asOf) => (await view()).ancestorsOf(codes, asOf)));
    },
    get source() {
      return (made.source ??= new DataLoader(async (ids) => (await view()).sources(ids)));
    },
    get submission() {
      return (made.submission ??= new DataLoader(async (ids) => (await view()).submissionsNamed(ids)));
    },
  };
}
