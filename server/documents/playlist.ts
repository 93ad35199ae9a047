/** The slides of a meeting as sheets: each address of the playlist in its order, all from one data version and in one language. */
import type { View } from '../reports/types.ts';
import { defaultPlaylist } from '../../web/src/state/defaultPlaylist.ts';
import type { PlaylistEntry } from '../../web/src/state/playlist.ts';
import { parseSelection, type Selection } from '../../web/src/state/selection.ts';
import { MIMES } from './officeText.ts';
import { buildSheet, isSheetPage } from './pages/index.ts';
import type { MapPack } from './mapPack.ts';
import { writePdfSlides } from './pdf.ts';
import { writePptx } from './pptx.ts';
import type { Sheet } from './sheet.ts';
import { situate } from './situation.ts';

/** What the show decides for all slides. */
const common = ({ lang, theme, version }: Selection): Pick<Selection, 'lang' | 'theme' | 'version'> => ({ lang, theme, version });

/** Null: the address is of no page. */
async function sheetOf({ view: address }: PlaylistEntry, view: View, show: Selection, maps: MapPack): Promise<Sheet | null> {
  const [page = '', search = ''] = address.split('?', 2);
  if (!isSheetPage(page)) return null;
  const selection = { ...parseSelection(search).selection, ...common(show) };
  return buildSheet(page, await situate(view, selection), maps);
}

/** The sheets of `/present?slide=20|trends?region=…&slide=…`; without slides those that a meeting of the region shows by itself. */
export async function playlistSheets(view: View, show: Selection, maps: MapPack): Promise<readonly Sheet[]> {
  const entries = show.slide.length > 0 ? show.slide : defaultPlaylist(show);
  const sheets: Sheet[] = [];
  for (const entry of entries) {
    const sheet = await sheetOf(entry, view, show, maps);
    if (sheet !== null) sheets.push(sheet);
  }
  return sheets;
}

/** What `/present.pptx` and `/present.pdf` give. */
export const PLAYLIST_WRITERS = {
  pptx: {
    type: MIMES.pptx,
    write: (sheets: readonly Sheet[], { lang, theme, frame, room }: Selection) => writePptx(sheets, lang, theme, frame, room),
  },
  pdf: {
    type: MIMES.pdf,
    write: (sheets: readonly Sheet[], { lang, theme, frame, room }: Selection) => writePdfSlides(sheets, lang, theme, frame, room),
  },
} as const;
