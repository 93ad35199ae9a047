/**
 * Numbers of submissions that tell where their rows lie. A divided installation gives a submission the number of its province and quarter
 * before its own: rows of facts hold that number as a plain column, so that a range of it is a province (a server) and within it a quarter
 * (a partition), and whoever names submissions has named the partitions. Numbers stay below 2^53.
 */
import type { Quarter } from '../../domain/period.ts';

/** Submissions that a slot has room for; what is below it is a number that no other submission of the installation has. */
export const PER_SLOT = 1_000_000_000;
/** Quarters that a province has room for, from 2000Q1 on. */
const PER_PROVINCE = 1_000;
const FIRST_YEAR = 2000;

const provinceNumber = (province: string): number => Number(province.slice(0, 2));
const quarterNumber = (quarter: Quarter): number => (Number(quarter.slice(0, 4)) - FIRST_YEAR) * 4 + Number(quarter.slice(5)) - 1;

/** Half open: `from` is inside, `to` is not. */
export interface Numbers {
  readonly from: number;
  readonly to: number;
}

/** Numbers of all submissions from one province to another in the order of their codes, whatever the quarter. */
export const ofProvinces = (first: string, last: string): Numbers => ({
  from: provinceNumber(first) * PER_PROVINCE * PER_SLOT,
  to: (provinceNumber(last) + 1) * PER_PROVINCE * PER_SLOT,
});

/** Numbers of the submissions of one province and quarter. */
export function ofQuarter(province: string, quarter: Quarter): Numbers {
  const from = (provinceNumber(province) * PER_PROVINCE + quarterNumber(quarter)) * PER_SLOT;
  return { from, to: from + PER_SLOT };
}

/** SQL over columns of a submission: where the numbers of its slot begin. */
export const slotStart = (province: string, period: string): string =>
  `((substr(${province}, 1, 2)::bigint * ${PER_PROVINCE} + (substr(${period}, 1, 4)::bigint - ${FIRST_YEAR}) * 4 + substr(${period}, 6, 1)::bigint - 1) * ${PER_SLOT})`;
