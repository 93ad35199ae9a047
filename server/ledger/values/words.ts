/** Closed words: from a label, a key or a synonym, in any common spelling, to the key. */
import type { WordList } from '../columns.ts';
import { lookupForm } from '../text.ts';

/** Exact spellings and, behind them, their lookup forms (no spaces, simplified, lower case) → key. */
export interface WordIndex {
  readonly exact: ReadonlyMap<string, string>;
  readonly forms: ReadonlyMap<string, string>;
}

/** Separators that people put into names of industries and the like without meaning. */
const wordForm = (text: string): string => lookupForm(text).replace(/[、,;·.。/()-]/g, '');

/** Made once a list, not once a file. */
const indexes = new WeakMap<WordList, WordIndex>();

/** The index of a list. The first member that claims a spelling keeps it. */
export function indexWords(words: WordList): WordIndex {
  const known = indexes.get(words);
  if (known !== undefined) return known;
  const index = makeIndex(words);
  indexes.set(words, index);
  return index;
}

function makeIndex(words: WordList): WordIndex {
  const exact = new Map<string, string>();
  const forms = new Map<string, string>();
  for (const [key, entry] of Object.entries(words)) {
    for (const spelling of [key, entry.zh, ...(entry.synonyms ?? []), key + entry.zh]) {
      if (!exact.has(spelling)) exact.set(spelling, key);
      const form = wordForm(spelling);
      if (!forms.has(form)) forms.set(form, key);
    }
  }
  return { exact, forms };
}

/** The key a text stands for; null when it is none of the words. */
export const findWord = (index: WordIndex, text: string): string | null => index.exact.get(text) ?? index.forms.get(wordForm(text)) ?? null;

const YES = ['是', '有', '√', '✓', '✔', '1', '对', '已', 'Y', 'YES', 'TRUE', 'T', '已纳入', '已签订', '已开展'];
const NO = ['否', '无', '×', '✗', '✘', '0', '错', '未', '没有', 'N', 'NO', 'FALSE', 'F', '未纳入', '未签订', '未开展'];
const FLAGS = new Map([...YES.map((word) => [word, true] as const), ...NO.map((word) => [word, false] as const)]);

/** 是/否 in its spellings; undefined when it is neither. */
export const findFlag = (text: string): boolean | undefined => FLAGS.get(text) ?? FLAGS.get(lookupForm(text).toUpperCase());
