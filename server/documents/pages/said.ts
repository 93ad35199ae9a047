/** Title, subtitle and bullets of a view: the findings of its brief. */
import type { IndicatorId } from '../../domain/indicators.ts';
import type { Words } from '../../domain/words.ts';
import type { Brief, BriefPage } from '../../reports/briefTypes.ts';
import type { Sheet } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { plainTitle } from './build.ts';

export type Said = Pick<Sheet, 'title' | 'subtitle' | 'bullets' | 'queries'>;

export const fromBrief = ({ title, subtitle, statements }: Brief): Said => ({
  title,
  subtitle,
  bullets: statements.map(({ text }) => text),
  queries: statements.map(({ trace }) => trace),
});

interface About {
  readonly page: BriefPage;
  /** The indicator of the address otherwise. */
  readonly indicator?: IndicatorId;
  /** The region of the address otherwise. */
  readonly region?: string;
}

/** The same sentences as on the page; a view of nothing states no finding, only what it is about. */
export async function said(
  situation: Situation,
  { page, indicator = situation.indicator, region = situation.region.code }: About,
  subject: Words,
): Promise<Said> {
  const { view, selection, period } = situation;
  if (period === null) return { title: plainTitle(situation, subject), subtitle: subject, bullets: [] };
  return fromBrief(await view.brief({ page, region, period, indicator, basis: selection.basis, regions: selection.regions }));
}
