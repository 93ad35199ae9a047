/** A query process: reads the database for itself, and executes one operation at a time until it is ended. */
import { setPriority } from 'node:os';
import { LOG_LEVELS } from '../settings.ts';
import { DomainError } from '../domain/errors.ts';
import { openReaders } from '../db/open.ts';
import type { ApartAnswer, ApartAsk } from '../graphql/apart.ts';
import { createExecutor } from '../graphql/executeOnce.ts';
import { createLog } from '../log.ts';
import { createReports } from '../reports/index.ts';
import type { QueryReply } from './queryPool.ts';

// Whoever answers everybody else comes first where processors are few.
setPriority(5);
const [url = '', level] = process.argv.slice(2);
const execute = createExecutor(createReports(openReaders(url)), createLog(LOG_LEVELS.find((one) => one === level) ?? 'error'));
const tell = (message: QueryReply): void => {
  process.send?.(message);
};

async function answer({ text, variables, sight, signedIn, version, knownOn, cost }: ApartAsk): Promise<ApartAnswer> {
  const { errors, data, extensions, spent } = await execute(text, variables, { sight, signedIn, version, knownOn });
  const { dataVersion } = extensions;
  const whole = { ...(errors && { errors }), ...(data !== undefined && { data }), extensions: { cost, dataVersion } };
  return { bytes: Buffer.from(`${JSON.stringify(whole)}\n`), dataVersion, failed: errors !== undefined, spent };
}

process.on('message', (ask: ApartAsk) => {
  answer(ask).then(
    (answered) => tell({ answered }),
    (error: unknown) =>
      error instanceof DomainError
        ? tell({ refused: { code: error.code, message: error.message } })
        : tell({ broken: error instanceof Error ? String(error.stack) : String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the main process first answers what is under way, and then ends this one.
process.on('SIGINT', () => undefined);
