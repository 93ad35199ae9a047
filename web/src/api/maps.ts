/** Map packs: shapes by file, and what the pack says about itself. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Topology } from 'topojson-specification';
import { ApiProblem, basePath } from './client.ts';

async function read(path: string, signal: AbortSignal): Promise<unknown> {
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

const NEVER_STALE = Infinity;

/** Shapes of one file of the pack, `nation.topo.json`; null asks for nothing. Fails with NOT_FOUND where the pack has no such file. */
export const useTopology = (path: string | null): UseQueryResult<Topology, ApiProblem> =>
  useQuery<Topology, ApiProblem>({
    queryKey: ['map', path],
    queryFn: async ({ signal }) => (await read(path ?? '', signal)) as Topology,
    enabled: path !== null,
    staleTime: NEVER_STALE,
    gcTime: NEVER_STALE,
    retry: (failures, problem) => failures < 2 && problem.code !== 'NOT_FOUND',
  });

export interface MapManifest {
  readonly id: string;
  readonly approvalNo: string | null;
  readonly attribution: string;
  readonly disclaimer: string;
  readonly boundaryDate: string;
}

export const useMapManifest = (): UseQueryResult<MapManifest, ApiProblem> =>
  useQuery<MapManifest, ApiProblem>({
    queryKey: ['map', 'manifest.json'],
    queryFn: async ({ signal }) => (await read('manifest.json', signal)) as MapManifest,
    staleTime: NEVER_STALE,
    retry: false,
  });
