/** The slides of a meeting as sheets: each address of the playlist in its order, all from one data version and in one language. */
import type { View } from '../reports/types.ts';
import { defaultPlaylist } from '../../web/src/state/defaultPlaylist.ts';
import type { PlaylistEntry } from '../../web/src/state/playlist.ts';
import { parseSelection, type Selection } from '../../web/src/state/selection.ts';
import { MIMES } from './officeText.ts';
import { conditionsOf, NOT_FOLLOWED, withoutConditions } from './conditions.ts';
import { noticed } from './footer.ts';
import { buildSheet, isSheetPage, needsLedger } from './pages/index.ts';
import type { MapPack } from './mapPack.ts';
import { onSlides, type Sheet } from './sheet.ts';
import { situate } from './situation.ts';

/** What the show decides for all slides. */
const common = ({ lang, theme, version, asKnownOn }: Selection): Pick<Selection, 'lang' | 'theme' | 'version' | 'asKnownOn'> => ({
  lang,
  theme,
  version,
  asKnownOn,
});

interface Meeting {
  readonly view: View;
  readonly show: Selection;
  /** Of slides that name none. */
  readonly region: string;
}

/** As in the meeting mode a slide that names no region is of the region of the show, and counts all units. Null: the address is of no page. */
async function sheetOf({ view: address }: PlaylistEntry, { view, show, region }: Meeting, maps: MapPack): Promise<Sheet | null> {
  const [page = '', search = ''] = address.split('?', 2);
  if (!isSheetPage(page)) return null;
  const asked = { ...parseSelection(search).selection, ...common(show) };
  const named = new URLSearchParams(search).has('region');
  const selection = withoutConditions(named ? asked : { ...asked, region });
  const situation = await situate(view, selection, selection.why === null && needsLedger(page));
  const notices = conditionsOf(asked) === null ? situation.notices : [...situation.notices, NOT_FOLLOWED];
  return buildSheet(page, { ...situation, notices }, maps);
}

/** The sheets of `/present?slide=20|trends?region=…&slide=…`; without slides those that a meeting of the region shows by itself. */
export async function playlistSheets(view: View, show: Selection, maps: MapPack): Promise<readonly Sheet[]> {
  const { region, notices } = await situate(view, show, true);
  const own = show.slide.length === 0;
  const entries = own ? defaultPlaylist({ ...show, region: region.code }) : show.slide;
  const sheets: Sheet[] = [];
  for (const entry of entries) {
    const sheet = await sheetOf(entry, { view, show, region: region.code }, maps);
    if (sheet !== null) sheets.push(onSlides(own ? noticed(sheet, notices) : sheet));
  }
  return sheets;
}

/** What `/present.pptx` and `/present.pdf` give, each library loaded with its first file. */
export const PLAYLIST_WRITERS = {
  pptx: {
    type: MIMES.pptx,
    write: async (sheets: readonly Sheet[], { lang, theme, frame, room }: Selection) =>
      (await import('./pptx.ts')).writePptx(sheets, lang, theme, frame, room),
  },
  pdf: {
    type: MIMES.pdf,
    write: async (sheets: readonly Sheet[], { lang, theme, frame, room }: Selection) =>
      (await import('./pdf.ts')).writePdfSlides(sheets, lang, theme, frame, room),
  },
} as const;
