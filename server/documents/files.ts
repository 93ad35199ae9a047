/** Every file that an address can give: the pages by suffix, the playlist of a meeting, and the quarterly bulletin. */
import { readKnownOn } from '../domain/calendar.ts';
import type { Words } from '../domain/words.ts';
import type { PlaceAsk, View } from '../reports/types.ts';
import { parseSelection, printSelection, type BadParameter, type Selection } from '../../web/src/state/selection.ts';
import { BULLETIN_WRITERS, draftBulletin } from './bulletinDraft.ts';
import { noticed, noticedFooter } from './footer.ts';
import type { MapPack } from './mapPack.ts';
import { buildSheet, needsLedger, SHEET_PAGES, titleOfView, type SheetPage } from './pages/index.ts';
import { PLAYLIST_WRITERS, playlistSheets } from './playlist.ts';
import { situate, type Situation } from './situation.ts';
import { WRITERS, type Writer } from './writers.ts';

export interface FileAsk {
  readonly view: View;
  readonly selection: Selection;
  readonly problems: readonly BadParameter[];
  readonly maps: MapPack;
  /** A mark of byte order before a CSV. */
  readonly bom: boolean;
}

/** Everything that needed the database is in here; `write` needs it no more. */
export interface MadeFile {
  /** Stem of the name in Latin letters, and in the language of the view. */
  readonly name: string;
  readonly named: string;
  readonly notices: readonly Words[];
  readonly write: () => Promise<Buffer>;
}

export interface FileKind {
  /** Below the base path, `/overview.csv`. */
  readonly address: string;
  readonly suffix: string;
  readonly type: string;
  readonly shown: boolean;
  readonly heavy: boolean;
  readonly make: (ask: FileAsk) => Promise<MadeFile>;
}

/** The one sentence of the page about parameters that were not understood. */
const notUnderstood = (problems: readonly BadParameter[]): readonly Words[] =>
  problems.length === 0
    ? []
    : [
        {
          zh: `地址中的${problems.map(({ name, value }) => `「${name}=${value}」`).join('')}无法识别，已按默认显示。`,
          en: `Not understood in the address: ${problems.map(({ name, value }) => `“${name}=${value}” `).join('')}. The default is shown instead.`,
        },
      ];

const nameIn = (title: Words, { region, period, lang }: Situation): string =>
  [title[lang], region.name, ...(period === null ? [] : [period])].join('-');

const latinName = (stem: string, { region, period }: Situation): string =>
  [stem, region.code, ...(period === null ? [] : [period])].join('-');

async function makeView(page: SheetPage, writer: Writer, { view, selection, problems, maps, bom }: FileAsk): Promise<MadeFile> {
  const situation = await situate(view, selection, selection.why === null && needsLedger(page));
  const unread = notUnderstood(problems);
  const sheet = noticed(await buildSheet(page, situation, maps), unread);
  const notices = [...unread, ...situation.notices];
  const { lastImportAt: dataAt } = situation.dataset;
  const writing = {
    sheet,
    selection,
    dataVersion: view.dataVersion,
    dataAt,
    notices,
    address: `/${page}${printSelection(selection)}`,
    bom,
  };
  return {
    name: sheet.name,
    named: nameIn(titleOfView(page, selection.why), situation),
    notices,
    write: () => writer.write(writing),
  };
}

const VIEWS: readonly FileKind[] = SHEET_PAGES.flatMap((page) =>
  Object.entries<Writer>(WRITERS).map(([suffix, writer]): FileKind => ({
    address: `/${page}.${suffix}`,
    suffix,
    type: writer.type,
    shown: writer.shown,
    heavy: writer.heavy,
    make: (ask) => makeView(page, writer, ask),
  })),
);

const PLAYLISTS: readonly FileKind[] = Object.entries(PLAYLIST_WRITERS).map(([suffix, writer]): FileKind => ({
  address: `/present.${suffix}`,
  suffix,
  type: writer.type,
  shown: suffix === 'pdf',
  heavy: true,
  make: async ({ view, selection, problems, maps }) => {
    const situation = await situate(view, selection, true);
    const unread = notUnderstood(problems);
    const sheets = (await playlistSheets(view, selection, maps)).map((sheet) => noticed(sheet, unread));
    return {
      name: latinName('present', situation),
      named: nameIn({ zh: '投影', en: 'slides' }, situation),
      notices: [...unread, ...situation.notices],
      write: () => writer.write(sheets, selection),
    };
  },
}));

const BULLETINS: readonly FileKind[] = Object.entries(BULLETIN_WRITERS).map(([suffix, writer]): FileKind => ({
  address: `/bulletin.${suffix}`,
  suffix,
  type: writer.type,
  shown: suffix === 'pdf',
  heavy: true,
  make: async ({ view, selection, problems, maps }) => {
    const { bulletin, parts, situation } = await draftBulletin(view, selection, maps);
    const unread = notUnderstood(problems);
    const draft = { bulletin, parts: { ...parts, footer: noticedFooter(parts.footer, unread) } };
    return {
      name: latinName('bulletin', situation),
      named: nameIn({ zh: '季度通报', en: 'bulletin' }, situation),
      notices: [...unread, ...situation.notices],
      write: () => writer.write(draft, selection.lang),
    };
  },
}));

export const FILES: readonly FileKind[] = [...VIEWS, ...PLAYLISTS, ...BULLETINS];

/** The state of the data that an address speaks of. */
export const placeOf = ({ version, asKnownOn }: Selection): PlaceAsk => ({
  version: version ?? undefined,
  knownOn: asKnownOn === null ? undefined : (readKnownOn(asKnownOn) ?? undefined),
});

/** Why there is no such file, for an address that looks as if it wanted one; null for any other address. */
export function whyNoFile(address: string): string | null {
  const [, page, suffix] = /^\/([a-z]+)\.([a-z]{1,5})$/.exec(address) ?? [];
  if (page === undefined || suffix === undefined) return null;
  const suffixes = FILES.filter((file) => file.address.startsWith(`/${page}.`)).map((file) => file.suffix);
  if (suffixes.length > 0) return `没有 .${suffix} 这种格式，可用的有 ${suffixes.join('、')}。`;
  // A missing picture of the site is no view.
  const wanted = Object.hasOwn(WRITERS, suffix) && suffix !== 'png' && suffix !== 'svg';
  return wanted ? `没有「${page}」这一页，可用的有 ${[...SHEET_PAGES, 'present', 'bulletin'].join('、')}。` : null;
}

/** Which file an address asks for, of what, and how: `bom=1` is of the file and not of the view. */
export function readFileAddress(address: string): Pick<FileAsk, 'selection' | 'problems' | 'bom'> & { readonly pathname: string } {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const bom = searchParams.get('bom') === '1';
  searchParams.delete('bom');
  return { pathname, bom, ...parseSelection(searchParams.toString()) };
}
