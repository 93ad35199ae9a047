/** What a divided installation calls its parts in the database. */

/** Tables that are divided, with the column that names a row within its submission. */
export const FACTS = { unit_quarter: 'credit_code', organization_quarter: 'code' } as const;
export type FactTable = keyof typeof FACTS;
export const FACT_TABLES = Object.keys(FACTS) as FactTable[];

export const SERVER_PREFIX = 'fugai_';
export const NUMBERS = 'submission_number_given';
export const PLACE = 'fugai_place_submission';
export const SEEN = 'fugai_seen';
/** SQLSTATE of a submission that no partition was made for. */
export const OUT_OF_PLACE = 'FG001';
