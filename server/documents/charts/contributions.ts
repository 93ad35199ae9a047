/** What each part adds to or takes from a change. */
import { isRefused } from '../../domain/analysis/refusal.ts';
import { formatPoints } from '../../domain/format.ts';
import type { ChangeAnswer } from '../../reports/analysisTypes.ts';
import { contributionOption, type ContributionInput } from '../../../web/src/charts/contributionOption.ts';
import type { SheetChart } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { paperTheme } from './look.ts';

const DECIMALS = 2;
/** More rows than this do not fit a picture beside another. */
const MOST = 18;

/** None where there is no split by children. The most lowering part first. */
export function contributionChart(
  answer: ChangeAnswer,
  nameAt: (key: string | null) => string,
  { lang }: Situation,
): readonly SheetChart[] {
  if (isRefused(answer) || answer.byChildren === null || answer.byChildren.parts.length === 0) return [];
  const parts = answer.byChildren.parts.toSorted((a, b) => a.contribution - b.contribution);
  const shown = parts.length > MOST ? [...parts.slice(0, MOST / 2), ...parts.slice(-MOST / 2)] : parts;
  const rows = shown.map(({ key, contribution }) => ({
    name: nameAt(key),
    value: contribution,
    text: formatPoints(contribution, DECIMALS),
    note: null,
    total: false,
  }));
  const input: ContributionInput = { rows, ticks: [] };
  return [
    {
      id: 'contributions',
      title: { zh: '各地对变化的贡献（百分点）', en: 'What each region contributed (points)' },
      picture: (look, box) => contributionOption(input, paperTheme(look, box), box),
      native: {
        type: 'bar',
        categories: rows.map(({ name }) => name),
        series: [{ name: lang === 'zh' ? '贡献' : 'Contribution', values: rows.map(({ value }) => value) }],
        focus: null,
        unit: lang === 'zh' ? '百分点' : 'points',
        decimals: DECIMALS,
        min: null,
        max: null,
      },
    },
  ];
}
