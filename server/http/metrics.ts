/** Requests and their durations, counted since the start, and how long the thread that answers was held up, as Prometheus text. */
import type { FastifyInstance } from 'fastify';
import { histogramLines, observe, type Durations } from './durations.ts';
import type { QueryWatch } from './queryWatch.ts';
import { watchTurns, type Turns } from './turnWatch.ts';

const escape = (text: string): string => text.replace(/["\\\n]/g, '_');

/** Routes, not addresses, are the label: an address is the asker's choice and would grow without bound. */
export function installMetrics(app: FastifyInstance, queries: QueryWatch): void {
  const requests = new Map<string, number>();
  const durations = new Map<string, Durations>();
  app.addHook('onResponse', async (request, reply) => {
    const route = escape(request.routeOptions.url ?? 'none');
    const key = `method="${escape(request.method)}",route="${route}",status="${reply.statusCode}"`;
    requests.set(key, (requests.get(key) ?? 0) + 1);
    const seen = durations.get(route) ?? { under: [], count: 0, seconds: 0 };
    observe(seen, reply.elapsedTime / 1000);
    durations.set(route, seen);
  });
  const turns = watchTurns();
  app.addHook('onClose', async () => turns.stop());
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${toText(requests, durations)}${queries.text()}${spellTurns(turns)}`),
  );
}

const spellTurns = (turns: Turns): string => {
  const { waited, worked } = turns.greatest();
  return [
    '# HELP fugai_loop_delay_seconds Longest that a timer of the answering thread came late since the last reading.',
    '# TYPE fugai_loop_delay_seconds gauge',
    `fugai_loop_delay_seconds ${waited}`,
    '# HELP fugai_loop_work_seconds Longest processor time of that thread between two timers since the last reading.',
    '# TYPE fugai_loop_work_seconds gauge',
    `fugai_loop_work_seconds ${worked}`,
    '',
  ].join('\n');
};

function toText(requests: ReadonlyMap<string, number>, durations: ReadonlyMap<string, Durations>): string {
  const lines = ['# HELP fugai_http_requests_total Requests answered.', '# TYPE fugai_http_requests_total counter'];
  for (const [key, count] of requests) lines.push(`fugai_http_requests_total{${key}} ${count}`);
  lines.push('# HELP fugai_http_request_seconds Time from request to answer.', '# TYPE fugai_http_request_seconds histogram');
  for (const [route, seen] of durations) lines.push(...histogramLines('fugai_http_request_seconds', `route="${route}"`, seen));
  lines.push(
    '# HELP process_resident_memory_bytes Memory in use.',
    '# TYPE process_resident_memory_bytes gauge',
    `process_resident_memory_bytes ${process.memoryUsage().rss}`,
  );
  return `${lines.join('\n')}\n`;
}
