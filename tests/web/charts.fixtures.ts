/** Small inputs for the charts, and what a drawn picture says and where. */
import { boxOfText, type Mark, type RectMark, type TextMark } from '../../web/src/charts/draw.ts';
import type { EChartsOption } from '../../web/src/charts/echartsTypes.ts';
import type { ChartTheme } from '../../web/src/charts/theme.ts';
import type { Box, Rect, Shape } from '../../web/src/charts/geometry.ts';
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
  change: ['#b35806', '#f1a340', '#fee0b6', '#f3f3f3', '#d8daeb', '#998ec3', '#542788'],
  lead: '#1c4f80',
  second: '#5f6b76',
  mute: '#98a2ab',
  target: '#1b2127',
  grid: '#eceff2',
  up: '#542788',
  down: '#b35806',
  upText: '#542788',
  downText: '#8a4103',
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

/** Letters of a slide at 1080 px. */
export const SLIDE: ChartTheme = { ...THEME, text: 32, label: 39 };

export const marksOf = ({ graphic }: EChartsOption): readonly Mark[] => graphic as unknown as readonly Mark[];
export const textsOf = (option: EChartsOption): readonly TextMark[] => marksOf(option).filter((mark) => mark.type === 'text');
export const rectsOf = (option: EChartsOption): readonly RectMark[] => marksOf(option).filter((mark) => mark.type === 'rect');
export const saying = (option: EChartsOption, words: string): TextMark | undefined =>
  textsOf(option).find(({ style }) => style.text === words);

const meet = (a: Rect, b: Rect): boolean =>
  a.left < b.left + b.width - 1 && b.left < a.left + a.width - 1 && a.top < b.top + b.height - 1 && b.top < a.top + a.height - 1;

/** Every pair of texts whose boxes meet, and every text that leaves the picture. */
export function faults(option: EChartsOption, { width, height }: Box): readonly string[] {
  const texts = textsOf(option).filter(({ style }) => style.text !== '');
  const boxes = texts.map((mark) => ({ words: mark.style.text, ...boxOfText(mark) }));
  const pairs = boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((two) => (meet(one, two) ? [`${one.words} × ${two.words}`] : [])),
  );
  const outside = boxes.filter(
    (box) => box.left < -1 || box.top < -1 || box.left + box.width > width + 1 || box.top + box.height > height + 1,
  );
  return [...pairs, ...outside.map(({ words }) => `${words} leaves the picture`)];
}

export const NAMES = ['郑州市', '郑州航空港经济综合实验区', '洛阳市', '平顶山市', '安阳市', '济源示范区', '驻马店市'];
