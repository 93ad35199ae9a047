/** Descriptions of the schema stand as «中文 — English»: this file gives the part that a reader reads. Pure. */
import type { IntrospectionQuery } from 'graphql';
import type { Lang } from '../../state/choices.ts';

const BETWEEN = ' — ';

/** The half of a description in one language; the whole where it has only one. */
export function wordsOf(description: string | null | undefined, lang: Lang): string {
  const text = (description ?? '').trim();
  const at = text.indexOf(BETWEEN);
  if (at === -1) return text;
  return lang === 'zh' ? text.slice(0, at) : text.slice(at + BETWEEN.length);
}

/** The same introspection with every description in one language. Descriptions of the specification's own types are English only and stay. */
export function inLanguage(introspection: IntrospectionQuery, lang: Lang): IntrospectionQuery {
  const said = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('description' in value) || typeof value.description !== 'string') return value;
    return { ...value, description: wordsOf(value.description, lang) };
  };
  return JSON.parse(JSON.stringify(introspection, said)) as IntrospectionQuery;
}
