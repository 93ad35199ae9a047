/** The process: environment, arguments, signals, listening. Nothing else reads the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import type { Accounts } from './accounts/types.ts';
import type { Company } from './cli/peers.ts';
import type { Writer } from './cli/writer.ts';
import { wrongArguments } from './cli/wrongArguments.ts';
import { isOpenToOthers, loadConfig, type Config } from './config.ts';
import { DomainError } from './domain/errors.ts';
import { bannerOf, reachableAddress, readTls, refuseUnsafePlace } from './http/listening.ts';
import { createLog, type Log } from './log.ts';
import { SettingError } from './settings.ts';

const REFUSED = 1;
const WRONG_USAGE = 2;
const TRY_AGAIN = 75;
const INTERRUPTED = 130;
const PATIENCE = 10_000;
const OLDEST_NODE = [22, 14] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The SQLite binding crashes without a word on an older Node; a sentence is better. */
function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(
    `需要 Node ${OLDEST_NODE.join('.')} 或更新的版本，当前为 ${process.versions.node}。请用 npm start 或 npm run fugai 启动，它们会使用随附的 Node。`,
  );
  process.exit(REFUSED);
}

/** The environment, over what `.env` in the program's folder says. */
function readEnvironment(): Environment {
  const file = path.join(loadConfig({}).places.root, '.env');
  if (isOpenToOthers(file)) console.error(`设置文件 ${file} 可被本机其他用户读取，其中或有口令，请改为 0600（chmod 600）。`);
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
}

function readServeArguments(rest: readonly string[], environment: Environment): { environment: Environment; insecureHttp: boolean } {
  const { values } = parseArgs({
    args: [...rest],
    options: { host: { type: 'string' }, port: { type: 'string' }, 'insecure-http': { type: 'boolean', default: false } },
    strict: true,
    allowPositionals: false,
  });
  const given = {
    ...environment,
    ...(values.host === undefined ? {} : { FUGAI_HOST: values.host }),
    ...(values.port === undefined ? {} : { FUGAI_PORT: values.port }),
  };
  return { environment: given, insecureHttp: values['insecure-http'] };
}

