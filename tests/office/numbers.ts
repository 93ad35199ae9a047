/** The numbers on which every form has to agree: what GraphQL answers, and how a reader sees it printed. */
import { ask } from '../e2e/visit.ts';
import { PROVINCE } from './catalogue.ts';

export interface Standing {
  readonly region: { readonly code: string; readonly name: string };
  readonly rate: { readonly numerator: number; readonly denominator: number; readonly value: number };
}

type Quarter = Standing & { readonly period: string };

export interface Answer {
  /** Its latest quarter. */
  readonly province: Standing;
  readonly prefectures: readonly Standing[];
  /** All quarters of the province that have a ledger, oldest first. */
  readonly history: readonly Quarter[];
}

const QUERY = `query($region: ID!) {
  ranking(indicator: PARTY_ORG_COVERAGE, parent: $region) { region { code name } rate { numerator denominator value } }
  observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: [$region] }, periods: { last: 40 }) {
    period region { code name } rate { numerator denominator value }
  }
}`;

interface Raw {
  readonly ranking: readonly Standing[];
  readonly observations: readonly (Quarter & { readonly rate: { readonly value: number | null } })[];
}

export async function numbersOf(home: string): Promise<Answer> {
  const { ranking, observations } = await ask<Raw>(home, QUERY, { region: PROVINCE });
  const history = observations.filter(({ rate }) => rate.value !== null).toSorted((one, other) => one.period.localeCompare(other.period));
  const province = history.at(-1);
  if (province === undefined) throw new Error('the demo has no quarter');
  return { province, prefectures: ranking, history };
}

/** The rate worked out here from its two counts, so that nothing of the program vouches for itself: `79.2`. */
export const printed = ({ rate }: Standing): string => ((rate.numerator / rate.denominator) * 100).toFixed(1);

/** Pattern of a count that may have a space between its thousands. */
const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, String.raw`[\s,]?`);

/** Lines in which the name stands before the rate and its two counts, or the counts and their rate, with nothing but columns between. */
export function rowsOf(text: string, standing: Standing, withSign = false): readonly string[] {
  const { numerator, denominator } = standing.rate;
  const counts = String.raw`${grouped(numerator)}\s+${grouped(denominator)}`;
  const rate = `${printed(standing).replace('.', String.raw`\.`)}${withSign ? String.raw`\s?%` : ''}`;
  const row = new RegExp(String.raw`(^|\s)${standing.region.name}\s+(${rate}\s+${counts}|${counts}\s+${rate})(\s|$)`);
  return text.split('\n').filter((line) => row.test(line));
}
