/** Findings of the API → what the quality page shows. Pure. */
import type { Finding } from '../../api/quality.ts';
import { figureUnitWords, qualityWords } from '../../i18n/quality.ts';
import type { FindingSet, Lang } from '../../state/selection.ts';
import { MINUS, THIN, count, dateText, plain } from '../../theme/format.ts';

type Severity = Finding['severity'];

/** Heaviest first. */
const ORDER: readonly Severity[] = ['SERIOUS', 'ORDINARY', 'NOTICE', 'NONE'];

/** How many findings each filter would show. */
export type FindingCounts = Readonly<Record<FindingSet, number>>;

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return { problems: findings.length - of('NONE'), SERIOUS: of('SERIOUS'), ORDINARY: of('ORDINARY'), NOTICE: of('NOTICE'), NONE: of('NONE') };
}

const inSet = (finding: Finding, set: FindingSet): boolean => (set === 'problems' ? finding.severity !== 'NONE' : finding.severity === set);

const distance = (finding: Finding): number => (finding.difference === null || finding.difference === undefined ? -1 : Math.abs(finding.difference));
const isPercent = (finding: Finding): boolean => finding.unit === 'percent';

/** The findings of one filter, worst first: by severity, rates before counts, then by how far the two numbers are apart. */
export const findingsOf = (findings: readonly Finding[], set: FindingSet): readonly Finding[] =>
  findings
    .filter((finding) => inSet(finding, set))
    .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || Number(isPercent(b)) - Number(isPercent(a)) || distance(b) - distance(a));

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

const quantity = (value: number | null | undefined, unit: string): Quantity | null => (value === null || value === undefined ? null : { text: plain(value), unit });

export const printedOf = (finding: Finding, lang: Lang): Quantity | null => quantity(finding.printed, unitWord(finding.unit, lang));
export const computedOf = (finding: Finding, lang: Lang): Quantity | null => quantity(finding.computed, unitWord(finding.unit, lang));

/** Size of the disagreement, without sign: rates differ in points. Null where the verdict has no distance, or none. */
export function differenceOf(finding: Finding, lang: Lang): Quantity | null {
  const apart = quantity(finding.difference, isPercent(finding) ? qualityWords[lang].points : unitWord(finding.unit, lang));
  return apart === null || apart.text === '0' ? null : { ...apart, text: apart.text.replace(MINUS, '') };
}

export const quantityText = (shown: Quantity | null): string => (shown === null ? '—' : shown.unit === '' ? shown.text : `${shown.text}${THIN}${shown.unit}`);

/** Where and when: «贵州省，2013 年末», from the first figure, which names the place as its source does. */
export function placeAndDate(finding: Finding, lang: Lang): string {
  const [figure] = finding.figures;
  const words = qualityWords[lang];
  const place = figure?.place ?? finding.region?.name;
  const date = figure?.asOf ? dateText(figure.asOf, figure.asOfPrecision, lang) : words.unknownDate;
  return place === undefined ? date : `${place}${words.comma}${date}`;
}

/** Each source once, as publisher (or title) and date of publication. */
export function sourcesOf(finding: Finding): readonly { readonly id: string; readonly text: string; readonly full: string }[] {
  const seen = new Map(finding.figures.map(({ source }) => [source.id, source]));
  return [...seen.values()].map((source) => ({
    id: source.id,
    text: [source.publisher ?? source.title, source.publishedOn].filter((part) => part !== null && part !== undefined && part !== '').join(' '),
    full: [source.title, source.reference].filter((part) => part !== null && part !== undefined && part !== '').join(' · '),
  }));
}

export const explanationOf = (finding: Finding, lang: Lang): string => (lang === 'zh' ? finding.explanation : finding.explanationEn);

/** Counts as text for the sentence under the title. */
export const leadNumbers = (counts: FindingCounts): { readonly all: string; readonly problems: string; readonly serious: string; readonly rest: string } => ({
  all: count(counts.problems + counts.NONE),
  problems: count(counts.problems),
  serious: count(counts.SERIOUS),
  rest: count(counts.NONE),
});
