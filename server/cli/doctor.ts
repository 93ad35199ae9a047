/** `fugai doctor`: what the promises of the program rest on, each looked at and told in a line. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isOpenToOthers, isReachable, type Config } from '../config.ts';
import { isLoopback } from '../settings.ts';
import { freeBytes, inMegabytes, SPARE_BYTES } from '../db/disk.ts';
import {
  accountsBeside,
  examine,
  examinePostgres,
  examineTotals,
  networkOf,
  newestBackup,
  newestMoment,
  openPlaces,
  sqliteVersion,
  weakPragmas,
  writable,
} from '../db/examine.ts';
import { isPostgres } from '../db/postgresAddress.ts';
import { PROGRAM_VERSION } from '../db/program.ts';
import { AUDIT_CHAINS } from '../domain/auditChain.ts';
import { spellMoment } from '../domain/tokens.ts';
import { verifyChains } from './anchors.ts';
import { DONE, readArguments, REFUSED, type Command } from './command.ts';

/** What one look found. `todo` is what to do when it is not well. */
export interface Found {
  readonly what: string;
  readonly well: boolean;
  readonly words: string;
  readonly todo: string | null;
}

/** Free space below which a large import or a backup may not fit. */
const COMFORTABLE = 1_000_000_000;
const DAY = 86_400_000;
const BACKUP_DAYS = 8;
const OLDEST_GLIBC = [2, 34] as const;

const well = (what: string, words: string): Found => ({ what, well: true, words, todo: null });
const ill = (what: string, words: string, todo: string): Found => ({ what, well: false, words, todo });

/** A look that fails is a finding, too: the doctor tells of everything else all the same. */
async function looked(what: string, look: () => Found | Promise<Found>): Promise<Found> {
  try {
    return await look();
  } catch (error) {
    return ill(what, error instanceof Error ? error.message : String(error), '请先排除上述错误，再运行 fugai doctor。');
  }
}

function lookAtVersions(file: string | null): Found {
  const sqlite = file === null ? '' : `，SQLite ${sqliteVersion(file)}`;
  return well('版本', `fugai ${PROGRAM_VERSION}，Node ${process.versions.node}${sqlite}，${os.type()} ${os.release()} ${process.arch}`);
}

function lookAtGlibc(): Found {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const version = report.header?.glibcVersionRuntime;
  if (version === undefined) return well('glibc', '此系统不使用 glibc');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor >= OLDEST_GLIBC[1])) return well('glibc', version);
  return ill('glibc', `${version}，低于 ${OLDEST_GLIBC.join('.')}`, '请升级系统，或运行 npm rebuild better-sqlite3 --build-from-source。');
}

function lookAtClock(file: string, now: number): Found {
  const newest = newestMoment(file);
  if (newest === null || Date.parse(newest) <= now) return well('时钟', `${spellMoment(new Date(now).toISOString())}，晚于最近一次发布`);
  return ill(
    '时钟',
    `系统时间早于最近一次发布（${spellMoment(newest)}）`,
    '请校准系统时间（如 chronyd、ntpd），否则新的报送会排在旧的之前。',
  );
}

function lookAtSpace(folder: string): Found {
  const free = freeBytes(folder);
  const words = `可用 ${inMegabytes(free)}`;
  if (free >= COMFORTABLE) return well('磁盘空间', words);
  const todo = free < SPARE_BYTES ? '已不能写入，请立即腾出空间。' : '大的导入或备份可能放不下，请腾出空间。';
  return ill('磁盘空间', words, todo);
}

function lookAtFileSystem(folder: string): Found {
  const network = networkOf(folder);
  if (network === null) return well('文件系统', '本机磁盘');
  return ill(
    '文件系统',
    `数据库在网络文件系统上（${network}）`,
    '断网或并发时可能损坏。请把数据库放到本机磁盘（FUGAI_DATABASE、FUGAI_DATA），或改用 PostgreSQL。',
  );
}

