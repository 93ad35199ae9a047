/** Sending files: how much has gone out, how far the server has read them, and stopping both. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiProblem, basePath } from './client.ts';
import type { UploadKind, UploadState } from './gql/enums.ts';

export interface SendAsk {
  readonly region: string;
  readonly period: string;
  readonly kind: UploadKind;
  readonly files: readonly File[];
  /** Only read and judged; nothing of it is kept. */
  readonly dryRun: boolean;
  /** Rows with errors are left out, the others are taken. */
  readonly partial: boolean;
}

export interface Sending {
  /** Id of the upload, once the server has every byte. Rejects with an ApiProblem; with the code CANCELLED where `cancel` was called. */
  readonly arrived: Promise<string>;
  readonly cancel: () => void;
}

const UPLOADS = '/submissions/uploads';
const addressOf = (path: string): string => `${basePath(location.pathname)}${path}`;

/** Codes of what a server on the way, or this one before it has read a byte, says by status alone. */
const CODES: Readonly<Record<number, string>> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const textIn = (found: unknown, name: string): string | null => {
  const value = isRecord(found) ? found[name] : undefined;
  return typeof value === 'string' ? value : null;
};

function problemOf(status: number, text: string): ApiProblem {
  const told = parsed(text);
  const message = textIn(told, 'error') ?? textIn(told, 'message');
  return new ApiProblem(
    textIn(told, 'code') ?? CODES[status] ?? (message === null ? 'NETWORK' : 'BAD_USER_INPUT'),
    message ?? '',
    textIn(told, 'id'),
  );
}

function formOf({ region, period, kind, files, dryRun, partial }: SendAsk): FormData {
  const form = new FormData();
  // The fields go first: the server knows who sends what for whom before the first byte of a file.
  for (const [name, value] of Object.entries({ region, period, kind })) form.append(name, value);
  if (dryRun) form.append('dryRun', '1');
  if (partial) form.append('partial', '1');
  for (const file of files) form.append('file', file, file.name);
  return form;
}

/** Sends files; `onSent` is told the share of the bytes that have gone out, 0 to 1. `fetch` does not tell that, so this is an XMLHttpRequest. */
export function sendFiles(asked: SendAsk, onSent: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const arrived = new Promise<string>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onSent(loaded / total);
    });
    request.addEventListener('load', () => {
      const found = parsed(request.responseText);
      const id = textIn(found, 'id');
      if (request.status < 400 && id !== null) resolve(id);
      else reject(problemOf(request.status, request.responseText));
    });
    request.addEventListener('error', () => {
      reject(new ApiProblem('NETWORK', ''));
    });
    request.addEventListener('abort', () => {
      reject(new ApiProblem('CANCELLED', ''));
    });
  });
  request.open('POST', addressOf('/submissions'));
  request.setRequestHeader('accept', 'application/json');
  // A browser may send a form across sites without asking first; this header is what makes it ask.
  request.setRequestHeader('apollo-require-preflight', 'yes');
  request.send(formOf(asked));
  return {
    arrived,
    cancel: () => {
      request.abort();
    },
  };
}

/** How far the server is with a file. */
export interface Reading {
  readonly state: UploadState;
  readonly progress: {
    readonly rowsRead: number;
    /** Rows that are compared and stored; known once all are read. */
    readonly rowsTotal: number | null;
    readonly rowsStored: number;
  };
}

/** States after which nothing more happens by itself. */
const UNDER_WAY: ReadonlySet<UploadState> = new Set(['RECEIVING', 'WAITING', 'READING', 'COMPARING']);
export const isUnderWay = (state: UploadState): boolean => UNDER_WAY.has(state);

/** Milliseconds between two looks at an upload that is being read. */
const LOOK = 400;

async function readUpload(id: string, signal: AbortSignal): Promise<Reading> {
  const response = await fetch(addressOf(`${UPLOADS}/${encodeURIComponent(id)}`), {
    headers: { accept: 'application/json' },
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new ApiProblem('NETWORK', String(cause));
  });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return (await response.json()) as Reading;
}

/** Looks at an upload again and again until it is done. */
export const useReading = (id: string): UseQueryResult<Reading, ApiProblem> =>
  useQuery<Reading, ApiProblem>({
    queryKey: ['reading', id],
    queryFn: ({ signal }) => readUpload(id, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && !isUnderWay(state.data.state) ? false : LOOK),
    staleTime: 0,
    gcTime: 0,
    retry: (failures, { code }) => failures < 5 && code === 'NETWORK',
  });

/** Stops the reading of an upload; nothing of it is kept. */
export async function cancelReading(id: string): Promise<void> {
  await fetch(addressOf(`${UPLOADS}/${encodeURIComponent(id)}`), { method: 'DELETE', headers: { 'apollo-require-preflight': 'yes' } });
}

export const annotatedAddress = (id: string): string => addressOf(`${UPLOADS}/${encodeURIComponent(id)}/annotated.xlsx`);
export const differencesAddress = (id: string): string => addressOf(`/submissions/${encodeURIComponent(id)}/differences.xlsx`);
export const templateAddress = (kind: UploadKind, region: string, period: string): string =>
  addressOf(`/templates/${kind === 'LEDGER' ? 'ledger' : 'summary'}.xlsx?${new URLSearchParams({ region, period })}`);
