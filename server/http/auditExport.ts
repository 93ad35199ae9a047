/** The audit log as a file, under the conditions of its list; for who may read it, and itself an entry of the log. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuditRow, AuditWanted } from '../accounts/auditLog.ts';
import { AUDIT_FORMATS } from '../documents/auditFormats.ts';
import { AUDIT_ACTION_IDS, AUDIT_OUTCOMES } from '../domain/audit.ts';
import { AUDIT_CHAIN_IDS } from '../domain/auditChain.ts';
import { badInput } from '../domain/errors.ts';
import type { Asker } from '../graphql/context.ts';
import { parametersOf } from './address.ts';
import { dispositionOf } from './views.ts';

const OUTCOMES = Object.keys(AUDIT_OUTCOMES) as readonly (keyof typeof AUDIT_OUTCOMES)[];
const CONDITIONS = ['from', 'to', 'actor', 'action', 'outcome', 'chain'];

/** @throws DomainError that names what there is */
function oneOf<Known extends string>(name: string, text: string, known: readonly Known[]): Known {
  const found = known.find((one) => one === text);
  if (found === undefined) throw badInput(`${name} 须为 ${known.join('、')}；收到「${text}」。`);
  return found;
}

function momentOf(name: string, text: string): string {
  const moment = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(moment.getTime()))
    throw badInput(`${name} 须为时刻，如 2026-01-31T00:00:00Z；收到「${text}」。`);
  return moment.toISOString();
}

/** @throws DomainError */
function wantedOf(request: FastifyRequest): AuditWanted {
  const given = parametersOf(request);
  const unknown = [...given.keys()].find((name) => !CONDITIONS.includes(name));
  if (unknown !== undefined) throw badInput(`没有条件「${unknown}」；可用的有 ${CONDITIONS.join('、')}。`);
  const read = <Value>(name: string, meaning: (text: string) => Value): Value | undefined => {
    const text = given.get(name);
    return text === null || text === '' ? undefined : meaning(text);
  };
  return {
    from: read('from', (text) => momentOf('from', text)),
    to: read('to', (text) => momentOf('to', text)),
    actor: read('actor', (text) => text),
    actions: read('action', (text) => text.split(',').map((one) => oneOf('action', one, AUDIT_ACTION_IDS))),
    outcome: read('outcome', (text) => oneOf('outcome', text, OUTCOMES)),
    chain: read('chain', (text) => oneOf('chain', text, AUDIT_CHAIN_IDS)),
  };
}

async function* linesOf(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  const { head, line } = AUDIT_FORMATS.csv;
  yield head;
  for await (const row of rows) yield line(row);
}

export function installAuditExport(app: FastifyInstance, askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker): void {
  app.get('/export/audit.csv', { exposeHeadRoute: false }, async (request, reply) => {
    const rows = await askerOf(request, reply).desk.exportAudit('csv', wantedOf(request));
    const day = new Date().toISOString().slice(0, 10);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', dispositionOf({ shown: false, suffix: 'csv' }, { name: `audit-${day}`, named: `审计日志-${day}` }))
      .type('text/csv; charset=utf-8')
      .send(Readable.from(linesOf(rows)));
  });
}
