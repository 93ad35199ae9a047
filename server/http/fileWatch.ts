/** Files made to order, views and exports, are operations as queries are: each is told when its last byte has gone, named after its route. */
import type { FastifyInstance } from 'fastify';
import type { Spent } from '../reports/types.ts';
import type { QueryWatch } from './queryWatch.ts';

/** What making a file has cost so far. */
export interface Making {
  /** Null: not known, or nothing was asked. */
  spent: Spent | null;
  bytes: number;
  /** Of a refusal. */
  code: string | null;
  /** The asker had it. */
  unchanged: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null: the request asks for no file. */
    making: Making | null;
  }
}

export const newMaking = (): Making => ({ spent: null, bytes: 0, code: null, unchanged: false });

/** To be installed before the routes. */
export function installFileWatch(app: FastifyInstance, watch: QueryWatch): void {
  app.decorateRequest('making', null);
  app.addHook('onResponse', async (request, reply) => {
    const { making } = request;
    if (making === null) return;
    const { spent, bytes, code, unchanged } = making;
    watch.tell({
      known: request.routeOptions.url ?? null,
      named: null,
      hash: null,
      cost: null,
      rows: spent?.rows ?? null,
      statements: spent?.statements ?? null,
      database: spent?.milliseconds ?? null,
      bytes,
      took: reply.elapsedTime,
      cache: unchanged ? 'unchanged' : 'none',
      code,
    });
  });
}
