/**
 * Runs before the app, from a chunk of a few kilobytes: what the address will need is asked for while the rest of the code is on its way. Who the
 * reader is comes first, unless the page says that it is open to them; nothing is asked for a reader who has to go through a door. Whatever goes wrong here, the app asks for itself.
 */
import type { Access } from './api/access.ts';
import { askKey, basePath, send, type SendOptions } from './api/client.ts';
import { begin } from './api/early.ts';
import { accessDocument, datasetDocument, indicatorsDocument, overviewDocument, overviewRegionDocument } from './api/first.ts';
import type { TypedDocumentString } from './api/gql/graphql.ts';
import { beginMapFile } from './api/mapFiles.ts';
import { told } from './api/told.ts';
import { mapChoiceOf } from './features/overview/mapChoice.ts';
import { overviewAsk } from './features/overview/overviewAsk.ts';
import { LOAD } from './pageCode.ts';
import { pageAt, PLACED, type Page } from './state/pages.ts';
import { parseSelection, type Selection } from './state/selection.ts';
import { situationOf } from './view/context.ts';
import { mapSourceOf } from './view/mapSource.ts';
import { doorFor, ownRoot, reads } from './view/may.ts';

const first = <Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  options: SendOptions,
): Promise<Answer> =>
  begin(askKey(document, variables, options), async () => told(document, variables, options) ?? send(document, variables, options));

/** The reader; null where the address leads them to another page first. */
async function readerOf(): Promise<Access | null> {
  const { site, viewer } = await first(accessDocument, {}, { privately: true });
  const access: Access = { site, viewer: viewer ?? null, expired: false, lasts: null };
  return reads(access) && doorFor(access, null) === null ? access : null;
}

/** The rates of the region and the shapes of its parts, once it is known what there is to show. */
async function beginView(page: Page, selection: Selection): Promise<void> {
  const options: SendOptions = { version: selection.version, knownOn: selection.asKnownOn };
  const [{ dataset }, { indicators }, { region }] = await Promise.all([
    first(datasetDocument, {}, options),
    first(indicatorsDocument, {}, options),
    first(overviewRegionDocument, { region: selection.region }, options),
  ]);
  if (page !== 'overview' || !region || selection.why !== null) return;
  const { view, period, indicator } = situationOf({ region, dataset, indicators }, selection);
  const choice = mapChoiceOf(region, view === 'ledger' ? indicator : null, selection);
  const source = choice.layout === 'map' ? mapSourceOf(region) : null;
  await Promise.all([
    source === null ? null : beginMapFile(source.file),
    view === 'ledger' && period !== null && indicator !== null
      ? first(overviewDocument, { ...overviewAsk({ region, period, indicator }, choice, selection) }, options)
      : null,
  ]);
}

/** Whether the server said with the page itself that this reader has no name and needs none: nobody waits then to be told who reads. */
const saidOpen = (): boolean => 'open' in document.documentElement.dataset;

async function boot(): Promise<void> {
  const page = pageAt(location.pathname.slice(basePath(location.pathname).length));
  if (page === null) return;
  const code = LOAD[page]();
  if (!PLACED.has(page)) {
    await Promise.all([code, readerOf()]);
    return;
  }
  const drawing = import('./charts/engine.ts');
  const { selection } = parseSelection(location.search);
  if (saidOpen()) {
    await Promise.all([code, drawing, readerOf(), beginView(page, selection)]);
    return;
  }
  const access = await readerOf();
  if (access === null) return;
  const root = new URLSearchParams(location.search).has('region') ? null : ownRoot(access);
  await Promise.all([code, drawing, beginView(page, root === null ? selection : { ...selection, region: root })]);
}

// The app comes upon the same failure where it can say so.
boot().catch(() => undefined);
