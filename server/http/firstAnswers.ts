/**
 * The page of a site that stands open, with the answers laid into it that it would ask for before all others: nobody waits then for a way to the
 * server and back before the first figure can be asked for. They are asked as any reader without a name asks them, over `/graphql`, and kept
 * until a newer data version is published.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseSelection } from '../../web/src/state/selection.ts';
import { sightKey } from '../domain/sight.ts';
import type { Reports } from '../reports/types.ts';
import { pack, type Answered } from './answers.ts';
import type { KnownOperation } from './operations.ts';

/** One answer as it lies in the page: `answer` is the body that came, of the question with this hash and these variables. */
interface Told {
  readonly hash: string;
  readonly variables: object;
  readonly answer: unknown;
}

export interface FirstPage extends Answered {
  /** Of its whole text: it changes with the data, the region and the build. */
  readonly tag: string;
}

export interface FirstAnswersParts {
  /** Where the build lies. */
  readonly folder: string;
  /** Questions that were written with the pages, by hash. */
  readonly manifest: ReadonlyMap<string, KnownOperation>;
  readonly reports: Reports;
}

/** Null: the page is to be sent as it is, and asks for itself. */
export type FirstPages = (request: FastifyRequest, file: string) => Promise<FirstPage | null>;

/** Some 80 kB each. */
const PAGES_KEPT = 100;
const TYPE = 'text/html; charset=utf-8';
/** What the pages send, so that an answer is kept once for both. */
const ACCEPT = 'application/graphql-response+json, application/json';
/** What tells where a request comes from: the questions count as those of whoever wants the page. */
const FROM = /^(?:host|via|forwarded|x-real-ip|x-forwarded-[a-z]+)$/;

const questionsOf = (region: string): readonly (readonly [name: string, variables: object])[] => [
  ['Dataset', {}],
  ['Indicators', {}],
  ['OverviewRegion', { region }],
];

/** As JSON that no parser of HTML takes for a tag. */
const inHtml = (content: unknown): string => JSON.stringify(content).replaceAll('<', '\\u003c');

/** Answers by what wants them, of one data version. */
function createPages() {
  const kept = new Map<string, FirstPage>();
  let of = '';
  return {
    find: (newest: string, key: string): FirstPage | undefined => (newest === of ? kept.get(key) : undefined),
    keep: (newest: string, key: string, page: FirstPage): void => {
      if (newest !== of) kept.clear();
      of = newest;
      kept.set(key, page);
      const [oldest = key] = kept.keys();
      if (kept.size > PAGES_KEPT) kept.delete(oldest);
    },
  };
}

export function createFirstPages(app: FastifyInstance, { folder, manifest, reports }: FirstAnswersParts): FirstPages {
  const pages = createPages();
  const hashes = new Map([...manifest].map(([hash, { name }]) => [name, hash]));

  /** Null where there is no good answer of this data version, or none that may be kept. */
  async function ask({ headers, raw }: FastifyRequest, version: string, name: string, variables: object): Promise<Told | null> {
    const hash = hashes.get(name);
    if (hash === undefined) return null;
    const { remoteAddress } = raw.socket;
    const response = await app.inject({
      method: 'GET',
      url: '/graphql',
      query: {
        operationName: name,
        variables: JSON.stringify(variables),
        extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }),
      },
      headers: {
        ...Object.fromEntries(Object.entries(headers).filter(([header]) => FROM.test(header))),
        accept: ACCEPT,
        'accept-encoding': 'identity',
        'apollo-require-preflight': 'yes',
      },
      ...(remoteAddress !== undefined && { remoteAddress }),
    });
    // Only what may be kept has a tag.
    if (response.statusCode !== 200 || response.headers.etag === undefined) return null;
    const answer = response.json<{ readonly extensions?: { readonly dataVersion?: string } }>();
    return answer.extensions?.dataVersion === version ? { hash, variables, answer } : null;
  }

  async function make(request: FastifyRequest, version: string, file: string, region: string): Promise<FirstPage | null> {
    const told = await Promise.all(questionsOf(region).map(async ([name, variables]) => ask(request, version, name, variables)));
    if (told.includes(null)) return null;
    const html = await readFile(path.join(folder, file), 'utf8');
    // Last in the head: what it names before is fetched while this is read.
    const text = html.replace('</head>', () => `  <script type="application/json" id="told">${inHtml(told)}</script>\n  </head>`);
    const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    return { ...(await pack(text, TYPE)), tag };
  }

  return async (request, file) => {
    const { selection } = parseSelection(request.url.split('?', 2)[1] ?? '');
    // Of another version or another day the page asks for itself.
    if (selection.version !== null || selection.asKnownOn !== null) return null;
    try {
      const newest = await reports.newest();
      const key = JSON.stringify([file, selection.region, sightKey(request.sight)]);
      const found = pages.find(newest, key);
      if (found !== undefined) return found;
      const page = await make(request, newest, file, selection.region);
      if (page !== null) pages.keep(newest, key, page);
      return page;
    } catch (error) {
      // Without it the page comes up all the same, and says what is wrong.
      request.log.warn({ err: error }, 'the first answers of a page could not be made');
      return null;
    }
  };
}
