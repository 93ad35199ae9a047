/** Published rates of a region and its children: what others have printed, never mixed with the ledger. */
import type { ChildRegion, PublishedRate } from '../../api/overview.ts';
import { classOf, relativeClasses, type Classes } from '../../charts/classes.ts';
import type { OverviewWords } from '../../i18n/overview.ts';
import { regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count } from '../../theme/format.ts';
import type { Row } from '../../view/row.ts';
import { shortNameOf } from '../../view/toRows.ts';
import { PERCENT, valueText } from '../../view/valueText.ts';

const CLASSES = 5;

/** One published rate, with what has to be said about it. */
export interface PublishedCard {
  readonly text: string;
  readonly length: number;
  readonly numerator: { readonly label: string; readonly text: string };
  readonly denominator: { readonly label: string; readonly text: string };
  readonly asOf: string;
  readonly source: string;
  readonly publisher: string;
}

/** The survey most regions appear in: rates of one source and one date compare, others do not. Null when there are none. */
export function mainSurvey(rates: readonly PublishedRate[]): { readonly source: string | null; readonly asOf: string } | null {
  const surveys = [...Map.groupBy(rates, (rate) => `${rate.asOf} ${rate.source?.id ?? ''}`).values()];
  const [found] = surveys.toSorted((one, other) => other.length - one.length)[0] ?? [];
  return found ? { source: found.source?.id ?? null, asOf: found.asOf } : null;
}

const ofSurvey = (rates: readonly PublishedRate[]): readonly PublishedRate[] => {
  const survey = mainSurvey(rates);
  return survey ? rates.filter((rate) => rate.asOf === survey.asOf && (rate.source?.id ?? null) === survey.source) : [];
};

/** The region's own rate; null when nobody has published one. */
export function toPublishedCard(rates: readonly PublishedRate[], region: string): PublishedCard | null {
  const found = [...ofSurvey(rates), ...rates].find((rate) => rate.region.code === region);
  const { value, numerator, denominator } = found?.rate ?? {};
  if (!found || typeof value !== 'number' || typeof numerator !== 'number' || typeof denominator !== 'number') return null;
  return {
    text: valueText(value, PERCENT),
    length: value,
    numerator: { label: found.numerator?.label ?? '', text: count(numerator) },
    denominator: { label: found.denominator?.label ?? '', text: count(denominator) },
    asOf: found.asOf,
    source: found.source?.title ?? '',
    publisher: found.source?.publisher ?? '',
  };
}

export interface PublishedRows {
  readonly rows: readonly Row[];
  readonly classes: Classes;
  readonly asOf: string;
  readonly source: string;
}

interface PublishedAsk {
  readonly rates: readonly PublishedRate[];
  readonly region: string;
  readonly children: readonly ChildRegion[];
  readonly ledgers: ReadonlySet<string>;
  readonly words: OverviewWords;
  readonly lang: Lang;
}

/** Children by their published rate, lowest first, those without one last; null when no child has any. */
export function toPublishedRows({ rates, region, children, ledgers, words, lang }: PublishedAsk): PublishedRows | null {
  const survey = ofSurvey(rates).filter((rate) => rate.region.code !== region && typeof rate.rate.value === 'number');
  const [first] = survey;
  if (!first) return null;
  const byCode = new Map(survey.map((rate) => [rate.region.code, rate]));
  const classes = relativeClasses(
    survey.flatMap(({ rate }) => (typeof rate.value === 'number' ? [rate.value] : [])),
    CLASSES,
  );
  const rows = children.map((child) => toRow(child, byCode.get(child.code), classes, { ledgers, words, lang }));
  const ranked = rows.filter(({ value }) => value !== null).sort((a, b) => Number(a.value) - Number(b.value));
  return {
    rows: [...ranked, ...rows.filter(({ value }) => value === null)],
    classes,
    asOf: first.asOf,
    source: first.source?.title ?? '',
  };
}

/** Children of a region of which nothing is published: «no ledger» only where none speaks for them, else «no figure». */
export const toBlankRows = (
  children: readonly ChildRegion[],
  covered: boolean,
  ledgers: ReadonlySet<string>,
  words: OverviewWords,
  lang: Lang,
): readonly Row[] =>
  children.map((child) => {
    const row = toRow(child, undefined, { edges: [], relative: true }, { ledgers, words, lang });
    return covered ? row : { ...row, fill: 'NO_LEDGER', text: null, absence: words.noLedger };
  });

function toRow(
  child: ChildRegion,
  found: PublishedRate | undefined,
  classes: Classes,
  { ledgers, words, lang }: Pick<PublishedAsk, 'ledgers' | 'words' | 'lang'>,
): Row {
  const value = found?.rate.value ?? null;
  const { numerator, denominator } = found?.rate ?? {};
  return {
    code: child.code,
    name: shortNameOf(child, lang),
    fullName: regionName(child, lang),
    value,
    text: value === null ? words.noFigure : valueText(value, PERCENT),
    fill: value === null ? 'NOT_APPLICABLE' : classOf(value, classes.edges),
    sign: null,
    marked: ledgers.has(child.code),
    rank: '',
    parts:
      typeof numerator === 'number' && typeof denominator === 'number'
        ? { numerator: count(numerator), denominator: count(denominator) }
        : null,
    gap: null,
    onPrevious: null,
    onYear: null,
    mark: null,
    target: null,
    partly: null,
    summary: false,
    absence: value === null ? words.noFigure : null,
  };
}
