/** Forms that people fill in and send back: `/templates/ledger.xlsx?region=410302&period=2025Q4`. */
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { badInput } from '../domain/errors.ts';
import { isQuarter } from '../domain/period.ts';
import { assertMayRead } from '../domain/viewers.ts';
import { TEMPLATES, type TemplateName } from '../graphql/calendarOffice.ts';
import { NO_OFFICE, type Office } from '../graphql/office.ts';
import { parametersOf } from './address.ts';
import { createTurns } from './turns.ts';
import { departure, dispositionOf } from './views.ts';

export interface TemplateParts {
  readonly config: Pick<Config, 'anonymous'>;
  readonly office: Office | undefined;
}

const SUFFIXES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const;
const suffixOf = (template: TemplateName): keyof typeof SUFFIXES => (template.endsWith('.csv') ? 'csv' : 'xlsx');
const GIVEN = ['region', 'period', 'blank'];

function placeOf(given: URLSearchParams) {
  const unknown = [...given.keys()].find((name) => !GIVEN.includes(name));
  if (unknown !== undefined) throw badInput(`模板没有参数「${unknown}」；可用的有 ${GIVEN.join('、')}。`);
  const region = given.get('region') ?? '';
  const period = given.get('period') ?? '';
  if (region === '') throw badInput('请给出 region，为报送地区的行政区划代码，如 region=410302。');
  if (!isQuarter(period)) throw badInput(`请给出 period，为季度，如 period=2025Q4；收到「${period}」。`);
  return { region, period, blank: given.get('blank') === '1' };
}

export function installTemplates(app: FastifyInstance, { config, office = NO_OFFICE }: TemplateParts): void {
  const turns = createTurns();
  for (const template of TEMPLATES)
    app.get(`/templates/${template}`, { exposeHeadRoute: false }, async (request, reply) => {
      assertMayRead(request.viewer, 'VIEW', config.anonymous);
      const asked = placeOf(parametersOf(request));
      const made = await turns.take(departure(reply), () => office.template({ ...asked, template, sight: request.sight }));
      if (made === undefined) return reply.hijack();
      const suffix = suffixOf(template);
      return reply
        .header('cache-control', 'no-store')
        .header('x-fugai-rows', String(made.rows))
        .header('content-disposition', dispositionOf({ shown: false, suffix }, made))
        .type(SUFFIXES[suffix])
        .send(Buffer.from(made.bytes));
    });
}
