/** What the overview asks about one region in one quarter. Pure: the first visit asks it before the page is there, and a drill before it is clicked. */
import type { OverviewAsk, OverviewRegion } from '../../api/overview.ts';
import type { Indicator } from '../../api/gql/enums.ts';
import { NATION, type Selection } from '../../state/selection.ts';
import { whereOf } from '../../view/filter.ts';
import type { MapChoice } from './mapChoice.ts';

interface Asked {
  readonly region: Pick<OverviewRegion, 'code'>;
  readonly period: string;
  readonly indicator: { readonly id: Indicator };
}

export const overviewAsk = (
  { region, period, indicator }: Asked,
  { layout }: Pick<MapChoice, 'layout'>,
  selection: Selection,
): OverviewAsk => ({
  region: region.code,
  period,
  indicator: indicator.id,
  basis: selection.basis,
  level: layout === 'counties' && region.code !== NATION ? 'COUNTY' : null,
  where: whereOf(selection),
  acceptedOnly: selection.accepted,
});
