import { useMemo, useState } from 'react';
import type { Topology } from 'topojson-specification';
import { useTopologies, useTopology } from '../../api/maps.ts';
import type { OverviewRegion } from '../../api/overview.ts';
import { registerShapes } from '../../charts/Chart.tsx';
import { coarseLayer } from '../../charts/coarse.ts';
import type { Shape } from '../../charts/geometry.ts';
import { bordersOf, layerOf, toMap, type MapShapes } from '../../charts/shapes.ts';
import { SEA } from '../../view/useMap.ts';

export interface NationShapes {
  readonly map: MapShapes | null;
  /** Provinces answered so far, of all. */
  readonly done: number;
  readonly all: number;
  readonly loading: boolean;
  readonly stopped: boolean;
  readonly stop: () => void;
  readonly resume: () => void;
  /** Codes of provinces that are drawn whole, because their counties could not be had. */
  readonly coarse: readonly string[];
}

/** No pack has its counties: it is drawn whole. */
const WHOLE: ReadonlySet<string> = new Set(['710000']);

/** Degrees: a third of a pixel on a screen 1 920 wide, less than one on the widest. */
const TOLERANCE = 0.02;
const coarse = new WeakMap<Topology, readonly Shape[]>();

/** The counties of a file, worked out once, and file by file as they come: all at once would hold up the page. */
function countiesOf(topology: Topology): readonly Shape[] {
  const counties = coarse.get(topology) ?? coarseLayer(topology, 'counties', TOLERANCE);
  coarse.set(topology, counties);
  return counties;
}

const fileOf = (province: string): string => `county/${province}.topo.json`;

/** The counties of all provinces, file by file, those of `first` before the others. Nothing is drawn before the last is there, or the loading is stopped. */
export function useNationShapes(nation: OverviewRegion, first: ReadonlySet<string>): NationShapes {
  const [stopped, setStopped] = useState(false);
  const provinces = useMemo(() => {
    const codes = nation.children.map(({ code }) => code).filter((code) => !WHOLE.has(code));
    return [...codes.filter((code) => first.has(code)), ...codes.filter((code) => !first.has(code))];
  }, [nation, first]);
  const paths = useMemo(() => provinces.map(fileOf), [provinces]);
  const { found, settled, cancel } = useTopologies(paths, !stopped);
  const counties = useMemo(() => [...found.values()].flatMap(countiesOf), [found]);
  const whole = useTopology('nation.topo.json');
  const sea = useTopology(SEA);
  const loading = (!stopped && settled < paths.length) || whole.isPending || sea.isPending;
  const map = useMemo(() => {
    if (loading || !whole.data) return null;
    const outlines = layerOf(whole.data, 'provinces').filter(({ properties }) => !found.has(fileOf(properties.code)));
    const made = toMap(nation.code, [...counties, ...outlines], sea.data ?? null, new Set(), {
      name: `counties-${found.size}`,
      borders: bordersOf(whole.data, 'provinces', 'all'),
    });
    if (made) registerShapes(made);
    return made;
  }, [loading, whole.data, sea.data, found, counties, nation.code]);
  return {
    map,
    done: settled,
    all: paths.length,
    loading,
    stopped,
    stop: () => {
      setStopped(true);
      cancel();
    },
    resume: () => {
      setStopped(false);
    },
    coarse: nation.children.map(({ code }) => code).filter((code) => !found.has(fileOf(code))),
  };
}
