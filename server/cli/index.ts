/** `fugai <command>`: every command but `serve`, which main.ts runs itself. */
import type { Config } from '../config.ts';
import { DomainError } from '../domain/errors.ts';
import { diskRefusal } from '../db/disk.ts';
import { DONE, REFUSED, UsageError, WRONG_USAGE, type Command, type CommandContext, type Terminal } from './command.ts';
import type { Say } from './prepare.ts';
import { operatorActor } from './accounts.ts';
import { anchorNow } from './anchors.ts';
import { startWriter, type Writer } from './writer.ts';
import { wrongArguments } from './wrongArguments.ts';

/** Loaded when it is asked for: what one command needs would be half of the memory of another. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./import.ts')).IMPORT,
  figures: async () => (await import('./figures.ts')).FIGURES,
  query: async () => (await import('./query.ts')).QUERY,
  export: async () => (await import('./export.ts')).EXPORT,
  demo: async () => (await import('./maintain.ts')).DEMO,
  rollup: async () => (await import('./maintain.ts')).ROLLUP,
  partition: async () => (await import('./partition.ts')).PARTITION,
  region: async () => (await import('./region.ts')).REGION,
  rules: async () => (await import('./rules.ts')).RULES_COMMAND,
  token: async () => (await import('./token.ts')).TOKEN,
  audit: async () => (await import('./audit.ts')).AUDIT,
  user: async () => (await import('./user.ts')).USER,
  submission: async () => (await import('./submission.ts')).SUBMISSION,
  target: async () => (await import('./target.ts')).TARGET,
  template: async () => (await import('./template.ts')).TEMPLATE,
  due: async () => (await import('./calendar.ts')).DUE,
  carry: async () => (await import('./calendar.ts')).CARRY,
  calendar: async () => (await import('./calendar.ts')).CALENDAR,
  mapping: async () => (await import('./mapping.ts')).MAPPING,
  backup: async () => (await import('./backup.ts')).BACKUP,
  restore: async () => (await import('./backup.ts')).RESTORE,
  migrate: async () => (await import('./migrate.ts')).MIGRATE,
  doctor: async () => (await import('./doctor.ts')).DOCTOR,
};
const SERVE = { usage: 'fugai serve [--host 127.0.0.1] [--port 4000] [--insecure-http]', words: '启动网站与接口' };

const loadAll = (): Promise<Command[]> => Promise.all(Object.values(COMMANDS).map((load) => load()));

const help = (commands: readonly Pick<Command, 'usage' | 'words'>[]): string =>
  commands.map((command) => `${command.usage}\n    ${command.words}`).join('\n');
const REDIRECTING =
  '经 npm 运行、要用 > 或 | 接走输出时，写 npm run -s fugai -- …：没有 -s，npm 会先打印自己的几行；或用 --out、--to 写文件';
const WANTS_HELP = ['--help', '-h', 'help'];

async function perform(command: Command, context: CommandContext): Promise<number> {
  try {
    return await command.run(context);
  } catch (error) {
    const wrong = error instanceof UsageError ? error.message : wrongArguments(error);
    if (wrong !== null) {
      context.terminal.complain(`${wrong}\n用法：${command.usage}`);
      return WRONG_USAGE;
    }
    const refused = error instanceof DomainError ? error : diskRefusal(error);
    if (refused !== null) {
      context.terminal.complain(refused.message);
      return REFUSED;
    }
    throw error;
  }
}

/** Runs a command and gives its exit code; `onWriting` gets the writer once there is one. 0 done, 1 refused input, 2 wrong usage, 75 try again. */
export async function runCommand(
  name: string,
  rest: readonly string[],
  config: Config,
  terminal: Terminal,
  say: Say,
  onWriting: (writer: Writer) => void = () => undefined,
): Promise<number> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (WANTS_HELP.includes(name)) {
    terminal.print(`${help([SERVE, ...(await loadAll())])}\n${REDIRECTING}`);
    return DONE;
  }
  if (load === undefined) {
    terminal.complain(`没有「${name}」这个命令。可用：\n${help([SERVE, ...(await loadAll())])}`);
    return WRONG_USAGE;
  }
  const command = await load();
  if (rest.some((word) => WANTS_HELP.includes(word))) {
    terminal.print(help([command]));
    return DONE;
  }
  const { database, places, separation } = config;
  let opened: Promise<Writer> | null = null;
  const start = async (): Promise<Writer> => {
    const started = await startWriter(database, say, operatorActor());
    onWriting(started);
    return started;
  };
  const writer = (): Promise<Writer> => (opened ??= start());
  const anchor = (): Promise<void> => anchorNow(config, say);
  try {
    return await perform(command, { rest, database, terminal, places, separation, config, writer, settings: config, anchor });
  } finally {
    // A thread that failed to start has nothing to close; its failure was already told.
    const one = await (opened as Promise<Writer> | null)?.catch(() => null);
    if (one) {
      await anchor();
      await one.close();
    }
  }
}
