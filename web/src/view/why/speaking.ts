/** What the functions of the card need to turn an answer into text. */
import type { Dataset } from '../../api/dataset.ts';
import type { Subject } from '../../api/gql/enums.ts';
import type { Indicator } from '../../api/gql/graphql.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { OverviewRegion } from '../../api/overview.ts';
import type { OverviewWords } from '../../i18n/overview.ts';
import type { WhyWords } from '../../i18n/why.ts';
import { pickLabel, regionName, type Label } from '../../i18n/words.ts';
import type { Lang, Split } from '../../state/selection.ts';
import { count, THIN } from '../../theme/format.ts';
import { countedIn } from '../counting.ts';

export interface Speaking {
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
  readonly words: WhyWords;
  readonly overview: OverviewWords;
  readonly lang: Lang;
}

/** What the two counts are counted in; null where the registry names a measure without a word. */
export interface Counted {
  readonly above: string | null;
  readonly below: string | null;
}

export function countedOf({ indicator, overview }: Pick<Speaking, 'indicator' | 'overview'>): Counted {
  const below = countedIn({ ...indicator, shape: 'PERCENT' }, overview);
  if (indicator.shape === 'PERCENT') return { above: below, below };
  return { above: countedIn({ ...indicator, shape: 'PERCENT', denominator: indicator.numerator }, overview), below };
}

/** «12 家», or «12» where it is not known what is counted. */
export const amount = (value: number, unit: string | null): string => (unit === null ? count(value) : `${count(value)}${THIN}${unit}`);

/** The quarter before: `2025Q1` gives `2024Q4`. */
export function quarterBefore(period: string): string {
  const [year, quarter] = [Number(period.slice(0, 4)), Number(period.slice(5))];
  return quarter === 1 ? `${year - 1}Q4` : `${year}Q${quarter - 1}`;
}

/** Whose organizations the card speaks of: those of the indicator, else those of the address. */
export const subjectOf = (indicator: IndicatorDefinition, chosen: Subject): Subject => indicator.subject ?? chosen;

/** The coverage rates of a subject, the narrow one first. */
export const COVERAGES: Readonly<Record<Subject, readonly [Indicator, ...Indicator[]]>> = {
  PARTY: ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE'],
  UNION: ['UNION_COVERAGE'],
  LEAGUE: ['LEAGUE_COVERAGE'],
  WOMEN: ['WOMEN_COVERAGE'],
};

interface Named {
  readonly label: Label;
  readonly region?: { readonly name: string; readonly nameEn: string | null } | null;
}

/** The full name of a region; the label of a sector, a size, or the rest. */
export const nameOf = ({ label, region }: Named, lang: Lang): string => (region ? regionName(region, lang) : pickLabel(label, lang));

/** What the parts are: the level below the region, or the dimension. */
export type PartKind = keyof WhyWords['parts'];

export function kindOf(split: Split, region: Pick<OverviewRegion, 'children'>): PartKind {
  if (split !== 'children') return split;
  return region.children.find(({ kind }) => kind === 'ADMINISTRATIVE')?.level ?? 'NATION';
}

/** What a change is measured in: points of a percentage, else the unit of the value. */
export const changeUnit = ({ indicator, words, lang }: Pick<Speaking, 'indicator' | 'words' | 'lang'>): string =>
  indicator.shape === 'PERCENT' ? words.points : pickLabel(indicator.unit, lang);
