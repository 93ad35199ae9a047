/** The counts of a submission that are held against those of earlier quarters. */
import { countingWord } from '../../measures.ts';
import { measureWords } from '../../measureWords.ts';
import { formatCount, THIN } from '../../format.ts';
import { FIGURE_UNITS, type FigureUnit } from '../../figures.ts';
import type { Words } from '../../words.ts';

/** Stocks: what a region has at the end of a quarter does not start from nothing in each. */
export const STOCKS = [
  'ledger_units',
  'in_operating__units',
  'in_operating__staff',
  'in_operating__members',
  'in_operating__union_members',
  'party_covered_units',
  'union_covered_units',
  'party_organizations',
  'union_organizations',
  'applicants',
  'activists',
] as const;

/** Below so many a count multiplies by chance. */
export const LEAST_BASE = 20;

export const nameOf = (id: string): Words => measureWords(id);
export const amountZh = (id: string, value: number): string => `${formatCount(value)}${THIN}${countingWord(id).zh}`;
export const amountEn = (id: string, value: number): string => `${formatCount(value)} ${countingWord(id).en}`;

/** What a count is counted in; null where no unit of figures says it. */
export const unitOf = (id: string): FigureUnit | null =>
  (Object.keys(FIGURE_UNITS) as FigureUnit[]).find((unit) => FIGURE_UNITS[unit].zh === countingWord(id).zh) ?? null;
