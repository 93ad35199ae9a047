/** Commands run in this process, over a folder that is the test's own. */
import { runCommand } from '../../server/cli/index.ts';
import { loadConfig, type Config } from '../../server/config.ts';

export interface RanInside {
  readonly code: number;
  readonly printed: readonly string[];
  readonly complained: readonly string[];
}

/** `fugai <words>`, where the folder of the database is that of everything else. */
export async function runInside(folder: string, words: readonly string[], change: Partial<Config> = {}): Promise<RanInside> {
  const printed: string[] = [];
  const complained: string[] = [];
  const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => complained.push(line) };
  const [name = '', ...rest] = words;
  const code = await runCommand(name, rest, { ...loadConfig({ FUGAI_DATA: folder }), ...change }, terminal, () => undefined);
  return { code, printed, complained };
}
