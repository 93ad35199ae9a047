/** What the tokens of a page depend on beside its theme: how wide the screen is (theme/wall.css), and whether it is paper. */

/** A screen this wide is a wall at its own resolution, with type of its own (wall.css). */
export const WALL = '(min-width: 2600px)';

/** What the tokens depend on, as one text: the theme, a wall, paper. */
export const presentLook = (): string =>
  `${document.documentElement.dataset['theme'] ?? ''} ${String(matchMedia(WALL).matches)} ${String(matchMedia('print').matches)}`;
