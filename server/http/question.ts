/** What a request to `/graphql` asks, read once, from a body or an address; whatever has the wrong shape is refused here, in words. */
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { readKnownOn } from '../domain/calendar.ts';
import { parametersOf } from './address.ts';

type Values = Readonly<Record<string, unknown>>;

export interface Question {
  /** The text; null where only its hash was sent. */
  readonly query: string | null;
  readonly operationName: string | null;
  readonly variables: Values | null;
  readonly extensions: Values;
}

export const refusal = (message: string, code: string, status: number, more: Values = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status }, ...more } });

const wrong = (message: string): GraphQLError => refusal(message, 'BAD_USER_INPUT', 400);

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

const JSON_PARTS: ReadonlySet<string> = new Set(['variables', 'extensions']);

/** The parts of an address; one that is given twice has no meaning. */
function fromAddress(request: FastifyRequest): Values {
  const parameters = parametersOf(request);
  const parts = ['query', 'operationName', 'variables', 'extensions'].flatMap((name) => {
    const given = parameters.getAll(name);
    if (given.length > 1) throw wrong(`地址中的 ${name} 出现了 ${given.length} 次，请只给一次。`);
    const [text] = given;
    if (text === undefined || (text === '' && JSON_PARTS.has(name))) return [];
    if (!JSON_PARTS.has(name)) return [[name, text] as const];
    try {
      return [[name, JSON.parse(text) as unknown] as const];
    } catch {
      throw wrong(`地址中的 ${name} 不是 JSON，请检查写法与编码。`);
    }
  });
  return Object.fromEntries(parts);
}

function fromBody({ body }: FastifyRequest): Values {
  if (Array.isArray(body)) throw wrong('一次请求只能有一个操作，不接受数组；请分成几次请求。');
  if (typeof body === 'string') throw refusal('不支持这种内容类型，请用 application/json。', 'BAD_USER_INPUT', 415);
  if (!isValues(body)) throw wrong('请求体须为 JSON 对象，至少有 query；内容类型为 application/json。');
  return body;
}

function textIn(asked: Values, name: string): string | null {
  const value = asked[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw wrong(`${name} 须为文字。`);
  // A lone half of a surrogate pair is no character: it has no UTF-8 form, and a hash of it would be that of another text.
  if (!value.isWellFormed()) throw wrong(`${name} 中有不成字的 Unicode 编码，请改用 UTF-8。`);
  return value;
}

function valuesIn(asked: Values, name: string): Values | null {
  const value = asked[name];
  if (value === undefined || value === null) return null;
  if (!isValues(value)) throw wrong(`${name} 须为 JSON 对象。`);
  return value;
}

const ADDRESSES_KEPT = 500;
const LONGEST_KEPT = 4_000;
let addresses = new Map<string, Question>();

/** @throws GraphQLError BAD_USER_INPUT */
export function readQuestion(request: FastifyRequest): Question {
  const { method, url } = request;
  if (method !== 'GET') return toQuestion(fromBody(request));
  // Pages send the same few addresses again and again.
  const known = addresses.get(url);
  if (known !== undefined) return known;
  const found = toQuestion(fromAddress(request));
  if (addresses.size >= ADDRESSES_KEPT) addresses = new Map();
  if (url.length <= LONGEST_KEPT) addresses.set(url, found);
  return found;
}

function toQuestion(asked: Values): Question {
  const query = textIn(asked, 'query');
  const extensions = valuesIn(asked, 'extensions') ?? {};
  checkVersion(extensions);
  checkKnownOn(extensions);
  return {
    query: query === '' ? null : query,
    operationName: textIn(asked, 'operationName'),
    variables: valuesIn(asked, 'variables'),
    extensions,
  };
}

/** `extensions: { dataVersion: "v12" }` pins a request to an earlier data version. */
export function versionOf({ extensions }: Pick<Question, 'extensions'>): string | undefined {
  const version = extensions['dataVersion'];
  return typeof version === 'string' ? version : undefined;
}

/** `extensions: { asKnownOn: "2026-07-20" }` answers every field as it was known at the end of that day, or at a moment. */
export function knownOnOf({ extensions }: Pick<Question, 'extensions'>): string | undefined {
  const moment = extensions['asKnownOn'];
  return typeof moment === 'string' ? (readKnownOn(moment) ?? undefined) : undefined;
}

function checkKnownOn(extensions: Values): void {
  const moment = extensions['asKnownOn'];
  if (moment === undefined || moment === null || (typeof moment === 'string' && readKnownOn(moment) !== null)) return;
  throw wrong(
    `extensions.asKnownOn 须为日期或带时区的时刻，如 "2026-07-20" 或 "2026-07-20T08:00:00+08:00"；收到 ${JSON.stringify(moment).slice(0, 40)}。去掉它即用最新的数据。`,
  );
}

/** What looks like a version and is none would be answered of the newest, and nobody would see it. */
function checkVersion(extensions: Values): void {
  const version = extensions['dataVersion'];
  if (version === undefined || version === null || (typeof version === 'string' && /^v\d{1,9}$/.test(version))) return;
  throw wrong(`extensions.dataVersion 须为文字，如 "v12"；收到 ${JSON.stringify(version).slice(0, 40)}。去掉它即用最新的数据版本。`);
}
