/** The registry of the API → groups, bands and search hits of the dictionary. Pure. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorNotes } from '../../api/indicatorNotes.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { IndicatorsWords } from '../../i18n/indicators.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { MINUS, plain, THIN } from '../../theme/format.ts';
import type { MarkKind } from '../../ui/StateMark.tsx';

export interface DictionaryGroup {
  readonly id: string;
  readonly label: string;
  readonly indicators: readonly IndicatorDefinition[];
}

const textOf = (indicator: IndicatorDefinition): string =>
  [indicator.label, indicator.groupLabel, indicator.definition, indicator.numeratorLabel, indicator.denominatorLabel]
    .flatMap((label) => (label ? [label.zh, label.en] : []))
    .concat(indicator.key, indicator.id, indicator.basis ?? '', indicator.citation, indicator.numerator, indicator.denominator ?? [])
    .join(' ')
    .toLowerCase();

/** Every word of the search must occur somewhere in the entry, in either language. An empty search finds all. */
export function findIndicators(indicators: readonly IndicatorDefinition[], search: string): readonly IndicatorDefinition[] {
  const wanted = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return indicators.filter((indicator) => {
    const text = textOf(indicator);
    return wanted.every((word) => text.includes(word));
  });
}

/** Groups in the order of the registry; a group without hits is left out. */
export function groupIndicators(indicators: readonly IndicatorDefinition[], lang: Lang): readonly DictionaryGroup[] {
  return [...Map.groupBy(indicators, (indicator) => indicator.group)].map(([id, members]) => ({
    id: `group-${id.toLowerCase()}`,
    label: pickLabel(members[0]?.groupLabel ?? { zh: id, en: id }, lang),
    indicators: members,
  }));
}

/** `a + b`; in brackets beside a division line. */
export const sumOf = (measures: readonly string[], divided: boolean): string => {
  const sum = measures.join(' + ');
  return divided && measures.length > 1 ? `(${sum})` : sum;
};

export interface BandLine {
  readonly kind: MarkKind;
  readonly shape: string;
  readonly word: string;
  /** «≥ 80», with the unit where it is percent. */
  readonly bound: string;
}

/** With a dated target, 接近 begins this many points from it. */
const NEAR_TARGET_POINTS = 10;

/** The bounds where a region has a target: «≥ 目标», «≥ 目标 − 10 个百分点». */
export function targetedBounds(
  { direction }: Pick<IndicatorDefinition, 'direction'>,
  target: string,
  points: string,
): { readonly met: string; readonly near: string } {
  const [sign, step] = direction === 'LOWER' ? ['≤', '+'] : ['≥', MINUS];
  return { met: `${sign} ${target}`, near: `${sign} ${target} ${step} ${plain(NEAR_TARGET_POINTS)}${THIN}${points}` };
}

export interface TargetLine {
  readonly code: string;
  readonly name: string;
  /** «自 2023-01-01 起 70 %», one a step. */
  readonly steps: readonly string[];
}

/** The dated targets of an indicator, a line a region. */
export function toTargets({ targets }: Pick<IndicatorNotes, 'targets'>, words: IndicatorsWords, lang: Lang): readonly TargetLine[] {
  return [...Map.groupBy(targets, ({ region }) => region.code)].map(([code, steps]) => ({
    code,
    name: steps[0] ? regionName(steps[0].region, lang) : code,
    steps: steps.map(({ validFrom, target }) => words.targetStep(`${plain(target)}${THIN}%`, validFrom)),
  }));
}

const KINDS = { MET: 'met', NEAR: 'near', MISSED: 'missed' } as const satisfies Record<Dataset['bands'][number]['id'], MarkKind>;

/** Policy bands with their default bounds, best first; empty for an indicator without. */
export function toBands(indicator: IndicatorDefinition, bands: Dataset['bands'], lang: Lang): readonly BandLine[] {
  const { met, near, direction } = indicator;
  if (met === null || met === undefined || near === null || near === undefined || direction === 'NEUTRAL') return [];
  const sign = indicator.shape === 'PERCENT' ? ' %' : '';
  const [reached, beyond] = direction === 'HIGHER' ? ['≥', '<'] : ['≤', '>'];
  const bounds = {
    MET: `${reached} ${plain(met)}${sign}`,
    NEAR: `${reached} ${plain(near)}${sign}`,
    MISSED: `${beyond} ${plain(near)}${sign}`,
  };
  return bands.map((band) => ({ kind: KINDS[band.id], shape: band.shape, word: pickLabel(band.label, lang), bound: bounds[band.id] }));
}
