/** Which look the page has now: its theme, how wide the screen is, and whether it is paper. */
import { isLook, LOOKS, TYPE, WALL_TYPE, WALL_WIDTH } from '../theme/design.ts';
import { paintedTile } from './patternTile.ts';
import { chartThemeOf, type ChartTheme } from './theme.ts';

/** A screen this wide is a wall at its own resolution, with type of its own. */
export const WALL = `(min-width: ${WALL_WIDTH}px)`;

/** What a theme depends on, as one text: the theme, a wall, paper. */
export const presentLook = (): string =>
  `${document.documentElement.dataset['theme'] ?? ''} ${String(matchMedia(WALL).matches)} ${String(matchMedia('print').matches)}`;

/** The theme for the look of the page; paper is never dark. */
export function presentTheme(): ChartTheme {
  const named = document.documentElement.dataset['theme'] ?? 'light';
  const look = !isLook(named) || (named === 'dark' && matchMedia('print').matches) ? 'light' : named;
  const text = (matchMedia(WALL).matches ? WALL_TYPE : TYPE)['t-1'];
  return chartThemeOf(LOOKS[look], text, text + 1, paintedTile);
}
