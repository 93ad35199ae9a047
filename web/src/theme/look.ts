import type { Selection } from '../state/selection.ts';

/** Puts theme and language of the address on the root element, where the tokens and the browser read them. */
export function applyLook({ theme, lang }: Pick<Selection, 'theme' | 'lang'>): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme;
  root.lang = lang === 'zh' ? 'zh-CN' : 'en';
}
