/** Receipts and series of reporting regions → those whose numbers are old, carried forward or do not move. Pure. */
import type { StaleAnswer } from '../../api/quality.ts';
import type { Dataset } from '../../api/dataset.ts';
import { qualityWords } from '../../i18n/quality.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count } from '../../theme/format.ts';

/** How many quarters are looked back. */
export const LOOK_BACK = 8;
/** Quarters in a row with the same counts that are worth a look: two may be chance in a small county. */
const FROZEN = 3;

export interface StaleLine {
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly kind: 'old' | 'carried' | 'frozen';
  readonly sign: string;
  /** The quarter that the numbers are of; null where there never were any. */
  readonly since: string | null;
  readonly text: string;
}

type Series = StaleAnswer['series'];

/** All counts of one region in one quarter as one text; null where one of them is missing. */
function countsAt({ numerators, denominators, indicators, periods }: Series, region: number, period: number): string | null {
  const from = (region * periods.length + period) * indicators.length;
  const counts = indicators.flatMap((_, at) => [numerators[from + at] ?? null, denominators[from + at] ?? null]);
  return counts.includes(null) ? null : counts.join(' ');
}

/** How many quarters in a row, the last among them, have the very same counts; 0 where the last has none. */
export function runOf(series: Series, region: number): number {
  const last = series.periods.length - 1;
  const now = countsAt(series, region, last);
  if (now === null) return 0;
  let run = 1;
  while (run <= last && countsAt(series, region, last - run) === now) run += 1;
  return run;
}

/** The missing first, then the carried forward, then what does not move, longest first. */
export function toStale(answer: StaleAnswer, missingReasons: Dataset['missingReasons'], lang: Lang): readonly StaleLine[] {
  const words = qualityWords[lang];
  const { series, bounds, receipts } = answer;
  const places = new Map(receipts.map(({ region }) => [region.code, region]));
  const head = (code: string): Pick<StaleLine, 'code' | 'name' | 'place'> => {
    const region = places.get(code);
    return { code, name: region ? regionName(region, lang) : code, place: region?.parent ? regionName(region.parent, lang) : '' };
  };
  const old = bounds.missing.map(({ key, missing, standIn }): StaleLine => {
    const label = missingReasons.find(({ id }) => id === missing)?.label;
    const word = label ? pickLabel(label, lang) : words.oldSign;
    return { ...head(key), kind: 'old', sign: word, since: standIn, text: words.oldText(word, standIn) };
  });
  const carried = receipts
    .filter(({ receipt }) => receipt.carriedForward > 0)
    .map(({ region }): StaleLine => ({
      ...head(region.code),
      kind: 'carried',
      sign: words.carriedSign,
      since: series.periods.at(-2) ?? null,
      text: words.carriedText,
    }));
  const counts = count(series.indicators.length * 2);
  const frozen = series.regions
    .map((code, at) => ({ code, run: runOf(series, at) }))
    .filter(({ run }) => run >= FROZEN)
    .toSorted((a, b) => b.run - a.run)
    .map(({ code, run }): StaleLine => ({
      ...head(code),
      kind: 'frozen',
      sign: words.frozenSign,
      since: series.periods.at(-run) ?? null,
      text: words.frozenText(count(run), counts),
    }));
  return [...old, ...carried, ...frozen];
}
