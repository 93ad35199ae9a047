/** Why a rate moved, as a slide shows it: one or two exact splits and what weighed most. Pure. */
import type { SlideAnswer } from '../../api/present.ts';
import type { ContributionInput, ContributionRow } from '../../charts/contributionOption.ts';
import type { WaterfallInput } from '../../charts/waterfallOption.ts';
import { whyWords } from '../../i18n/why.ts';
import { count, points } from '../../theme/format.ts';
import { kindOf, type Speaking } from '../../view/why/speaking.ts';
import { splitOf, splitShown } from '../../view/why/splits.ts';
import { toContributors, type ContributorRow, type Contributors } from '../../view/why/toContributors.ts';
import { fallDecimals, toFractionFall, toPartsFall, type Fall } from '../../view/why/toWaterfalls.ts';
import type { Plan } from './plan.ts';
import type { Picture } from './slideTypes.ts';
import type { Telling } from './toPictures.ts';

export function toFalls({ change, place }: SlideAnswer, plan: Plan, telling: Telling): readonly Picture[] {
  if (!change || !place) return [];
  const { indicator, dataset, overview, lang } = telling;
  const speaking: Speaking = { indicator, dataset, words: whyWords[lang], overview, lang };
  const split = splitShown(change, null);
  const parts = splitOf(change, split);
  const kind = kindOf(split, place);
  const decimals = fallDecimals(change, parts, indicator.decimals);
  const falls = [toFractionFall(change, decimals, speaking), toPartsFall(change, parts, kind, decimals, speaking)].filter(
    (fall) => fall !== null,
  );
  const contributors = toContributors(change, parts, kind, speaking);
  const drawn = falls
    .slice(0, plan.falls)
    .map(({ picture, title, note, spoken }): Picture => ({ kind: 'fall', input: withoutUnit(picture), title, note, spoken }));
  if (contributors === null || parts === null) return drawn;
  const [first] = falls;
  const rows = plan.falls === 0 && first ? [toEffects(first, contributors, telling)] : [];
  const weights = new Map(parts.parts.map(({ key, contribution }) => [key ?? 'rest', contribution]));
  return [...rows, ...drawn, { kind: 'parts', title: contributors.title, input: toParts(contributors, weights, plan, telling) }];
}

/** The effects of a split as rows: what a low slide has room for. */
const toEffects = ({ title, picture }: Fall, { sum }: Contributors, { labels }: Telling): Picture => ({
  kind: 'parts',
  title,
  input: {
    rows: [
      ...picture.effects.map(({ name, value, text }) => ({ name, value, text: labels ? text : '', note: null, total: false })),
      { name: sum.name, value: null, text: sum.contribution, note: null, total: true },
    ],
    ticks: [],
  },
});

/** The subtitle has named the unit; beside the bars there is no room to say it twice more. */
function withoutUnit(picture: WaterfallInput): WaterfallInput {
  const bare = (text: string): string => text.replace(/\s*%$/u, '');
  return { ...picture, start: { ...picture.start, text: bare(picture.start.text) }, end: { ...picture.end, text: bare(picture.end.text) } };
}

/** The weightiest rows in the order of the card, the rest as one, and their sum. */
function toParts(
  { rows, sum }: Contributors,
  weights: ReadonlyMap<string, number>,
  plan: Plan,
  { words, labels }: Telling,
): ContributionInput {
  const most = Math.max(1, plan.rows - 2);
  const weight = ({ key }: ContributorRow): number => Math.abs(weights.get(key) ?? Number.NaN);
  const heavy = new Set(rows.toSorted((a, b) => weight(b) - weight(a)).slice(0, rows.length <= most + 1 ? rows.length : most));
  const others = rows.filter((row) => !heavy.has(row));
  const shown = rows.filter((row) => heavy.has(row));
  const decimals = sum.contribution.split('.')[1]?.length ?? 0;
  const toRow = ({ key, name, contribution }: ContributorRow): ContributionRow => ({
    name,
    key,
    value: weights.get(key) ?? null,
    text: labels ? contribution : '',
    note: null,
    total: false,
  });
  const left = others.reduce((total, { key }) => total + (weights.get(key) ?? Number.NaN), 0);
  const rest: readonly ContributionRow[] =
    others.length === 0
      ? []
      : [{ name: words.between(count(others.length)), value: left, text: labels ? points(left, decimals) : '', note: null, total: false }];
  return {
    rows: [...shown.map(toRow), ...rest, { name: sum.name, value: null, text: sum.contribution, note: null, total: true }],
    ticks: [],
  };
}
