/** One region under two bases, and the ranks that the basis alone moves. */
import { missedOf } from '../../reports/briefStanding.ts';
import { BASES } from '../../domain/bases.ts';
import type { RankRow } from '../../reports/types.ts';
import { percentAxis } from '../../../web/src/charts/axis.ts';
import { dumbbellOption, type DumbbellInput, type DumbbellRow } from '../../../web/src/charts/dumbbellOption.ts';
import type { SheetChart } from '../sheet.ts';
import { paperTheme } from './look.ts';
import type { RankingParts } from './ranking.ts';
import { indicatorOf } from '../../domain/indicators.ts';
import { valueText } from './trendInput.ts';

interface DumbbellParts extends RankingParts {
  readonly versus: ReadonlyMap<string, RankRow>;
}

const endOf = (row: RankRow | undefined): DumbbellRow['from'] => {
  if (row === undefined) return 'NOT_APPLICABLE';
  const { rate, indicator } = row.observation;
  return rate.value === null
    ? (rate.missing ?? 'NOT_APPLICABLE')
    : { value: rate.value, text: valueText(indicator, rate.value, missedOf(row.observation)) };
};

const movedWords = (places: number, zh: boolean): string =>
  zh ? `${places > 0 ? '升' : '降'} ${Math.abs(places)} 位` : `${places > 0 ? 'up' : 'down'} ${Math.abs(places)}`;

function rowOf(row: RankRow, name: string, versus: RankRow | undefined, focus: boolean, zh: boolean): DumbbellRow {
  const places = row.rank === null || versus === undefined || versus.rank === null ? 0 : row.rank - versus.rank;
  return {
    name,
    from: endOf(row),
    to: endOf(versus),
    moved: places === 0 ? null : movedWords(places, zh),
    fell: places === 0 ? null : places < 0,
    focus,
  };
}

/** None where neither basis has a value. */
export function dumbbellChart({ indicator, ranking, names, situation, versus }: DumbbellParts): readonly SheetChart[] {
  const { lang, selection, basis } = situation;
  if (selection.versus === null || basis === null) return [];
  const rows = ranking.map((row, index) => {
    const { region } = row.observation;
    return rowOf(row, names.get(region) ?? region, versus.get(region), index === 0, lang === 'zh');
  });
  const values = rows.flatMap(({ from, to }) => [from, to].flatMap((end) => (typeof end === 'string' ? [] : [end.value])));
  if (values.length === 0) return [];
  const axis = percentAxis(values);
  const bases = { from: BASES[basis][lang], to: BASES[selection.versus][lang] };
  const input: DumbbellInput = {
    rows,
    names: bases,
    axis,
    cut: axis.min === 0 ? null : lang === 'zh' ? `横轴自 ${axis.min} 起` : `axis from ${axis.min}`,
  };
  const { unit, decimals } = indicatorOf(indicator);
  const valuesOf = (side: 'from' | 'to'): readonly (number | null)[] =>
    rows.map((row) => (typeof row[side] === 'string' ? null : row[side].value));
  return [
    {
      id: 'dumbbell',
      title: { zh: '两种口径', en: 'Two bases' },
      picture: (look, box) => dumbbellOption(input, paperTheme(look, box), box),
      native: {
        type: 'bar',
        categories: rows.map(({ name }) => name),
        series: [
          { name: bases.from, values: valuesOf('from') },
          { name: bases.to, values: valuesOf('to') },
        ],
        focus: bases.from,
        unit: unit[lang],
        decimals,
        min: 0,
        max: 100,
      },
    },
  ];
}
