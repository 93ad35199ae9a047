/** A server of this program on a free port, over a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createApp } from '../../server/app.ts';
import { openAccounts } from '../../server/cli/accounts.ts';
import { createAuditLog } from '../../server/cli/anchors.ts';
import { openOffice } from '../../server/cli/office.ts';
import { startWriter } from '../../server/cli/writer.ts';
import { loadConfig, type Config } from '../../server/config.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import type { TlsFiles } from '../../server/http/listening.ts';
import { openReaders, openStore } from '../../server/db/open.ts';
import { ensureRollups } from '../../server/db/rollup.ts';
import type { Apart } from '../../server/graphql/apart.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import type { Reports } from '../../server/reports/types.ts';

export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Served {
  /** `http://127.0.0.1:12345`, no closing slash. */
  readonly url: string;
  readonly folder: string;
  /** Posts a query and gives the answer as it came. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Views opened and not closed. */
  open(): number;
  /** Views opened in all. */
  opened(): number;
  close(): Promise<void>;
}

/** Counts what is opened and closed: a view that stays open would hold a reader for ever. */
function counting(reports: Reports, whole: boolean): { reports: Reports; open: () => number; opened: () => number } {
  let open = 0;
  let opened = 0;
  return {
    open: () => open,
    opened: () => opened,
    reports: {
      newest: () => reports.newest(),
      open: async (sight, version, long) => {
        const view = await reports.open(whole ? EVERYTHING : sight, version, long);
        open += 1;
        opened += 1;
        return {
          ...view,
          close: async () => {
            open -= 1;
            await view.close();
          },
        };
      },
    },
  };
}

export const temporaryFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'fugai-http-'));

interface Wanted {
  /** A file or a postgres address; an empty file of its own otherwise. */
  readonly database?: string;
  /** Settings that differ. */
  readonly change?: Partial<Config>;
  /** Stands between the server and its reports. */
  readonly around?: (reports: Reports) => Reports;
  /** Whether it has tokens and saved queries; they lie beside the database. */
  readonly accounts?: boolean;
  /** Whether whoever asks sees every row, as of a demo ledger; so it is without accounts, for then nobody could. */
  readonly whole?: boolean;
  /** Whether administrators can change settings and make backups. */
  readonly office?: boolean;
  /** Where costly queries run; in the server itself otherwise. */
  readonly apart?: (reports: Reports) => Apart;
  /** Certificate and key; plain connections otherwise. */
  readonly tls?: TlsFiles;
  /** Whether there is no administrator yet. */
  readonly needsSetup?: () => Promise<boolean>;
  /** Told every line of the log. */
  readonly logged?: (line: string) => void;
}

/** The schema with its rollups, as every program leaves it. */
async function makeEmpty(file: string): Promise<void> {
  const store = await openStore(file);
  await ensureRollups(store);
  await store.close();
}

export async function serve({
  database,
  change = {},
  around = (reports) => reports,
  accounts = false,
  whole = !accounts,
  office = false,
  apart,
  tls,
  needsSetup,
  logged,
}: Wanted = {}): Promise<Served> {
  const folder = temporaryFolder();
  const file = database ?? path.join(folder, 'fugai.sqlite');
  if (database === undefined) await makeEmpty(file);
  const config = { ...loadConfig({ FUGAI_DATA: folder, FUGAI_DATABASE: file, FUGAI_PORT: '0' }), ...change };
  const readers = openReaders(file);
  const { reports, open, opened } = counting(around(createReports(readers)), whole);
  const audit = createAuditLog(config);
  const kept = accounts ? await openAccounts(file, () => undefined, config.separation, audit) : null;
  const writer = office ? await startWriter(file, () => undefined) : null;
  const desk = writer === null ? null : await openOffice(file, writer, () => undefined);
  const app = await createApp({
    config,
    reports,
    log: logged === undefined ? createLog('silent') : createLog('trace', { write: logged }),
    ...(kept && { accounts: kept }),
    ...(desk && { office: desk }),
    ...(apart && { apart: apart(reports) }),
    ...(tls && { tls }),
    ...(needsSetup && { needsSetup }),
  });
  const url = await app.listen();
  return {
    url,
    folder,
    ask: async (query, variables = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    open,
    opened,
    close: async () => {
      await app.close();
      await desk?.close();
      await writer?.close();
      await audit.close();
      await kept?.close();
      await readers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
