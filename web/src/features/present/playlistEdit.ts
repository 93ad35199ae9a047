/** Changes of a playlist, each as a new list. Pure. */
import { pageAt } from '../../state/pages.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import { printEntry, readEntry } from '../../state/playlist.ts';
import { DEFAULTS, parseSelection, printSelection, type BadParameter, type Selection } from '../../state/selection.ts';
import { DEFAULT_SECONDS } from '../../state/defaultPlaylist.ts';

export interface KeyedEntry extends PlaylistEntry {
  /** Stays with the entry when others move; the same view twice is told apart by its number. */
  readonly id: string;
}

export function keyed(entries: readonly PlaylistEntry[]): readonly KeyedEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const nth = (seen.get(entry.view) ?? 0) + 1;
    seen.set(entry.view, nth);
    return { ...entry, id: `${entry.view}#${nth}` };
  });
}

/** Puts the entries of `keys` before or after `target`; those that move keep their order. */
export function moved(
  entries: readonly KeyedEntry[],
  keys: ReadonlySet<unknown>,
  target: { readonly key: unknown; readonly dropPosition: 'before' | 'after' | 'on' },
): readonly PlaylistEntry[] {
  const moving = entries.filter(({ id }) => keys.has(id));
  const staying = entries.filter(({ id }) => !keys.has(id));
  const found = staying.findIndex(({ id }) => id === target.key);
  const place = found === -1 ? staying.length : target.dropPosition === 'before' ? found : found + 1;
  return [...staying.slice(0, place), ...moving, ...staying.slice(place)].map(plain);
}

const plain = ({ seconds, view }: PlaylistEntry): PlaylistEntry => ({ seconds, view });

export const without = (entries: readonly KeyedEntry[], id: string): readonly PlaylistEntry[] =>
  entries.filter((entry) => entry.id !== id).map(plain);

export const timed = (entries: readonly KeyedEntry[], id: string, seconds: number): readonly PlaylistEntry[] =>
  entries.map((entry) => plain(entry.id === id ? { ...entry, seconds } : entry));

/** Where the focus goes when the slide of a place is taken out of `length`: to the one that follows, else to the one before; null when none is left. */
export const afterRemoval = (index: number, length: number): number | null => (length <= 1 ? null : Math.min(index, length - 2));

/** A list as the address holds it: one without slides is told from one that nobody has chosen. */
export const listed = (slide: readonly PlaylistEntry[]): Pick<Selection, 'slide' | 'emptied'> => ({ slide, emptied: slide.length === 0 });

/** Undefined: not a length that a slide can have. Full-width digits of a Chinese keyboard are digits. */
export function readSeconds(text: string): number | undefined {
  const typed = text.normalize('NFKC').trim();
  return /^\d{1,3}$/.test(typed) ? readEntry(`${typed}|overview`)?.seconds : undefined;
}

/** Look and version belong to the meeting, not to one of its slides. */
const MEETING = { theme: DEFAULTS.theme, lang: DEFAULTS.lang, version: null, slide: [], at: null, edit: false, emptied: false } as const;

/** What of an address was not understood stays with the slide, cut to this length, so that every check can say it. */
const MOST_UNREAD = 60;

const unreadOf = (problems: readonly BadParameter[]): string =>
  new URLSearchParams(problems.map(({ name, value }) => [name.slice(0, MOST_UNREAD), value.slice(0, MOST_UNREAD)])).toString();

/** What the view of a slide asks for and was not understood. */
export const problemsOf = (view: string): readonly BadParameter[] => parseSelection(view.split('?', 2)[1] ?? '').problems;

/** An address as it stands in the address bar becomes a slide; null where it is not a page that can be shown. */
export function entryAt(address: string, base: string): PlaylistEntry | null {
  const url = URL.parse(address.trim(), 'http://localhost');
  if (url === null) return null;
  const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname;
  const page = pageAt(path === '' ? '/' : path);
  if (page === null || page === 'present') return null;
  const { selection, problems } = parseSelection(url.search);
  const search = printSelection({ ...selection, ...MEETING });
  const unread = unreadOf(problems.filter(({ name }) => !(name in MEETING)));
  const view = unread === '' ? `${page}${search}` : `${page}${search === '' ? '?' : `${search}&`}${unread}`;
  return readEntry(printEntry({ seconds: DEFAULT_SECONDS, view })) ?? null;
}

/** How long the whole list plays. */
export const lengthOf = (entries: readonly PlaylistEntry[]): number => entries.reduce((sum, { seconds }) => sum + seconds, 0);

export interface GroupedWarning {
  readonly kind: string;
  readonly text: string;
  /** Numbers of the slides, from 1. */
  readonly slides: readonly number[];
}

/** The same warning of several slides once, with their numbers; in the order of the slides. */
export function grouped(
  slides: readonly { readonly warnings: readonly { readonly kind: string; readonly text: string }[] }[],
): readonly GroupedWarning[] {
  const groups = new Map<string, GroupedWarning>();
  for (const [index, { warnings }] of slides.entries())
    for (const { kind, text } of warnings) {
      const before = groups.get(`${kind} ${text}`);
      groups.set(`${kind} ${text}`, { kind, text, slides: [...(before?.slides ?? []), index + 1] });
    }
  return [...groups.values()];
}

/** `1–3、7`: neighbours in one range. */
export function rangesOf(numbers: readonly number[], comma: string): string {
  const runs: (readonly [number, number])[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) runs[runs.length - 1] = [last[0], number];
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(comma);
}
