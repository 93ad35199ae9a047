/** Queries that a reader keeps under a name, for themselves or for everybody. */
import { badInput } from './errors.ts';
import { readName } from './tokens.ts';

/** `variables` is the text of a JSON object. Moments are ISO text in UTC. */
export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly variables: string | null;
  readonly shared: boolean;
  /** Whether it belongs to who is reading it. */
  readonly mine: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SavedQueryAsk {
  /** An own query that is changed; a new one otherwise. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly query: string;
  readonly variables?: string | undefined;
  readonly shared: boolean;
}

/** A query in its canonical form. */
export interface SavedQueryText {
  readonly name: string;
  readonly query: string;
  readonly variables: string | null;
  readonly shared: boolean;
}

export const QUERY_CHARACTERS = 10_000;

function isObjectText(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

/** Variables of nothing but white space are none. @throws DomainError that says what is wrong with it */
export function readSavedQuery({ name, query, variables, shared }: SavedQueryAsk): SavedQueryText {
  const kept = readName(name, '查询');
  if (query.trim() === '') throw badInput('查询是空的，没有什么可保存。');
  if (query.length > QUERY_CHARACTERS) throw badInput(`查询有 ${query.length} 个字符，最多 ${QUERY_CHARACTERS} 个。请缩短，或分成几个。`);
  if (query.includes('\0')) throw badInput('查询中有不能保存的空字符（U+0000），请删去。');
  const given = variables === undefined || variables.trim() === '' ? null : variables;
  if (given !== null && given.length > QUERY_CHARACTERS)
    throw badInput(`变量有 ${given.length} 个字符，最多 ${QUERY_CHARACTERS} 个。请缩短。`);
  if (given !== null && !isObjectText(given)) throw badInput('变量须为一个 JSON 对象，例如 {"region": "410000"}。');
  return { name: kept, query, variables: given, shared };
}
