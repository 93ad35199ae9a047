/** Whether the ledger of a region speaks at all. Pure. */
import type { Dataset } from '../api/dataset.ts';
import type { MissingReason } from '../api/gql/enums.ts';
import type { Lang } from '../state/selection.ts';
import { absenceWord } from './toRows.ts';

/** Reasons for which nothing is known; with the others the ledger is there, only the rate cannot be formed. */
const SILENT: readonly MissingReason[] = ['NOT_DUE', 'NOT_RECEIVED', 'REJECTED', 'SUPPRESSED', 'NO_PERMISSION'];

/** The word for why nothing is known of a region, so that no list and no count says «none»; null where its ledger speaks. */
export function unknownWord(rate: { readonly missing?: MissingReason | null } | undefined, dataset: Dataset, lang: Lang): string | null {
  const missing = rate?.missing ?? null;
  return missing !== null && SILENT.includes(missing) ? absenceWord(missing, dataset, lang) : null;
}
