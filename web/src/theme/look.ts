import type { Selection } from '../state/selection.ts';

/** Puts theme and language of the address on the root element, where the tokens and the browser read them. */
export function applyLook({ theme, lang }: Pick<Selection, 'theme' | 'lang'>): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme;
  root.lang = lang === 'zh' ? 'zh-CN' : 'en';
}

/** A screen this wide is a wall at its own resolution, with type of its own (wall.css). */
export const WALL = '(min-width: 2600px)';

/** What the tokens depend on, as one text: the theme, a wall, paper. */
export const presentLook = (): string =>
  `${document.documentElement.dataset['theme'] ?? ''} ${String(matchMedia(WALL).matches)} ${String(matchMedia('print').matches)}`;

/** Pictures are painted before the browser turns to paper: the page goes light for as long as it prints. */
export function printLight(): void {
  const root = document.documentElement;
  let shown: string | undefined;
  addEventListener('beforeprint', () => {
    shown ??= root.dataset['theme'];
    if (shown === 'dark') root.dataset['theme'] = 'light';
  });
  addEventListener('afterprint', () => {
    if (shown !== undefined) root.dataset['theme'] = shown;
    shown = undefined;
  });
}
