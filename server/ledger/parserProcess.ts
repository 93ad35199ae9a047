/** A parser process: reads what people send, one file after another, and hands back checked facts. It knows no database and no setting. */
import { contextIn } from './context.ts';
import type { ParseAsk, ParseReply } from './parser.ts';
import { readLedger } from './read.ts';

/** Where whoever started this process has opened the staging file. */
const STAGING = 4;

let free = 0;
const tell = (reply: ParseReply): void => {
  process.send?.(reply);
};

/** What it was reading never reaches a log: only the kind of the failure and where it happened. */
function brokenBy(error: unknown): ParseReply {
  const { name, code, stack = '' } = error as Error & { code?: string };
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { broken: `${code ?? name}\n${frames.join('\n')}`, code: code ?? null };
}

async function answer({ path, scope }: ParseAsk): Promise<ParseReply> {
  try {
    const read = await readLedger(path, contextIn(scope), { fd: STAGING, from: free });
    free = Math.max(free, read.units.to, read.organizations.to);
    return { read };
  } catch (error) {
    return brokenBy(error);
  }
}

process.on('message', (asked: ParseAsk) => void answer(asked).then(tell));
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; whoever started this process ends it.
process.on('SIGINT', () => undefined);