/** Ends cleanly at the first signal; a second one, or ten seconds, does not wait: what is half written is not published. */
function endOnSignal(end: () => Promise<void>, log: Log, code = 0): void {
  let ending = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (ending) process.exit(INTERRUPTED);
    ending = true;
    log.info({ signal }, 'ending');
    setTimeout(() => process.exit(INTERRUPTED), PATIENCE).unref();
    end().then(
      () => process.exit(code),
      (error: unknown) => {
        log.fatal({ err: error }, 'the end was not clean');
        process.exit(REFUSED);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

/** A taken port is told at once, and not after the minute that a first start may take. */
const refuseTakenPort = (host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });

type Closers = (() => Promise<void>)[];

/** What works beside the thread that answers: files, exports, costly queries, and what administrators ask. Each is closed by one of `closers`. */
async function openWorkers(config: Config, writer: Writer, peers: Company, log: Log, closers: Closers) {
  const { openOffice } = await import('./cli/office.ts');
  const { createPrinter } = await import('./cli/printer.ts');
  const { createBulkPool } = await import('./cli/bulkPool.ts');
  const { createQueryPool } = await import('./cli/queryPool.ts');
  const { mapPack, maps } = config.places;
  const printer = createPrinter(config.database, { pack: mapPack, counties: path.join(maps, 'counties') });
  closers.push(() => printer.close());
  const pool = createQueryPool(config.database, config.log, config.rates.costly);
  closers.push(() => pool.close());
  const apart = peers.share(pool, config.rates.costly);
  const bulk = createBulkPool(config.database);
  closers.push(() => bulk.close());
  const office = await openOffice(config.database, writer, (event, facts) => log.warn(facts, event), peers.ways);
  closers.push(() => office.close());
  return { printer, apart, bulk, office };
}

/** How the first administrator is set up, while there is none. Of processes that serve together the first makes the code. */
async function setUpWords({ operator, needsSetUp }: Accounts, peers: Company, page: string): Promise<string | null> {
  const code = await operator.newSetUpCode(await peers.othersSince());
  if (code !== null) return `还没有管理员。首次设置：打开 ${page}，设置码 ${code}（只显示在这里，用过或重新启动后失效）`;
  if (!(await needsSetUp())) return null;
  return `还没有管理员。首次设置：打开 ${page}，设置码已显示在先启动的进程的控制台上；已看不到时请停止全部进程后重新启动`;
}

/** Most of what a server is made of. */
async function loadParts() {
  const { openPeers } = await import('./cli/peers.ts');
  const { openAccounts } = await import('./cli/accounts.ts');
  const { createAuditLog, startAnchoring } = await import('./cli/anchors.ts');
  const { openReaders } = await import('./db/open.ts');
  const { createReports } = await import('./reports/index.ts');
  const { createApp } = await import('./app.ts');
  return { openPeers, openAccounts, createAuditLog, startAnchoring, openReaders, createReports, createApp };
}

/** Prepares the database in the writer thread, then serves it read-only. The address is the last thing printed. */
async function serve(config: Config, log: Log): Promise<void> {
  refuseUnsafePlace(config);
  const tls = readTls(config, new Date(), (sentence) => log.warn(sentence));
  await refuseTakenPort(config.host, config.port);
  // The threads load what they need while this one does; the writer opens the database while this one builds the schema of the API.
  const { loadWriter } = await import('./cli/writer.ts');
  const { loadAccounts } = await import('./cli/accountsLoading.ts');
  const [writing, accounting] = [loadWriter(config.database), loadAccounts(config.database)];
  const { serveAlone } = await import('./cli/onlyServer.ts');
  const { onlyReadHere } = await import('./db/writing.ts');
  onlyReadHere();
  const closers: Closers = [];
  const halts: (() => void)[] = [];
  let ending = false;
  endOnSignal(async () => {
    ending = true;
    for (const halt of halts) halt();
    for (const close of closers.toReversed()) await close();
  }, log);
  closers.push(await serveAlone(config.database));
  const opening = writing
    .start((event, facts) => log.info(facts, event))
    .then((writer) => {
      halts.push(() => writer.halt());
      closers.push(() => writer.close());
      return writer;
    });
  const [{ openPeers, openAccounts, createAuditLog, startAnchoring, openReaders, createReports, createApp }, writer] = await Promise.all([
    loadParts(),
    opening,
  ]);
  try {
    await writer.run('seeds', { demo: config.demo });
  } catch (error) {
    // A job that the end has cut is refused; the end goes on by itself.
    if (ending) return;
    throw error;
  }
  const peers = await openPeers({ url: config.database, writer, say: (event, facts) => log.warn(facts, event) });
  closers.push(() => peers.close());
  const audit = createAuditLog(config);
  const accounts = await openAccounts(config.database, (event, facts) => log.warn(facts, event), config.separation, audit, accounting);
  closers.push(() => accounts.close());
  closers.push(() => audit.close());
  await accounts.assertSeparated();
  const anchoring = await startAnchoring(config, (event, facts) => log.info(facts, event), undefined, peers.anchoring);
  closers.push(() => anchoring.close());
  const readers = openReaders(config.database);
  closers.push(() => readers.close());
  const workers = await openWorkers(config, writer, peers, log, closers);
  const app = await createApp({ config, log, reports: createReports(readers), accounts, tls, peers: peers.together, ...workers });
  closers.push(() => app.close());
  for (const line of bannerOf(config)) console.error(line);
  const address = await app.listen();
  await peers.listenAt(reachableAddress({ publicUrl: null }, address));
  const setUp = await setUpWords(accounts, peers, `${reachableAddress(config, address)}/setup`);
  if (setUp !== null) console.log(setUp);
  console.log(address);
}

/** A command of the command line; its words go to standard output, everything else to standard error. */
async function run(name: string, rest: readonly string[], config: Config, log: Log): Promise<number> {
  const { runCommand } = await import('./cli/index.ts');
  // Whoever reads the first lines only has what they want; what is under way is done to its end.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const terminal = { print: (line: string) => console.log(line), complain: (line: string) => console.error(line) };
  const onWriting = (writer: Writer): void => {
    const end = (): Promise<void> => {
      writer.halt();
      return writer.close();
    };
    endOnSignal(end, log, INTERRUPTED);
  };
  return runCommand(name, rest, config, terminal, (event, facts) => log.info(facts, event), onWriting);
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** The exit code for what an asker can mend, and its words; anything else is thrown on. */
function explain(error: unknown, port: string): number {
  if (error instanceof DomainError) {
    console.error(error.message);
    return REFUSED;
  }
  const wrong = wrongArguments(error);
  if (error instanceof SettingError) console.error(error.message);
  else if (wrong !== null) console.error(`${wrong}\n用法：fugai serve [--host 127.0.0.1] [--port 4000] [--insecure-http]`);
  else if (isTaken(error)) {
    console.error(`端口 ${port} 已被占用。请关闭占用它的程序，或用 FUGAI_PORT 换一个端口。`);
    return TRY_AGAIN;
  } else throw error;
  return WRONG_USAGE;
}

refuseOldNode();
const [command = 'serve', ...rest] = process.argv.slice(2);
// What is written is its owner's alone: databases, backups, exports and what lies beside them hold what not everybody may read.
process.umask(0o077);
let environment = readEnvironment();
try {
  const serves = command === 'serve' && !rest.includes('--help');
  let insecureHttp = false;
  if (serves) ({ environment, insecureHttp } = readServeArguments(rest, environment));
  const config = loadConfig(environment, { insecureHttp });
  const log = createLog(config.log);
  if (serves) await serve(config, log);
  else process.exitCode = await run(command === 'serve' ? 'help' : command, rest, config, log);
} catch (error) {
  process.exit(explain(error, environment['FUGAI_PORT'] ?? '4000'));
}
