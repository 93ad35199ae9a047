/** Files of the map packs, by their names. */
import { ApiProblem, basePath } from './client.ts';
import { begin, come, taken } from './early.ts';

async function read(path: string, signal: AbortSignal | null): Promise<unknown> {
  const response = await fetch(`${basePath(location.pathname)}/maps/${path}`, { signal }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem('NETWORK', String(cause));
  });
  const json = (response.headers.get('content-type') ?? '').includes('json');
  if (response.status === 404)
    throw new ApiProblem('NOT_FOUND', json ? (((await response.json()) as { readonly error?: string }).error ?? path) : path);
  if (!response.ok || !json) throw new ApiProblem('NETWORK', `HTTP ${response.status}`);
  return response.json();
}

const keyOf = (path: string): string => `map ${path}`;

/** One file; fails with NOT_FOUND where the pack has none of that name. */
export const readMapFile = async (path: string, signal: AbortSignal | null): Promise<unknown> => taken(keyOf(path)) ?? read(path, signal);

/** A file that was asked for ahead and is there. */
export const mapFileCome = (path: string): unknown => come(keyOf(path));

/** Asks for a file before somebody does. */
export const beginMapFile = (path: string): Promise<unknown> => begin(keyOf(path), () => read(path, null));
