/** Title, subtitle and bullets of a view: the findings of its brief. */
import type { IndicatorId } from '../../domain/indicators.ts';
import type { Words } from '../../domain/words.ts';
import type { Brief, BriefPage, Trace } from '../../reports/briefTypes.ts';
import type { Sheet } from '../sheet.ts';
import { conditionsOf } from '../conditions.ts';
import { unitsWhere, type Situation } from '../situation.ts';
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
  /** The figures of the view follow the conditions of the address, so the sentences, which are about all units, do not stand. */
  readonly filtered?: boolean;
  /** The sentences are about other regions than the view shows. */
  readonly others?: boolean;
}

const FILTERED = `query Filtered($indicator: Indicator!, $region: ID!, $period: Period!, $basis: Basis, $where: UnitFilter, $acceptedOnly: Boolean) {
  own: observations(
    indicators: [$indicator], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis, where: $where, acceptedOnly: $acceptedOnly
  ) { rate { numerator denominator value missing } receipt { expected received } }
  parts: ranking(indicator: $indicator, parent: $region, period: $period, basis: $basis, where: $where, acceptedOnly: $acceptedOnly) {
    rank of region { code name nameEn } rate { numerator denominator value missing }
  }
}`;

const filteredTrace = ({ selection, region, period, indicator, basis }: Situation): Trace => ({
  document: FILTERED,
  variables: {
    indicator: indicator.toUpperCase(),
    region: region.code,
    period,
    ...(basis === null ? {} : { basis }),
    where: unitsWhere(selection) ?? null,
    acceptedOnly: selection.accepted,
  },
});

/** The same sentences as on the page; where none holds, what the view is about and which units it counts. */
export async function said(
  situation: Situation,
  { page, indicator = situation.indicator, region = situation.region.code, filtered = false, others = false }: About,
  subject: Words,
): Promise<Said> {
  const { view, selection, period } = situation;
  const title = plainTitle(situation, subject);
  if (period === null) return { title, subtitle: subject, bullets: [] };
  const brief = await view.brief({ page, region, period, indicator, basis: selection.basis, regions: selection.regions });
  const conditions = filtered ? conditionsOf(selection) : null;
  if (conditions === null) return others ? { title, subtitle: brief.subtitle, bullets: [] } : fromBrief(brief);
  const subtitle = {
    zh: `${brief.subtitle.zh}，筛选：${conditions.zh}`,
    en: `${brief.subtitle.en}, filter: ${conditions.en}`,
  };
  return { title, subtitle, bullets: [], queries: [filteredTrace(situation)] };
}
