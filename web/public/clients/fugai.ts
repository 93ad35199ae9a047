/**
 * 两个覆盖接口的 TypeScript 客户端：一个文件，不依赖任何包，复制即用（浏览器、Node ≥ 20）。
 * A client of the API in one file without dependencies: copy it. Browsers, Node ≥ 20.
 *
 *   import { Fugai, operation, type Connection } from './fugai.ts';
 *
 *   interface Units {
 *     readonly units: Connection<{ readonly creditCode: string }>;
 *   }
 *   const UNITS = operation<Units, { readonly region: string; readonly after?: string | null }>(`
 *     query Units($region: ID!, $after: String) {
 *       units(where: { region: $region }, first: 200, after: $after) {
 *         nodes { creditCode }
 *         pageInfo { hasNextPage endCursor }
 *       }
 *     }`);
 *
 *   const api = new Fugai('http://127.0.0.1:4000'); // { token: 'fugai_…' } where readers must sign in
 *   const { units } = await api.query(UNITS, { region: '410302' });
 *   console.log(units.nodes.length);
 *   for await (const unit of api.nodes(UNITS, (answer) => answer.units, { region: '410302' })) console.log(unit.creditCode);
 *   for await (const row of api.export('units', { region: '410302', sector: ['NON_PUBLIC_ENTERPRISE', 'SOCIAL_ORGANIZATION'], hasPremises: true }))
 *     console.log(row['credit_code'], row['staff']);
 */

/** A named operation with the types of its answer and of its variables. */
export interface Operation<Result, Variables extends object> {
  readonly name: string;
  readonly query: string;
  /** Never there: it carries the types. */
  readonly types?: (variables: Variables) => Result;
}

/** @throws TypeError for an operation without a name: the name is what a server's log shows */
export function operation<Result, Variables extends object = Record<string, never>>(query: string): Operation<Result, Variables> {
  const name = /\bquery\s+(\w+)/.exec(query)?.[1];
  if (name === undefined) throw new TypeError('give the operation a name: query Name { … }');
  return { name, query };
}

/** One page of a list. */
export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** What the server refused. `code`: BAD_USER_INPUT, UNAUTHENTICATED, QUERY_TOO_EXPENSIVE, TIMED_OUT, UNAVAILABLE … */
export class FugaiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(message: string, code: string, status: number) {
    super(message);
    this.name = 'FugaiError';
    this.code = code;
    this.status = status;
  }
}

interface Refusal {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly Refusal[];
  /** Of addresses that are no GraphQL. */
  readonly error?: string;
  readonly code?: string;
}

export interface Settings {
  /** An API token, from the page of tokens. */
  readonly token?: string;
  /** Pins every question to one data version, `v12`. */
  readonly version?: string;
  /** Answers kept for the server to say «unchanged»; the oldest goes first. */
  readonly kept?: number;
  readonly signal?: AbortSignal;
}

/** Lists are joined by commas; what is null or undefined is left out. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>>;

/** Longer questions are posted, and then have no ETag. */
const LONGEST_ADDRESS = 6000;

export class Fugai {
  readonly #url: string;
  readonly #settings: Settings;
  readonly #known = new Map<string, { readonly tag: string; readonly result: unknown }>();

  constructor(url: string, settings: Settings = {}) {
    this.#url = url.replace(/\/$/, '');
    this.#settings = settings;
  }

