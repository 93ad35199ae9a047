/** Message catalogues: Chinese is the original; English must have the same keys of the same kinds, or it does not compile. */
import { useSelection } from '../state/useSelection.ts';
import type { Lang } from '../state/selection.ts';

/** A label as the API gives it. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A literal of the original becomes any text; a message with parameters keeps them; a group of messages likewise. */
type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...parameters: never[]) => unknown
      ? Words[Key]
      : Translated<Words[Key]>;
};
export type Catalogue<Words> = Readonly<Record<Lang, Translated<Words>>>;

/** Pairs the two languages of one part of the app: defineWords({ title: '总览' }, { title: 'Overview' }). */
export const defineWords = <const Words>(zh: Words, en: Translated<Words>): Catalogue<Words> => ({ zh: zh as Translated<Words>, en });

export const useLang = (): Lang => useSelection().selection.lang;

/** The messages of one catalogue in the language of the address. */
export const useWords = <Words>(catalogue: Catalogue<Words>): Translated<Words> => catalogue[useLang()];

export const pickLabel = (label: Label, lang: Lang): string => label[lang];

/** Picks the text of API labels in the language of the address; an absent label gives an empty text. */
export function useLabel(): (label: Label | null | undefined) => string {
  const lang = useLang();
  return (label) => (label ? pickLabel(label, lang) : '');
}

/** Name of a region in a language: English where there is one, else the Chinese name. */
export const regionName = (region: { readonly name: string; readonly nameEn?: string | null }, lang: Lang): string =>
  lang === 'en' ? (region.nameEn ?? region.name) : region.name;
