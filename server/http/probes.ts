/** `/healthz`: the process lives. `/readyz`: it answers queries. */
import type { FastifyInstance } from 'fastify';
import { NOTHING } from '../domain/sight.ts';
import type { Reports } from '../reports/types.ts';
import { refuse } from './refusal.ts';

export function installProbes(app: FastifyInstance, reports: Reports): void {
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }));
  app.get('/readyz', async (request, reply) => {
    try {
      const view = await reports.open(NOTHING);
      await view.close();
      return await reply.header('cache-control', 'no-store').send({ ready: true, dataVersion: view.dataVersion });
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer');
      return refuse(request, reply, 'UNAVAILABLE', '数据库没有应答，请稍后再试。');
    }
  });
}
