/** Map packs: shapes by file, and what the pack says about itself. */
import { useQueries, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Topology } from 'topojson-specification';
import type { ApiProblem } from './client.ts';
import { mapFileCome, readMapFile } from './mapFiles.ts';

const NEVER_STALE = Infinity;

/** One file of shapes, as it is asked. */
export const topologyQuery = (path: string | null, enabled: boolean) => ({
  queryKey: ['map', path],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await readMapFile(path ?? '', signal)) as Topology,
  enabled,
  staleTime: NEVER_STALE,
  gcTime: NEVER_STALE,
  retry: (failures: number, problem: ApiProblem) => failures < 2 && problem.code !== 'NOT_FOUND',
});

/** Shapes of one file of the pack, `nation.topo.json`; null asks for nothing. Fails with NOT_FOUND where the pack has no such file. */
export const useTopology = (path: string | null): UseQueryResult<Topology, ApiProblem> =>
  useQuery<Topology, ApiProblem>({
    ...topologyQuery(path, path !== null),
    initialData: () => (path === null ? undefined : (mapFileCome(path) as Topology | undefined)),
  });

export interface Topologies {
  /** By path; what could not be had is not there. */
  readonly found: ReadonlyMap<string, Topology>;
  /** Paths that are answered, with shapes or with a refusal. */
  readonly settled: number;
  /** Ends the requests under way; those answered stay. */
  readonly cancel: () => void;
}

/** Counted alone: the library compares what is combined in depth, and shapes are millions of numbers. */
const settledOf = (queries: readonly UseQueryResult<Topology>[]): number =>
  queries.filter((query) => query.isSuccess || query.isError).length;

/** Many files at once; with `wanted` false nothing more is asked for. */
export function useTopologies(paths: readonly string[], wanted: boolean): Topologies {
  const client = useQueryClient();
  const queries = useMemo(() => paths.map((path) => topologyQuery(path, wanted)), [paths, wanted]);
  const settled = useQueries({ queries, combine: settledOf });
  const found = useMemo(() => {
    const held = paths.map((path) => [path, client.getQueryData<Topology>(['map', path])] as const);
    // The count says when to look again.
    return new Map(settled === 0 ? [] : held.flatMap(([path, topology]) => (topology ? [[path, topology] as const] : [])));
  }, [client, paths, settled]);
  const cancel = (): void => {
    for (const path of paths) void client.cancelQueries({ queryKey: ['map', path] });
  };
  return { found, settled, cancel };
}

export interface MapManifest {
  readonly id: string;
  readonly approvalNo: string | null;
  readonly attribution: string;
  readonly disclaimer: string;
  readonly boundaryDate: string;
}

/** What the shipped pack says about itself, or another; null asks for nothing. */
export const useMapManifest = (path: string | null = 'manifest.json'): UseQueryResult<MapManifest, ApiProblem> =>
  useQuery<MapManifest, ApiProblem>({
    queryKey: ['map', path],
    queryFn: async ({ signal }) => (await readMapFile(path ?? '', signal)) as MapManifest,
    enabled: path !== null,
    staleTime: NEVER_STALE,
    retry: false,
  });
