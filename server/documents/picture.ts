/** A chart as a picture, drawn without a browser: SVG by the chart library itself, PNG from that with the fonts that ship with the program. */
import { createRequire } from 'node:module';
import { init, registerMap, use as include } from 'echarts/core';
import { LineChart, MapChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { renderAsync } from '@resvg/resvg-js';
import type { MapShapes } from '../../web/src/charts/shapes.ts';
import type { LookName } from '../../web/src/theme/design.ts';
import { PACKAGED } from './charts/look.ts';
import type { SheetChart } from './sheet.ts';

include([LineChart, MapChart, ScatterChart, GraphicComponent, GridComponent, SVGRenderer]);

export interface PictureBox {
  readonly width: number;
  readonly height: number;
}

const FONT_PACKAGE = '@expo-google-fonts/noto-sans-sc';

/** Files of the two weights that pictures and documents set. */
export const FONT_FILES = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`${FONT_PACKAGE}/${file}`),
);

const known = new Set<string>();

/** The library draws only what it has been told of; once an id. */
function register({ id, shapes, inset, borders }: MapShapes): void {
  if (known.has(id)) return;
  registerMap(id, shapes);
  if (inset !== null) registerMap(`${id}-inset`, inset);
  if (borders !== null)
    registerMap(`${id}-borders`, {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { code: 'borders' }, geometry: borders }],
    });
  known.add(id);
}

/** The chart alone as SVG; empty where it has no picture. */
export function drawSvg(chart: SheetChart, look: LookName, box: PictureBox): string {
  if (chart.picture === null) return '';
  if (chart.shapes !== undefined) register(chart.shapes);
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: box.width, height: box.height });
  try {
    drawn.setOption(chart.picture(look, box));
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}

const SHORTHAND = /font: (?:normal )?(?:(normal|bold|\d+) )?([\d.]+px) ([^;"]+)/g;

/** The painter reads no `font:` in one piece. */
const spelledOut = (svg: string): string =>
  svg.replaceAll(
    SHORTHAND,
    (_, weight: string | undefined, size: string, family: string) =>
      `font-weight:${weight ?? 'normal'};font-size:${size};font-family:${family}`,
  );

/** An SVG as PNG, `scale` pixels a unit. It is painted on a thread of its own, and stops when the asker leaves. */
export async function paint(svg: string, scale = 1, signal: AbortSignal | null = null): Promise<Buffer> {
  const picture = await renderAsync(
    spelledOut(svg),
    {
      font: {
        loadSystemFonts: false,
        fontFiles: FONT_FILES,
        defaultFontFamily: PACKAGED,
        sansSerifFamily: PACKAGED,
        serifFamily: PACKAGED,
      },
      fitTo: { mode: 'zoom', value: scale },
    },
    signal,
  );
  return picture.asPng();
}

export const drawPng = (chart: SheetChart, look: LookName, box: PictureBox, scale = 1): Promise<Buffer> =>
  paint(drawSvg(chart, look, box), scale);
