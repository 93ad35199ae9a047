/** The registry of the API → groups, bands and search hits of the dictionary. Pure. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { plain } from '../../theme/format.ts';
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

export interface BandLine {
  readonly kind: MarkKind;
  readonly shape: string;
  readonly word: string;
  /** «≥ 80», with the unit where it is percent. */
  readonly bound: string;
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