  /** Asks one operation. An answer that did not change is not sent again. @throws FugaiError with the code of the first error */
  async query<Result, Variables extends object>(asked: Operation<Result, Variables>, variables: Variables): Promise<Result> {
    const { version, kept = 100 } = this.#settings;
    const question = {
      query: asked.query,
      operationName: asked.name,
      variables,
      ...(version === undefined ? {} : { extensions: { dataVersion: version } }),
    };
    const texts = Object.entries(question).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    const address = `/graphql?${new URLSearchParams(texts).toString()}`;
    if (address.length > LONGEST_ADDRESS) {
      const posted = await this.#fetch('/graphql', { method: 'POST', body: JSON.stringify(question) });
      return (await read(posted)) as Result;
    }
    const known = this.#known.get(address);
    const response = await this.#fetch(address, { headers: known === undefined ? {} : { 'if-none-match': known.tag } });
    if (response.status === 304 && known !== undefined) return structuredClone(known.result) as Result;
    const result = await read(response);
    const tag = response.headers.get('etag');
    if (tag !== null && kept > 0) {
      for (const oldest of this.#known.keys()) if (this.#known.size >= kept) this.#known.delete(oldest);
      // A copy, for what a caller gets is theirs to change.
      this.#known.set(address, { tag, result: structuredClone(result) });
    }
    return result as Result;
  }

  /** Every node of a list, page by page. The operation takes `$after: String` and asks for nodes and pageInfo { hasNextPage endCursor }. */
  async *nodes<Result, Variables extends object, Node>(
    asked: Operation<Result, Variables & { readonly after?: string | null }>,
    connection: (result: Result) => Connection<Node>,
    variables: Variables,
  ): AsyncGenerator<Node> {
    let after: string | null = null;
    do {
      const { nodes, pageInfo } = connection(await this.query(asked, { ...variables, after }));
      yield* nodes;
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    } while (after !== null);
  }

  /** Rows of a bulk export while they arrive, with the Latin names of the dictionary `/export/<noun>.dictionary.json`; an empty text is absent. */
  async *export(noun: string, parameters: Parameters = {}): AsyncGenerator<Readonly<Record<string, string>>> {
    const { version } = this.#settings;
    const given: Parameters = { lang: 'en', ...(version === undefined ? {} : { version }), ...parameters };
    const pairs = Object.entries(given).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]]));
    const response = await this.#fetch(`/export/${noun}.csv?${new URLSearchParams(pairs).toString()}`);
    if (!response.ok || response.body === null) throw await refusal(response);
    let heads: readonly string[] | null = null;
    for await (const row of csvRows(response.body)) {
      if (heads === null) heads = row;
      else yield Object.fromEntries(heads.map((head, at) => [head, row[at] ?? '']));
    }
  }

  #fetch(address: string, init: RequestInit & { readonly headers?: Record<string, string> } = {}): Promise<Response> {
    const { token, signal } = this.#settings;
    const headers = {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...init.headers,
    };
    return fetch(`${this.#url}${address}`, { ...init, headers, ...(signal === undefined ? {} : { signal }) });
  }
}

async function refusal(response: Response): Promise<FugaiError> {
  const answer = (await response.json().catch(() => ({}))) as Answer;
  return toError(answer, response.status) ?? new FugaiError(`HTTP ${response.status}`, 'INTERNAL_SERVER_ERROR', response.status);
}

function toError({ errors, error, code }: Answer, status: number): FugaiError | null {
  const first = errors?.[0];
  if (first !== undefined) return new FugaiError(first.message, first.extensions?.code ?? 'INTERNAL_SERVER_ERROR', status);
  return error === undefined ? null : new FugaiError(error, code ?? 'INTERNAL_SERVER_ERROR', status);
}

async function read(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusal(response);
  const answer = (await response.json()) as Answer;
  const failure = toError(answer, response.status);
  if (failure !== null) throw failure;
  return answer.data;
}

/** RFC 4180, as the bytes arrive: a quoted field may hold commas, quotes and lines. */
async function* csvRows(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let [field, row, quoted, closing] = ['', [] as string[], false, false];
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      for (const letter of decoder.decode(piece.value, { stream: true })) {
        // A quote inside a quoted field ends it, unless a second one follows.
        if (quoted && !closing && letter !== '"') field += letter;
        else if (quoted && !closing) closing = true;
        else if (letter === '"') [field, quoted, closing] = [closing ? `${field}"` : field, true, false];
        else if (letter === ',' || letter === '\n') {
          row.push(field);
          [field, quoted, closing] = ['', false, false];
          if (letter === '\n') {
            yield row;
            row = [];
          }
        } else if (letter !== '\r') field += letter;
      }
    }
  } finally {
    await reader.cancel();
  }
}
