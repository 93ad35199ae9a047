import type { Selection } from '../state/selection.ts';

/** Puts theme and language of the address on the root element, where the tokens and the browser read them. */
export function applyLook({ theme, lang }: Pick<Selection, 'theme' | 'lang'>): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme;
  root.lang = lang === 'zh' ? 'zh-CN' : 'en';
}

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
