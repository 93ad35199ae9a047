/** Small inputs for the charts: two square provinces beside each other, and a theme of named colours. */
import type { ChartTheme } from '../../web/src/charts/theme.ts';
import type { Shape } from '../../web/src/charts/geometry.ts';
import { ABSENCES, type Absence } from '../../web/src/charts/patterns.ts';

export const THEME: ChartTheme = {
  paper: '#ffffff',
  ink: '#1b2127',
  inkSoft: '#4a5560',
  muted: '#66717c',
  line: '#dfe3e7',
  lineStrong: '#aeb6be',
  focus: '#1f5fa8',
  ramp: ['#e3edf6', '#c2d8ea', '#97bcdb', '#6699c4', '#3a74a8', '#1c4f80'],
  lead: '#1c4f80',
  second: '#5f6b76',
  mute: '#98a2ab',
  target: '#1b2127',
  grid: '#eceff2',
  up: '#542788',
  down: '#b35806',
  upText: '#542788',
  downText: '#9a4a04',
  met: '#3ba99c',
  near: '#ffd54f',
  missed: '#9e1b1b',
  stateEdge: '#5d4a00',
  mapEdge: '#ffffff',
  mapOutline: '#5f6b76',
  absentInk: '#7b858f',
  absence: Object.fromEntries(ABSENCES.map((absence) => [absence, `pattern ${absence}`])) as Record<Absence, string>,
  font: 'sans-serif',
  text: 12,
  label: 13,
};

/** A square of `size` degrees with its lower left corner at the given place. */
export const square = (code: string, west: number, south: number, size: number, parent?: string): Shape => ({
  type: 'Feature',
  properties: { code, cp: [west + size / 2, south + size / 2], ...(parent === undefined ? {} : { parent }) },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  },
});
