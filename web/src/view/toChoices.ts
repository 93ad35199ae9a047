/** The words of an enum of the server as choices of a list, and the choices that stand. Pure. */
import type { Dataset } from '../api/dataset.ts';
import { pickLabel } from '../i18n/words.ts';
import type { Lang } from '../state/selection.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Small beside it, how many there are. */
  readonly note?: string;
}

export const wordOf = (dataset: Dataset, vocabulary: string, id: string | null | undefined, lang: Lang): string | null => {
  const member = dataset.vocabularies.find(({ name }) => name === vocabulary)?.members.find((one) => one.id === id);
  return member ? pickLabel(member.label, lang) : null;
};

/** Choices of a vocabulary, those of `allowed` only where it is given. */
export const vocabularyChoices = (dataset: Dataset, vocabulary: string, lang: Lang, allowed?: readonly string[]): readonly Choice[] =>
  (dataset.vocabularies.find(({ name }) => name === vocabulary)?.members ?? [])
    .filter(({ id }) => allowed === undefined || allowed.includes(id))
    .map(({ id, label }) => ({ id, label: pickLabel(label, lang) }));

export const vocabularyName = (dataset: Dataset, vocabulary: string, lang: Lang): string => {
  const found = dataset.vocabularies.find(({ name }) => name === vocabulary);
  return found ? pickLabel(found.label, lang) : vocabulary;
};
