import type { Lang } from '../state/choices.ts';

const TAGS: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** A moment at the reader's clock, to the minute. */
export const momentText = (moment: string, lang: Lang): string =>
  new Intl.DateTimeFormat(TAGS[lang], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));
