import { openReaders } from '../db/open.ts';
import { createReports } from '../reports/index.ts';
import { DONE, readArguments, readNamed, REFUSED, UsageError, type Command } from './command.ts';

const asObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // falls through to the sentence below
  }
  throw new UsageError('--variables 须为 JSON 对象');
};

export const QUERY: Command = {
  usage: 'fugai query <file.graphql | -> [--variables JSON]',
  words: '执行一个 GraphQL 查询并打印 JSON',
  run: async ({ rest, terminal, database, writer }) => {
    const { values, positionals } = readArguments(rest, { variables: { type: 'string' } }, 1);
    const [file] = positionals;
    const source = readNamed(String(file));
    const variables = values.variables === undefined ? {} : asObject(values.variables);
    await writer();
    const { executeOnce } = await import('../graphql/executeOnce.ts');
    const readers = openReaders(database);
    try {
      const answer = await executeOnce(createReports(readers), source, variables);
      terminal.print(JSON.stringify(answer, null, 2));
      return answer.errors === undefined ? DONE : REFUSED;
    } finally {
      await readers.close();
    }
  },
};