function lookAtPlaces(database: string): Found {
  const places = openPlaces(database);
  if (places.length === 0) return well('权限', '账户文件与备份只有所有者可读，数据文件夹不对所有人开放');
  return ill('权限', `其他用户可以读到：${places.join('、')}`, `请运行 chmod go-rwx ${places.map((place) => `'${place}'`).join(' ')}`);
}

function lookAtPragmas(file: string): Found {
  if (!writable(file)) return ill('写入', '数据库文件不可写', '请核对文件的所有者、权限和挂载方式（只读挂载时不能导入，也不能启动）。');
  const weak = weakPragmas(file);
  if (weak.length === 0) return well('写入设置', '预写日志（WAL）、每次提交落盘（synchronous FULL）、外键与防篡改触发器均已生效');
  return ill('写入设置', `没有生效：${weak.join('，')}`, '断电可能丢失已确认的数据。请更换程序包，不要继续写入。');
}

function lookInside(name: string, file: string): Found {
  const { problems, holdings } = examine(file);
  const rows = Object.values(holdings.rows).reduce((sum, count) => sum + count, 0);
  if (problems.length === 0) return well(name, `结构完整，${rows} 行，每份报送的行数与合计相符`);
  return ill(name, problems.join('；'), '请停止写入，用 fugai restore 从最近的备份恢复。');
}

function lookAtBackups(database: string, now: number): Found {
  const newest = newestBackup(database);
  const todo = '请运行 fugai backup，并定期另存到别的磁盘。';
  if (newest === null) return ill('备份', '还没有备份', todo);
  const words = `最近一次 ${spellMoment(newest)}`;
  return now - Date.parse(newest) <= BACKUP_DAYS * DAY ? well('备份', words) : ill('备份', `${words}，已超过 ${BACKUP_DAYS} 天`, todo);
}

async function lookAtTotals(database: string): Promise<Found> {
  const totals = await examineTotals(database);
  if (totals === null) return well('合计', '旧版结构，启动或导入时补记');
  const { submissions, wrong, withoutTotals, withoutSubmission } = totals;
  const [first] = wrong;
  const problems = [
    ...(first ? [`${wrong.length} 份报送的行与发布时的合计不符，如 ${first.region} ${first.period} 第 ${first.version} 版`] : []),
    ...(withoutTotals > 0 ? [`${withoutTotals} 份报送没有合计`] : []),
    ...(withoutSubmission > 0 ? [`${withoutSubmission} 行没有报送`] : []),
  ];
  if (problems.length === 0) return well('合计', `${submissions} 份报送逐行重算，与发布时相符`);
  return ill('合计', problems.join('；'), '数据已损坏。请停止写入，用 fugai restore 从最近的备份恢复。');
}

async function lookAtAudit(config: Config): Promise<Found> {
  const checks = await verifyChains(config);
  const problems = checks.flatMap(({ chain, problems }) => problems.map((problem) => `${AUDIT_CHAINS[chain].zh}链${problem}`));
  const words = checks.map(({ chain, entries }) => `${AUDIT_CHAINS[chain].zh} ${entries} 条`).join('，');
  if (problems.length === 0) return well('审计日志', `${words}，与锚点相符`);
  return ill('审计日志', problems.join(''), '请保留现场，用 fugai audit verify 查看全部，并与另存的锚点和备份核对。');
}

/** What of the settings makes less safe than the program could be, and what to do about each. */
function unsafeSettings(config: Config): string[] {
  const { demo, anonymous, introspection, publicUrl, host, tls, trustedProxies, places } = config;
  const file = path.join(places.root, '.env');
  const isPlain = !isLoopback(host) && tls === null && trustedProxies.length === 0;
  const isOpenHttp = publicUrl?.protocol === 'http:' && !isLoopback(publicUrl.hostname);
  return [
    ...(demo && publicUrl !== null ? ['对外提供服务而仍载入示例（FUGAI_DEMO=on）：请设为 off'] : []),
    ...(!demo && introspection === 'EVERYBODY' ? ['真实数据而仍公开接口结构（FUGAI_INTROSPECTION=on）：请设为 off'] : []),
    ...(isOpenHttp ? ['对外地址不是 https（FUGAI_PUBLIC_URL）：密码会明文传送，请在代理上启用 https'] : []),
    ...(isPlain
      ? [`在 ${host} 上以明文 HTTP 对外（须加 --insecure-http 才会启动）：请设 FUGAI_TLS_CERT 与 FUGAI_TLS_KEY，或 FUGAI_TRUSTED_PROXY`]
      : []),
    ...(isReachable(config) && anonymous === 'aggregates'
      ? ['其他计算机不登录也能看到汇总（FUGAI_ANONYMOUS=aggregates）：不应公开的，请设为 none']
      : []),
    ...(isOpenToOthers(file) ? [`设置文件 ${file} 可被本机其他用户读取，其中或有口令：请运行 chmod 600 '${file}'`] : []),
    ...(tls !== null && isOpenToOthers(tls.key) ? [`私钥 ${tls.key} 可被本机其他用户读取：请运行 chmod 600 '${tls.key}'`] : []),
  ];
}

