/** The writer thread: the only writing connection of the process, one job at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { countByDemo, readDataset } from '../db/dataset.ts';
import type { Store } from '../db/open.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { readRegions } from '../db/regions.ts';
import { removeDemo } from '../db/publishing.ts';
import { badInput } from '../domain/errors.ts';
import { applyRules } from '../ledger/applyRules.ts';
import { changeRegions } from '../ledger/changeRegions.ts';
import { importLedgers } from '../ledger/importLedger.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import { failureOf } from './failures.ts';
import type { Asked, Failure, FromWriter, JobName, Jobs, ToWriter } from './jobs.ts';
import { loadDemo, loadSeeds, openPrepared, type Say } from './prepare.ts';

const port = parentPort;
if (port === null) throw new Error('writerThread runs as a worker');
const tell = (message: FromWriter): void => port.postMessage(message);
const say: Say = (event, facts) => tell({ kind: 'said', event, facts });
const now = (): string => new Date().toISOString();

/** What a database says when it cannot be opened at all, and what that means to the person who named it. */
const CANNOT_OPEN: Readonly<Record<string, string>> = {
  ECONNREFUSED: '数据库服务器没有应答，请核对地址和端口',
  ENOTFOUND: '找不到数据库服务器，请核对主机名',
  ETIMEDOUT: '数据库服务器没有应答，请核对地址和端口',
  '28P01': '用户名或密码不对',
  '28000': '用户名或密码不对',
  '3D000': '没有这个库，请先建立',
  SQLITE_NOTADB: '该文件不是数据库',
  SQLITE_CANTOPEN: '打不开该文件，请核对路径和权限',
  SQLITE_READONLY: '该文件只读，请核对权限',
  EACCES: '没有写入权限',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '路径中有一段不是文件夹',
};

function openingFailure(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = CANNOT_OPEN[code];
  return reason === undefined
    ? failureOf(error)
    : { code: 'UNAVAILABLE', message: `打不开数据库（设置 FUGAI_DATABASE、FUGAI_DATA）：${reason}。`, stack: undefined };
}

type Work = { readonly [Name in JobName]: (store: Store, ask: Jobs[Name]['ask']) => Promise<Jobs[Name]['answer']> };

const WORK: Work = {
  seeds: async (store, { demo }) => {
    await loadSeeds(store, demo, now, say);
    return null;
  },
  import: async (store, { files, dryRun }) => importLedgers(store, await readRegions(store.db), files, now(), dryRun),
  figures: (store, { folder, checkOnly }) => loadFigures(store, folder, now(), checkOnly),
  demoLoad: async (store) => {
    if ((await readDataset(store.db)).demo) return { submissions: 0, units: 0 };
    if ((await countByDemo(store.db)).real > 0) throw badInput('库中已有真实台账，不能再载入示例台账；请换一个数据库（FUGAI_DATABASE）');
    return loadDemo(store, now, say);
  },
  demoRemove: async (store) => ({ submissions: await removeDemo(store, now()) }),
  regionChange: (store, ask) => changeRegions(store, ask, now()),
  rulesApply: (store, ask) => applyRules(store, ask, now()),
  rollupRebuild: (store) => rebuildRollups(store),
};

const perform = <Name extends JobName>(store: Store, { job, ask }: Asked<Name>): Promise<Jobs[Name]['answer']> => WORK[job](store, ask);

async function answer(store: Store, asked: Asked): Promise<void> {
  try {
    tell({ kind: 'answered', id: asked.id, answer: await perform(store, asked) });
  } catch (error) {
    tell({ kind: 'refused', id: asked.id, failure: failureOf(error) });
  }
}

try {
  const store = await openPrepared((workerData as { url: string }).url, say);
  const close = async (): Promise<void> => {
    await store.close();
    tell({ kind: 'closed' });
    port.close();
  };
  let queue: Promise<void> = Promise.resolve();
  port.on('message', (message: ToWriter) => {
    if ('close' in message) {
      queue = queue.then(close);
    } else queue = queue.then(() => answer(store, message));
  });
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'failed', failure: openingFailure(error) });
}
