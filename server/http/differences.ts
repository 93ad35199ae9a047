/** What a submission changes, as a workbook, for who may see the submission. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { BULK_WRITERS } from '../documents/bulk/writers.ts';
import { differencesFile } from '../documents/differences.ts';
import { DomainError } from '../domain/errors.ts';
import { isToldOf } from '../domain/review.ts';
import { assertMayRead } from '../domain/viewers.ts';
import type { Asker } from '../graphql/context.ts';
import { judgeOf } from '../graphql/judge.ts';
import type { Reports, View } from '../reports/types.ts';
import { createTurns } from './turns.ts';
import { departure, dispositionOf } from './views.ts';

interface Parts {
  readonly config: Pick<Config, 'anonymous'>;
  readonly reports: Reports;
  readonly askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker;
}

/** Files that are made and wait at a time, and those that are made. */
const [MOST, AT_ONCE] = [24, 4];

/** @throws DomainError NOT_FOUND for one that is not there, or not to be told of */
async function open(view: View, id: string, asker: Asker) {
  const submission = await view.submission(id);
  const difference = submission !== null && isToldOf(submission, judgeOf(asker)) ? await view.submissionDifference(id) : null;
  if (submission === null || difference === null) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的报送，或它不在您的查看范围内。`);
  return differencesFile(view, submission, difference);
}

export function installDifferences(app: FastifyInstance, { config, reports, askerOf }: Parts): void {
  const turns = createTurns(MOST, AT_ONCE);
  app.get<{ Params: { id: string } }>('/submissions/:id/differences.xlsx', { exposeHeadRoute: false }, async (request, reply) => {
    assertMayRead(request.viewer, 'VIEW', config.anonymous);
    const signal = departure(reply);
    const leave = await turns.enter(signal);
    if (leave === undefined) return reply.hijack();
    const view = await reports.open(request.sight, undefined, true).catch((error: unknown) => {
      leave();
      throw error;
    });
    const end = (): void => void view.close().finally(leave);
    const file = await open(view, request.params.id, askerOf(request, reply)).catch((error: unknown) => {
      end();
      throw error;
    });
    const stream = Readable.from(file.bytes, { objectMode: false });
    stream.once('close', end);
    signal.addEventListener('abort', () => stream.destroy(), { once: true });
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', dispositionOf({ shown: false, suffix: 'xlsx' }, file))
      .type(BULK_WRITERS.xlsx.type)
      .send(stream);
  });
}
