/** What the counts of an indicator count: 家, 人, 个… The registry names measures; the page names what they are counted in. */
import type { IndicatorDefinition } from '../api/indicators.ts';
import type { OverviewWords } from '../i18n/overview.ts';

type Share = keyof OverviewWords['shares'];

/** By measure of the registry. */
const SHARES: Readonly<Record<string, Share>> = {
  units: 'unit',
  party_none: 'unit',
  party_work: 'unit',
  instructor_units: 'unit',
  '@_covered_units': 'unit',
  staff: 'person',
  union_staff: 'person',
  union_members: 'person',
  members: 'person',
  instructors: 'person',
  funded_members: 'person',
  memberless: 'unit',
  '@_organizations': 'organization',
  '@_shells': 'organization',
  '@_standard_known': 'organization',
  '@_standard_met': 'organization',
  term_known: 'organization',
  secretary_known: 'organization',
  congress_known: 'organization',
  contract_known: 'organization',
  shuangliang_known: 'organization',
  review_known: 'organization',
  meetings_due: 'meeting',
  instructor_visits: 'visit',
  theme_due: 'month',
  issues_found: 'item',
  suggestions: 'item',
  expected: 'region',
  funds: 'money',
};

type Counted = Pick<IndicatorDefinition, 'shape' | 'numerator' | 'denominator'>;

/** «家», «人», and «元 / 人» for a quotient of two kinds; null for a measure whose unit is not known here, and for counts. */
export function countedIn({ shape, numerator, denominator }: Counted, words: Pick<OverviewWords, 'shares'>): string | null {
  if (denominator === null || denominator === undefined) return null;
  const below = wordOf(denominator, words);
  if (shape === 'PERCENT') return below;
  const above = wordOf(numerator, words);
  return above === null || below === null ? null : above === below ? above : `${above} / ${below}`;
}

function wordOf(measures: readonly string[], { shares }: Pick<OverviewWords, 'shares'>): string | null {
  const share = measures.map((measure) => SHARES[measure]).find((found) => found !== undefined);
  return share === undefined ? null : shares[share];
}
