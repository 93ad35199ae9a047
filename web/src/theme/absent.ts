import type { MissingReason } from '../api/gql/enums.ts';

/** Class of the pattern that stands for a missing value: the same drawing in a legend, a cell and on the map. */
const CLASSES = {
  NOT_DUE: 'absent-not-due',
  NOT_RECEIVED: 'absent-not-received',
  REJECTED: 'absent-rejected',
  NOT_APPLICABLE: 'absent-not-applicable',
  ZERO_DENOMINATOR: 'absent-zero-denominator',
  SUPPRESSED: 'absent-suppressed',
  NO_PERMISSION: 'absent-no-permission',
} as const satisfies Record<MissingReason, string>;

export const absentClass = (reason: MissingReason): string => CLASSES[reason];
