/** Indicators of organizations → a table of regions by indicators. Pure. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { SituationAnswer } from '../../api/organizations.ts';
import { regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { heatClasses, toHeatField, type HeatField, type HeatRate } from '../../view/heat.ts';

/** The name of an indicator as a column of the address, which knows letters only. */
export const columnOf = (indicator: string): string => indicator.toLowerCase().replaceAll('_', '');

export interface ComparisonRow {
  readonly code: string;
  readonly name: string;
  readonly whole: boolean;
  readonly fields: readonly HeatField[];
}

interface Place {
  readonly dataset: Dataset;
  readonly lang: Lang;
  readonly name: string;
}

export function toComparison(
  answer: SituationAnswer,
  indicators: readonly IndicatorDefinition[],
  { dataset, lang, name }: Place,
): { readonly whole: ComparisonRow; readonly parts: readonly ComparisonRow[] } {
  const fieldsOf = (rateOf: (id: string) => HeatRate | undefined, shaded: boolean): readonly HeatField[] =>
    indicators.map((indicator) => {
      const values = answer.parts.filter((row) => row.indicator === indicator.id).map(({ rate }) => rate.value);
      const classes = shaded && indicator.shape === 'PERCENT' && indicator.direction !== 'NEUTRAL' ? heatClasses(indicator, values) : null;
      return toHeatField({ rate: rateOf(indicator.id), indicator, reversed: indicator.direction === 'LOWER', classes, dataset, lang });
    });
  const parts = [...Map.groupBy(answer.parts, ({ region }) => region.code)].map(([code, rows]) => ({
    code,
    name: rows[0] ? regionName(rows[0].region, lang) : code,
    whole: false,
    fields: fieldsOf((id) => rows.find(({ indicator }) => indicator === id)?.rate, true),
  }));
  return {
    whole: {
      code: 'whole',
      name,
      whole: true,
      fields: fieldsOf((id) => answer.whole.find(({ indicator }) => indicator === id)?.rate, false),
    },
    parts,
  };
}
