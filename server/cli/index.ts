/** `fugai <command>`: every command but `serve`, which main.ts runs itself. */
import type { Config } from '../config.ts';
import { DomainError } from '../domain/errors.ts';
import { diskRefusal } from '../db/disk.ts';
import { BACKUP, RESTORE } from './backup.ts';
import { CALENDAR, CARRY, DUE } from './calendar.ts';
import { DONE, REFUSED, UsageError, WRONG_USAGE, type Command, type CommandContext, type Terminal } from './command.ts';
import { DOCTOR } from './doctor.ts';
import { EXPORT } from './export.ts';
import { FIGURES } from './figures.ts';
import { IMPORT } from './import.ts';
import { DEMO, ROLLUP } from './maintain.ts';
import { MIGRATE } from './migrate.ts';
import type { Say } from './prepare.ts';
import { PARTITION } from './partition.ts';
import { QUERY } from './query.ts';
import { REGION } from './region.ts';
import { RULES_COMMAND } from './rules.ts';
import { SUBMISSION } from './submission.ts';
import { TARGET } from './target.ts';
import { TEMPLATE } from './template.ts';
import { TOKEN } from './token.ts';
import { operatorActor } from './accounts.ts';
import { anchorNow } from './anchors.ts';
import { AUDIT } from './audit.ts';
import { MAPPING } from './mapping.ts';
import { USER } from './user.ts';
import { startWriter, type Writer } from './writer.ts';
import { wrongArguments } from './wrongArguments.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  import: IMPORT,
  figures: FIGURES,
  query: QUERY,
  export: EXPORT,
  demo: DEMO,
  rollup: ROLLUP,
  partition: PARTITION,
  region: REGION,
  rules: RULES_COMMAND,
  token: TOKEN,
  audit: AUDIT,
  user: USER,
  submission: SUBMISSION,
  target: TARGET,
  template: TEMPLATE,
  due: DUE,
  carry: CARRY,
  calendar: CALENDAR,
  mapping: MAPPING,
  backup: BACKUP,
  restore: RESTORE,
  migrate: MIGRATE,
  doctor: DOCTOR,
};
const SERVE = { usage: 'fugai serve [--host 127.0.0.1] [--port 4000] [--insecure-http]', words: '启动网站与接口' };

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
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (WANTS_HELP.includes(name)) {
    terminal.print(`${help([SERVE, ...Object.values(COMMANDS)])}\n${REDIRECTING}`);
    return DONE;
  }
  if (command === undefined) {
    terminal.complain(`没有「${name}」这个命令。可用：\n${help([SERVE, ...Object.values(COMMANDS)])}`);
    return WRONG_USAGE;
  }
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
