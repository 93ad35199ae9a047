/**
 * Texts known by their hash: those of the web app, from the manifest of its build, for ever; and those that askers send with their hash, as
 * many as there is room for. A known text is asked for by `extensions: { persistedQuery: { version: 1, sha256Hash } }` alone.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphQLError } from 'graphql';
import { screenText } from '../graphql/limits.ts';
import { refusal, type Question } from './question.ts';

const TEXTS_KEPT = 500;
const CHARACTERS_KEPT = 1_000_000;
/** Clients of the protocol wait for this message, word for word. */
const NOT_FOUND = 'PersistedQueryNotFound';

export interface KnownOperation {
  readonly name: string;
  readonly text: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What `operations.json` beside the web app's pages holds, by hash; nothing where the app has not been built. An entry whose hash is not that of its text is left out. */
export function readManifest(web: string): ReadonlyMap<string, KnownOperation> {
  const file = path.join(web, 'operations.json');
  if (!existsSync(file)) return new Map();
  const entries = JSON.parse(readFileSync(file, 'utf8')) as Record<string, KnownOperation>;
  return new Map(Object.entries(entries).filter(([hash, { text }]) => hashOf(text) === hash));
}

export interface Asked {
  readonly text: string;
  /** SHA-256 of the text. */
  readonly hash: string;
  /** Of the manifest: written by this program itself. */
  readonly known: boolean;
  /** Its name in the manifest; null: the asker's own text. */
  readonly name: string | null;
}

export interface Operations {
  /** The text that a question means; `confined`: of the manifest only, for this reader. @throws GraphQLError a refusal, with a code */
  find(question: Question, confined?: boolean): Asked;
}

export interface OperationsParts {
  readonly manifest: ReadonlyMap<string, KnownOperation>;
  /** `known`: only texts of the manifest are executed. */
  readonly allowed: 'any' | 'known';
}

function hashIn({ extensions }: Question): string | null {
  const asked = extensions['persistedQuery'];
  if (asked === undefined || asked === null) return null;
  const hash = typeof asked === 'object' && 'version' in asked && asked.version === 1 && 'sha256Hash' in asked ? asked.sha256Hash : null;
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash))
    throw refusal('persistedQuery 须为 {"version": 1, "sha256Hash": "64 位小写十六进制"}。', 'BAD_USER_INPUT', 400);
  return hash;
}

/** Texts that passed the limits, the one used longest ago going first. */
function createTexts(): { get(hash: string): string | undefined; keep(hash: string, text: string): void } {
  const kept = new Map<string, string>();
  let characters = 0;
  return {
    get: (hash) => {
      const text = kept.get(hash);
      if (text !== undefined) {
        kept.delete(hash);
        kept.set(hash, text);
      }
      return text;
    },
    keep: (hash, text) => {
      kept.set(hash, text);
      characters += text.length;
      for (const [oldest, { length }] of kept) {
        if (kept.size <= TEXTS_KEPT && characters <= CHARACTERS_KEPT) break;
        kept.delete(oldest);
        characters -= length;
      }
    },
  };
}

/** Hashes of texts that came, for those that come again. */
function createHashes(): { of(text: string): string } {
  let kept = new Map<string, string>();
  let characters = 0;
  return {
    of: (text) => {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const hash = hashOf(text);
      characters += text.length;
      if (kept.size >= TEXTS_KEPT || characters > CHARACTERS_KEPT) {
        kept = new Map();
        characters = text.length;
      }
      kept.set(text, hash);
      return hash;
    },
  };
}

export function createOperations({ manifest, allowed }: OperationsParts): Operations {
  const texts = createTexts();
  const hashes = createHashes();
  const screened = (text: string, hash: string): string => {
    if (texts.get(hash) !== undefined) return text;
    const refused: GraphQLError | null = screenText(text);
    if (refused) throw refused;
    texts.keep(hash, text);
    return text;
  };
  return {
    find: (question, confined = false) => {
      const asked = hashIn(question);
      const hash = question.query === null ? asked : hashes.of(question.query);
      if (hash === null) throw refusal('请求中没有 query，请给出查询的全文。', 'BAD_USER_INPUT', 400);
      if (asked !== null && asked !== hash) throw refusal('sha256Hash 与 query 不符，请用查询全文的 SHA-256。', 'BAD_USER_INPUT', 400);
      const own = manifest.get(hash);
      if (own) return { text: own.text, hash, known: true, name: own.name };
      if (allowed === 'known')
        throw refusal('本站只执行随网页发布的查询。请使用网页，或请管理员把 FUGAI_OPERATIONS 设为 any。', 'FORBIDDEN', 403);
      if (confined)
        throw refusal('您的角色（领导）只能使用网页上的查询，不能自写查询。需要时请联系安全管理员授予分析员角色。', 'FORBIDDEN', 403);
      if (question.query !== null) return { text: screened(question.query, hash), hash, known: false, name: null };
      const text = texts.get(hash);
      if (text === undefined)
        throw refusal(NOT_FOUND, 'NOT_FOUND', 200, { explanation: '服务器没有存这条查询，请连同 query 全文与同一 sha256Hash 再发一次。' });
      return { text, hash, known: false, name: null };
    },
  };
}