function lookAtSettings(config: Config): Found {
  const unsafe = unsafeSettings(config);
  if (unsafe.length === 0) return well('设置', `匿名读者${config.anonymous === 'none' ? '须登录' : '只见汇总'}，未见不安全的设置`);
  return ill('设置', unsafe.join('；'), '请改正后重新启动。');
}

async function examineAll(config: Config, now: number): Promise<Found[]> {
  const { database, folder } = config;
  const settings = () => lookAtSettings(config);
  if (isPostgres(database)) {
    const server = async (): Promise<Found> => {
      const { version, weak } = await examinePostgres(database);
      if (weak.length === 0) return well('PostgreSQL', `${version}，提交落盘`);
      return ill('PostgreSQL', `${version}，${weak.join('，')}`, '断电可能丢失已确认的数据，请在服务器上打开这些设置。');
    };
    const space = () => lookAtSpace(folder);
    return [
      await looked('版本', () => lookAtVersions(null)),
      await looked('PostgreSQL', server),
      await looked('磁盘空间', space),
      await looked('合计', () => lookAtTotals(database)),
      await looked('审计日志', () => lookAtAudit(config)),
      settings(),
    ];
  }
  if (!existsSync(database))
    return [
      ill('数据库', `还没有数据库：${database}`, '第一次启动（npm start）或导入时建立；若应当已有，请核对 FUGAI_DATABASE、FUGAI_DATA。'),
    ];
  const accounts = accountsBeside(database);
  const looks: readonly (readonly [string, () => Found | Promise<Found>])[] = [
    ['版本', () => lookAtVersions(database)],
    ['glibc', lookAtGlibc],
    ['文件系统', () => lookAtFileSystem(path.dirname(database))],
    ['权限', () => lookAtPlaces(database)],
    ['写入设置', () => lookAtPragmas(database)],
    ['时钟', () => lookAtClock(database, now)],
    ['磁盘空间', () => lookAtSpace(path.dirname(database))],
    ['台账', () => lookInside('台账', database)],
    ...(accounts === null ? [] : [['账户', () => lookInside('账户', accounts)] as const]),
    ['合计', () => lookAtTotals(database)],
    ['审计日志', () => lookAtAudit(config)],
    ['备份', () => lookAtBackups(database, now)],
    ['设置', settings],
  ];
  const found: Found[] = [];
  for (const [what, look] of looks) found.push(await looked(what, look));
  return found;
}

export const DOCTOR: Command = {
  usage: 'fugai doctor [--json]',
  words: '检查数据库、磁盘、权限、时钟、备份与设置；有问题时逐条说明怎样处理，退出码为 1',
  run: async ({ rest, terminal, config }) => {
    const { values } = readArguments(rest, { json: { type: 'boolean' } }, 0);
    const found = await examineAll(config, Date.now());
    const isWell = found.every((one) => one.well);
    if (values.json === true) terminal.print(JSON.stringify({ well: isWell, found }));
    else
      for (const one of found)
        terminal.print(`${one.well ? '✓' : '✗'} ${one.what}：${one.words}${one.todo === null ? '' : `\n    → ${one.todo}`}`);
    return isWell ? DONE : REFUSED;
  },
};
