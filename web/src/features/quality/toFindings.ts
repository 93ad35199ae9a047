/** Findings of the API → what the quality page shows. Pure. */
import type { Finding } from '../../api/quality.ts';
import { figureUnitWords, qualityWords } from '../../i18n/quality.ts';
import type { FindingSet, Lang } from '../../state/selection.ts';
import { MINUS, THIN, count, dateText, plain } from '../../theme/format.ts';

type Severity = Finding['severity'];

/** Heaviest first. */
const ORDER: readonly Severity[] = ['SERIOUS', 'ORDINARY', 'NOTICE', 'NONE'];

/** How many findings each filter would show. `unchecked` are those of NONE that could not be checked at all. */
export type FindingCounts = Readonly<Record<FindingSet | 'unchecked', number>>;

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const unchecked = findings.filter((finding) => finding.verdict === 'UNCHECKED').length;
  return {
    problems: findings.length - of('NONE'),
    SERIOUS: of('SERIOUS'),
    ORDINARY: of('ORDINARY'),
    NOTICE: of('NOTICE'),
    NONE: of('NONE'),
    unchecked,
  };
}

const inSet = (finding: Finding, set: FindingSet): boolean => (set === 'problems' ? finding.severity !== 'NONE' : finding.severity === set);

const distance = (finding: Finding): number =>
  finding.difference === null || finding.difference === undefined ? -1 : Math.abs(finding.difference);
const isPercent = (finding: Finding): boolean => finding.unit === 'percent';

/** The findings of one filter, worst first: by severity, rates before counts, then by how far the two numbers are apart. */
export const findingsOf = (findings: readonly Finding[], set: FindingSet): readonly Finding[] =>
  findings
    .filter((finding) => inSet(finding, set))
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || Number(isPercent(b)) - Number(isPercent(a)) || distance(b) - distance(a),
    );

/** The finding drawn large: the chosen one, else the first of the list. */
export const drawnLarge = (listed: readonly Finding[], all: readonly Finding[], chosen: string | null): Finding | undefined =>
  all.find((finding) => finding.id === chosen) ?? listed[0];

/** Text and unit apart, so that the unit can be set smaller. */
export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

/** Unit of a figure in words; percent is the sign. */
export function unitWord(unit: string | null | undefined, lang: Lang): string {
  if (unit === null || unit === undefined) return '';
  if (unit === 'percent') return '%';
  return new Map<string, string>(Object.entries(figureUnitWords[lang])).get(unit) ?? unit;
}

const quantity = (value: number | null | undefined, unit: string, decimals: number): Quantity | null =>
  value === null || value === undefined ? null : { text: plain(value, decimals), unit };

export const printedOf = (finding: Finding, lang: Lang): Quantity | null =>
  quantity(finding.printed, unitWord(finding.unit, lang), finding.decimals);
export const computedOf = (finding: Finding, lang: Lang): Quantity | null =>
  quantity(finding.computed, unitWord(finding.unit, lang), finding.decimals);

/** Size of the disagreement, without sign: rates differ in points. Null where the verdict has no distance, or none. */
export function differenceOf(finding: Finding, lang: Lang): Quantity | null {
  const apart = quantity(
    finding.difference,
    isPercent(finding) ? qualityWords[lang].points : unitWord(finding.unit, lang),
    finding.decimals,
  );
  return apart === null || apart.text === '0' ? null : { ...apart, text: apart.text.replace(MINUS, '') };
}

export const quantityText = (shown: Quantity | null): string =>
  shown === null ? '—' : shown.unit === '' ? shown.text : `${shown.text}${THIN}${shown.unit}`;

/** Where and when: «贵州省，2013 年末», from the first figure, which names the place as its source does. */
export function placeAndDate(finding: Finding, lang: Lang): string {
  const [figure] = finding.figures;
  const words = qualityWords[lang];
  const place = figure?.place ?? finding.region?.name;
  const date = figure?.asOf ? dateText(figure.asOf, figure.asOfPrecision, lang) : words.unknownDate;
  return place === undefined ? date : `${place}${words.comma}${date}`;
}

export interface SourceText {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  /** As far as it is known: a year, a month, a day, or nothing. */
  readonly date: string;
  /** Where it can be read, when that is an address. */
  readonly address: string;
}

/** Each source of the finding's figures once. */
export function sourcesOf(finding: Finding): readonly SourceText[] {
  const seen = new Map(finding.figures.map(({ source }) => [source.id, source]));
  return [...seen.values()].map((source) => ({
    id: source.id,
    publisher: source.publisher ?? source.title,
    title: source.title,
    date: source.publishedOn ?? '',
    address: /^https?:/.test(source.reference ?? '') ? (source.reference ?? '') : '',
  }));
}

export const explanationOf = (finding: Finding, lang: Lang): string => (lang === 'zh' ? finding.explanation : finding.explanationEn);

/** The sentence under the title, with its one important part apart. */
export function toLead(counts: FindingCounts, lang: Lang): { readonly before: string; readonly strong: string; readonly after: string } {
  const words = qualityWords[lang];
  const unchecked = counts.unchecked === 0 ? '' : words.leadUnchecked(count(counts.unchecked));
  return {
    before: words.leadBefore(count(counts.problems + counts.NONE), count(counts.NONE - counts.unchecked)),
    strong: words.leadProblems(count(counts.problems)),
    after: words.leadSerious(count(counts.SERIOUS), unchecked),
  };
}
