/** What the pages of the web app are held against: a page with nothing but the same picture, from a server that sends stored buffers. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { build } from 'vite';
import type { Box } from '../../web/src/charts/geometry.ts';
import type { MapRegion } from '../../web/src/charts/mapRegion.ts';
import { mapOption } from '../../web/src/charts/mapOption.ts';
import { layerOf, toMap } from '../../web/src/charts/shapes.ts';
import { chartThemeOf } from '../../web/src/charts/theme.ts';
import { LOOKS, TYPE } from '../../web/src/theme/design.ts';

const PROVINCE = '410000';
const WHOLE_NATION = { west: 73.3, south: 17.9, east: 135.3, north: 53.7 };
const COLOURS = LOOKS.light;

interface Ranked {
  readonly region: { readonly code: string; readonly shortName: string };
  readonly rate: { readonly value: number | null };
}

async function read<Answer>(address: URL): Promise<Answer> {
  return (await (await fetch(address)).json()) as Answer;
}

/** The parts of the province in one quarter, as a map is told of them. */
async function regionsAt(home: string, period: string): Promise<readonly MapRegion[]> {
  const query = `{ ranking(indicator: PARTY_ORG_COVERAGE, parent: "${PROVINCE}", period: "${period}") { region { code shortName } rate { value } } }`;
  const answer = await fetch(new URL('graphql', home), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await answer.json()) as { readonly data: { readonly ranking: readonly Ranked[] } };
  return data.ranking.map(({ region: { code, shortName }, rate: { value } }, rank) => ({
    code,
    name: shortName,
    value,
    text: value === null ? '未报送' : value.toFixed(1),
    fill: value === null ? 'NOT_RECEIVED' : rank % 7,
    sign: null,
    marked: false,
  }));
}

/** The same map as the page draws, with everything about it worked out beforehand. */
async function provinceFiles(home: string, box: Box, periods: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const topology = await read<Topology>(new URL(`maps/province/${PROVINCE}.topo.json`, home));
  const map = toMap(PROVINCE, layerOf(topology, 'prefectures'), null, new Set());
  if (map === null) throw new Error(`the map pack has no shapes for ${PROVINCE}`);
  const theme = chartThemeOf(COLOURS, TYPE['t-1'], TYPE['t-1'] + 1, (_, { ink }) => ink);
  const options = await Promise.all(
    periods.map(async (period) => mapOption(map, { regions: await regionsAt(home, period), classes: 7, insetName: '' }, theme, box)),
  );
  return new Map([
    ['/options.json', JSON.stringify({ id: map.id, box, options })],
    ['/shapes.json', JSON.stringify(topology)],
  ]);
}

/** Every county file that the server has made, and colours for them. */
function nationFiles(folder: string, box: Box): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.topo.json'));
  const { west, south, east, north } = WHOLE_NATION;
  const told = { files, ...box, extent: [west, south, east, north], colours: chartThemeOf(COLOURS, 12, 13, (_, { ink }) => ink).ramp };
  return new Map([
    ['/nation.json', JSON.stringify(told)],
    ...files.map((file) => [`/nation/${file}`, readFileSync(path.join(folder, file), 'utf8')] as const),
  ]);
}

/** How many county shapes lie in a folder of the map pack. */
export function countiesIn(folder: string): number {
  const files = readdirSync(folder).filter((file) => file.endsWith('.topo.json'));
  return files.reduce((sum, file) => {
    const topology = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Topology;
    return sum + feature(topology, topology.objects['counties'] as GeometryCollection).features.length;
  }, 0);
}

/** Pages and scripts, bundled and minified as the app is. */
async function builtPages(): Promise<ReadonlyMap<string, string>> {
  const out = mkdtempSync(path.join(os.tmpdir(), 'fugai-floor-'));
  const root = path.join(import.meta.dirname, 'webFloor');
  try {
    const input = ['province.html', 'nation.html'].map((page) => path.join(root, page));
    await build({
      root,
      base: './',
      configFile: false,
      logLevel: 'error',
      build: { outDir: out, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, rolldownOptions: { input } },
    });
    const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:html|js)$/.test(name));
    return new Map(names.map((name) => [`/${name.replaceAll(path.sep, '/')}`, readFileSync(path.join(out, name), 'utf8')]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };

export interface Floor {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** `home`: the program whose map is drawn; `counties`: folder of its county shapes; boxes in pixels, as the app draws them. */
export async function startFloor(
  home: string,
  counties: string,
  boxes: { readonly province: Box; readonly nation: Box },
  periods: readonly string[],
): Promise<Floor> {
  const files = new Map([
    ...(await builtPages()),
    ...(await provinceFiles(home, boxes.province, periods)),
    ...nationFiles(counties, boxes.nation),
  ]);
  const stored = new Map([...files].map(([name, text]) => [name, gzipSync(text)]));
  const server: Server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://floor').pathname;
    const body = stored.get(name);
    if (!body) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': `${TYPES[path.extname(name)] ?? 'text/plain'}; charset=utf-8`,
      'content-encoding': 'gzip',
      'content-length': body.byteLength,
    });
    return response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
