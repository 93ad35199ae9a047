import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ringsOf, type Box } from '../../charts/geometry.ts';
import { placeOf } from '../../charts/mapPlace.ts';
import type { MapShapes } from '../../charts/shapes.ts';

/** Around a shape that may be one pixel wide, so that the eye finds it. */
const RING = 9;

/** The region that is pointed at, as an outline over the picture. */
export function MapPointer({ map, code }: { readonly map: MapShapes; readonly code: string | null }) {
  const element = useRef<SVGSVGElement>(null);
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const svg = element.current;
    if (!svg) return undefined;
    const observer = new ResizeObserver(() => {
      setBox({ width: svg.clientWidth, height: svg.clientHeight });
    });
    observer.observe(svg);
    return () => {
      observer.disconnect();
    };
  }, []);
  const drawn = useMemo(() => {
    const shape = map.shapes.features.find(({ properties }) => properties.code === code);
    if (!shape || box === null) return null;
    const { project } = placeOf(map, box);
    const path = ringsOf(shape)
      .map(
        (ring) =>
          `M${ring
            .map((place) =>
              project(place)
                .map((at) => at.toFixed(1))
                .join(','),
            )
            .join('L')}Z`,
      )
      .join('');
    return { path, at: project(shape.properties.cp) };
  }, [map, code, box]);
  return (
    <svg ref={element} className="map-pointer" aria-hidden="true">
      {drawn && (
        <>
          <path d={drawn.path} />
          <circle cx={drawn.at[0]} cy={drawn.at[1]} r={RING} />
        </>
      )}
    </svg>
  );
}
