/** How organizations stand → lines and figures of the page. Pure. */
import type { Indicator, ShellFlag, Subject } from '../../api/gql/enums.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { SituationAnswer, TermsAnswer } from '../../api/organizations.ts';
import type { OrganizationsWords } from '../../i18n/organizations.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, percentSign } from '../../theme/format.ts';
import { valueText } from '../../view/valueText.ts';

/** The last day of a quarter, `2025Q4` → `2025-12-31`: a day of the calendar, no number of the ledger. */
export function lastDay(quarter: string): string {
  const ends = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const;
  const at = Number(quarter.slice(5)) as keyof typeof ends;
  return `${quarter.slice(0, 4)}-${ends[at]}`;
}

/** Indicators of the registry that speak of organizations of a subject. */
export const indicatorsFor = (indicators: readonly IndicatorDefinition[], subject: Subject): readonly IndicatorDefinition[] =>
  indicators.filter(
    (one) =>
      (one.group === 'ORGANIZATION' && (one.subject === null || one.subject === subject)) ||
      (one.group === 'UNION_WORK' && subject === 'UNION'),
  );

/** The rate that is reported, and the net rate where the subject has one. */
export const COVERAGE_OF: Readonly<Record<Subject, readonly Indicator[]>> = {
  PARTY: ['PARTY_ORG_COVERAGE', 'NET_ORG_COVERAGE'],
  UNION: ['UNION_COVERAGE'],
  LEAGUE: ['LEAGUE_COVERAGE'],
  WOMEN: ['WOMEN_COVERAGE'],
};

export interface GroupLine {
  readonly key: string;
  readonly label: string;
  readonly number: string;
  readonly share: string;
  /** Percent of all: the length of its bar. */
  readonly length: number | null;
  /** Among them with a flag. */
  readonly flagged: string;
}

/** Groups with the most organizations first; what the ledger does not say last; a group without any is left out. */
export function toGroups(rows: SituationAnswer['forms'], words: OrganizationsWords, lang: Lang): readonly GroupLine[] {
  const known = rows.flatMap(({ dimensions: [dimension], rate, share }) =>
    dimension && typeof rate.denominator === 'number' && rate.denominator > 0
      ? [{ dimension, of: rate.denominator, flagged: rate.numerator, share }]
      : [],
  );
  return known
    .toSorted((a, b) => Number(a.dimension.value === null) - Number(b.dimension.value === null) || b.of - a.of)
    .map(({ dimension, of, flagged, share }) => ({
      key: dimension.value ?? 'unsaid',
      label: dimension.value === null ? words.unsaid : pickLabel(dimension.label, lang),
      number: count(of),
      share: typeof share === 'number' ? percentSign(share) : '',
      length: share ?? null,
      flagged: typeof flagged === 'number' ? count(flagged) : '',
    }));
}

/** The list of six that the rules of the place name for a subject, with the set that says so; null where none is named. */
export function checklistOf(
  ruleSets: SituationAnswer['ruleSets'],
  subject: Subject,
  lang: Lang,
): { readonly text: string; readonly ruleSet: string; readonly citation: string } | null {
  const field = { PARTY: 'partyChecklist', UNION: 'unionChecklist', LEAGUE: null, WOMEN: null }[subject];
  for (const set of ruleSets) {
    const rule = set.rules.find((one) => one.field === field);
    if (rule) return { text: pickLabel(rule.text, lang), ruleSet: pickLabel(set.label, lang), citation: rule.citation };
  }
  return null;
}

export interface TermLine {
  readonly key: string;
  readonly label: string;
  readonly number: string;
  /** Percent of the largest. */
  readonly length: number;
  readonly note: string | null;
  readonly past: boolean;
}

/** Past terms first, then the quarters ahead, then later. */
export function toTerms(terms: TermsAnswer, words: OrganizationsWords): readonly TermLine[] {
  const lines = [
    {
      key: 'overdue',
      label: words.overdue,
      organizations: terms.overdue,
      note: words.overdueByYear(count(terms.overdueByYear)),
      past: true,
    },
    ...terms.quarters.map(({ period, ending }) => ({
      key: period,
      label: words.ending(period),
      organizations: ending,
      note: null,
      past: false,
    })),
  ];
  const longest = Math.max(1, ...lines.map(({ organizations }) => organizations));
  return lines.map(({ organizations, ...line }) => ({ ...line, number: count(organizations), length: (organizations / longest) * 100 }));
}

export interface NetLine {
  readonly code: string;
  readonly name: string;
  readonly reported: string;
  readonly reportedValue: number | null;
  readonly net: string;
  readonly netValue: number | null;
  /** «1 369 / 1 943» and «1 320 / 1 943». */
  readonly reportedParts: string;
  readonly netParts: string;
}

type CoverageRow = SituationAnswer['net'][number];

/** Reported and net rate of each region, side by side; a region that has neither value is left out. */
export function toNetLines(rows: readonly CoverageRow[], indicators: readonly IndicatorDefinition[], lang: Lang): readonly NetLine[] {
  const definition = indicators.find(({ id }) => id === 'NET_ORG_COVERAGE');
  if (definition === undefined) return [];
  const text = (rate: CoverageRow['rate'] | undefined): string =>
    typeof rate?.value === 'number' ? valueText(rate.value, definition) : '';
  const parts = (rate: CoverageRow['rate'] | undefined): string =>
    typeof rate?.numerator === 'number' && typeof rate.denominator === 'number'
      ? `${count(rate.numerator)} / ${count(rate.denominator)}`
      : '';
  return [...Map.groupBy(rows, ({ region }) => region.code)].flatMap(([code, of]) => {
    const net = of.find(({ indicator }) => indicator === 'NET_ORG_COVERAGE');
    const reported = of.find(({ indicator }) => indicator !== 'NET_ORG_COVERAGE');
    if (!net || !reported || typeof reported.rate.value !== 'number') return [];
    return [
      {
        code,
        name: regionName(reported.region, lang),
        reported: text(reported.rate),
        reportedValue: reported.rate.value,
        net: text(net.rate),
        netValue: net.rate.value ?? null,
        reportedParts: parts(reported.rate),
        netParts: parts(net.rate),
      },
    ];
  });
}

export const FLAGS = [
  'NO_ACTIVITY',
  'TOO_FEW_MEMBERS',
  'UNITS_GONE',
  'TERM_OVERDUE',
  'OVERSTRETCHED',
] as const satisfies readonly ShellFlag[];
