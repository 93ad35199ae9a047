/** Every county shape of the nation as a row: with its figure where a ledger has one, with the reason where it lacks one, and «no ledger» elsewhere. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { CountyPoint } from '../../api/mapRows.ts';
import type { Shape } from '../../charts/geometry.ts';
import { regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count } from '../../theme/format.ts';
import type { Row } from '../../view/row.ts';
import { absenceWord, shortNameOf, toMark } from '../../view/toRows.ts';
import { missedOf, valueText } from '../../view/valueText.ts';

interface CountiesAsk {
  readonly shapes: readonly Shape[];
  readonly points: readonly CountyPoint[];
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
  readonly noLedger: string;
  readonly lang: Lang;
}

const BLANK = { gap: null, partly: null, summary: false, onPrevious: null, onYear: null, target: null, rank: '', marked: false } as const;

/** `41` for 410000 and `4103` for 410300: what the codes of all below begin with. */
const stemOf = (code: string): string => code.replace(/(?:00)+$/, '');

/** Those with a figure first, lowest first; the rest in the order of the shapes. */
export function toCounties({ shapes, points, indicator, dataset, noLedger, lang }: CountiesAsk): readonly Row[] {
  const byCode = new Map(points.map((point) => [point.region.code, point]));
  const stems = dataset.ledgerRegions.map(({ code }) => stemOf(code));
  const rows = shapes.map(({ properties: { code, name = code } }): Row => {
    const point = byCode.get(code);
    if (!point || !stems.some((stem) => code.startsWith(stem)))
      return {
        ...BLANK,
        code,
        name,
        fullName: point ? regionName(point.region, lang) : name,
        value: null,
        text: null,
        fill: 'NO_LEDGER',
        sign: null,
        mark: null,
        parts: null,
        absence: noLedger,
      };
    return toRow(point, indicator, dataset, lang);
  });
  const known = rows.filter(({ value }) => value !== null).sort((a, b) => Number(a.value) - Number(b.value));
  return [...known, ...rows.filter(({ value }) => value === null)];
}

function toRow({ region, rate, origin, band, target }: CountyPoint, indicator: IndicatorDefinition, dataset: Dataset, lang: Lang): Row {
  const { value, numerator, denominator, missing } = rate;
  const named = { code: region.code, name: shortNameOf(region, lang), fullName: regionName(region, lang) };
  const mark = toMark(band, dataset, lang);
  const absence = absenceWord(missing, dataset, lang);
  if (typeof value !== 'number')
    return {
      ...BLANK,
      ...named,
      value: null,
      text: absence,
      fill: missing ?? 'NOT_APPLICABLE',
      sign: null,
      mark: null,
      parts: null,
      absence,
    };
  const counted = typeof numerator === 'number' && typeof denominator === 'number';
  return {
    ...BLANK,
    ...named,
    value,
    text: valueText(value, indicator, missedOf({ band, target }, indicator)),
    fill: 0,
    sign: mark?.kind === 'missed' ? mark.shape : null,
    mark,
    summary: origin === 'SUMMARY',
    parts: counted ? { numerator: count(numerator), denominator: count(denominator) } : null,
    absence: null,
  };
}
