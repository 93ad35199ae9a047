/** 季度通报 of an address: what the report drafts, with the pictures of the views that its sections name. */
import type { Bulletin } from '../reports/briefTypes.ts';
import type { View } from '../reports/types.ts';
import type { Lang, Selection } from '../../web/src/state/selection.ts';
import { conditionsOf, NOT_FOLLOWED, withoutConditions } from './conditions.ts';
import { bulletinCharts, writeBulletin, type BulletinParts } from './bulletin.ts';
import type { MapPack } from './mapPack.ts';
import { MIMES } from './officeText.ts';
import { buildSheet } from './pages/index.ts';
import { situate, type Situation } from './situation.ts';

export interface Drafted {
  readonly bulletin: Bulletin;
  readonly parts: BulletinParts;
}

export interface Draft extends Drafted {
  readonly situation: Situation;
}

/** The bulletin is of a region with a ledger, and about the two coverages of all units whatever indicator and conditions the address asks for. */
export async function draftBulletin(view: View, asked: Selection, maps: MapPack): Promise<Draft> {
  const selected: Selection = { ...withoutConditions(asked), indicator: 'PARTY_ORG_COVERAGE', why: null, view: 'ledger', regions: [] };
  const situated = await situate(view, selected, true);
  const situation = conditionsOf(asked) === null ? situated : { ...situated, notices: [...situated.notices, NOT_FOLLOWED] };
  const { region, period, selection } = situation;
  const bulletin = await view.bulletin({ region: region.code, period: period ?? undefined, basis: selection.basis });
  const overview = await buildSheet('overview', situation, maps);
  const why = await buildSheet('overview', { ...situation, selection: { ...selection, why: region.code } }, maps);
  return { situation, bulletin, parts: { charts: bulletinCharts([overview, why]), footer: overview.footer } };
}

/** What `/bulletin.docx` and `/bulletin.pdf` give. */
export const BULLETIN_WRITERS = {
  docx: { type: MIMES.docx, write: ({ bulletin, parts }: Drafted, lang: Lang) => writeBulletin(bulletin, parts, lang) },
  pdf: {
    type: MIMES.pdf,
    write: async ({ bulletin, parts }: Drafted, lang: Lang) => (await import('./pdf.ts')).writePdfBulletin(bulletin, parts, lang),
  },
} as const;
