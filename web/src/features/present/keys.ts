/** What the keys of a keyboard and of a presenter's remote do during a show. Pure. */

export const ACTIONS = [
  'previous',
  'next',
  'up',
  'down',
  'play',
  'blank',
  'labels',
  'larger',
  'smaller',
  'full',
  'leave',
  'first',
  'last',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Remotes send PageUp and PageDown, and a full stop for the black screen. */
const KEYS: Readonly<Record<string, Action>> = {
  ArrowLeft: 'previous',
  PageUp: 'previous',
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ' ': 'play',
  b: 'blank',
  '.': 'blank',
  l: 'labels',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '−': 'smaller',
  f: 'full',
  Escape: 'leave',
  Home: 'first',
  End: 'last',
};

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Null for a key that belongs to the browser, or to nothing. */
export function actionOf({ key, ctrlKey, metaKey, altKey }: Pressed): Action | null {
  if (ctrlKey || metaKey || altKey) return null;
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** A drag across a quarter of the screen turns the page; anything shorter is a touch. Pixels. */
export function swipeOf(dx: number, dy: number, width: number): Action | null {
  if (Math.abs(dx) < width / 8 || Math.abs(dx) < 2 * Math.abs(dy)) return null;
  return dx < 0 ? 'next' : 'previous';
}
