import { readKnownOn } from '../domain/calendar.ts';
import { openReaders } from '../db/open.ts';
import { createReports } from '../reports/index.ts';
import { DONE, readArguments, readNamed, REFUSED, UsageError, type Command } from './command.ts';
import { STANDARD_OUTPUT, writeOut } from './output.ts';

/** JSON as it is, or the content of a file, `@variables.json`. */
function readVariables(name: string, given: string | undefined): Readonly<Record<string, unknown>> {
  if (given === undefined) return {};
  const text = given.startsWith('@') ? readNamed(given.slice(1)) : given;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // falls through to the sentence below
  }
  throw new UsageError(`--${name} 须为 JSON 对象，或 @ 加一个 JSON 文件`);
}

export const QUERY: Command = {
  usage:
    'fugai query <file.graphql | -> [--vars JSON | --vars @file.json] [--known-on 2026-07-20] [--version v12] [--out FILE] [--compact]',
  words: [
    '执行一个 GraphQL 查询，打印或写出 JSON；--variables 与 --vars 相同。成本不设上限，所估的格数在 extensions.cost',
    '--known-on 按某日（北京时间当日结束）或某时刻所知作答，--version 按某个数据版本作答',
    '要得到文件，用 --out；经 npm 又要用 > 时写 npm run -s fugai -- query …，否则文件里会有 npm 自己的几行',
  ].join('\n    '),
  run: async ({ rest, terminal, database, writer }) => {
    const { values, positionals } = readArguments(
      rest,
      {
        vars: { type: 'string' },
        variables: { type: 'string' },
        'known-on': { type: 'string' },
        version: { type: 'string' },
        out: { type: 'string' },
        compact: { type: 'boolean' },
      },
      1,
    );
    if (values.vars !== undefined && values.variables !== undefined) throw new UsageError('--vars 与 --variables 只能给一个');
    const source = readNamed(String(positionals[0]));
    const variables = values.vars === undefined ? readVariables('variables', values.variables) : readVariables('vars', values.vars);
    const given = values['known-on'];
    const knownOn = given === undefined ? undefined : readKnownOn(given);
    if (knownOn === null) throw new UsageError(`--known-on 须为日期，如 2026-07-20，或带时区的时刻；收到「${String(given)}」`);
    await writer();
    const { executeOnce } = await import('../graphql/executeOnce.ts');
    const readers = openReaders(database, 'export');
    try {
      const answer = await executeOnce(createReports(readers), source, variables, { version: values.version, knownOn });
      const text = JSON.stringify(answer, null, values.compact === true ? undefined : 2);
      // A file is for what was answered: one with nothing but errors would take the place of a good one.
      if (values.out === undefined || values.out === STANDARD_OUTPUT || answer.errors !== undefined) terminal.print(text);
      else await writeOut(values.out, [Buffer.from(`${text}\n`)]);
      return answer.errors === undefined ? DONE : REFUSED;
    } finally {
      await readers.close();
    }
  },
};
