import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadFigures } from '../../server/ledger/loadFigures.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { serve, type Served } from '../http/serve.ts';

const SEEDS = path.join(import.meta.dirname, '..', '..', 'seed', 'figures');

describe.each(ENGINES)('published figures over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await loadFigures(database.store, SEEDS, '2026-01-11T00:00:00.000Z');
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  const ask = async (query: string): Promise<unknown> => {
    const answer = await served.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  it('figures: the 2004 census of the nation with its source', async () => {
    const { figures } = (await ask(
      '{ figures(region: "100000", subject: UNION, quantity: "units") { printed value asOf qualifier unitLabel { zh } source { title region { code } } region { name } } }',
    )) as { figures: object[] };
    expect(figures.length).toBeGreaterThan(0);
    expect(figures[0]).toMatchObject({ qualifier: 'EXACT', region: { name: '全国' }, unitLabel: { zh: '家' } });
  });

  it.each([
    ['figures(quantity: "unitz") { id }', '没有「unitz」这个数量；已有的数量名：activists、'],
    ['publishedRates(parent: "100000", subject: UNION, numerator: "covered", denominator: "units") { asOf }', '没有「covered」这个数量'],
    ['figures(region: "999999") { id }', '999999'],
  ])('%s is refused, since nothing would look as if nothing had been published', async (query, words) => {
    const { errors } = await served.ask(`{ ${query} }`);
    expect(errors?.[0]?.message).toContain(words);
  });

  it('publishedRates and publishedSeries: 2004 union rates of the provinces, and a national series that is broken where it must be', async () => {
    const { publishedRates, publishedSeries } = (await ask(`{
      publishedRates(parent: "100000", subject: UNION, numerator: "covered_units", denominator: "units") { region { code } asOf rate { value } source { title } }
      publishedSeries(region: "100000", subject: PARTY) { quantity points { asOf } breaks { reason after { id } before { id } } }
    }`)) as { publishedRates: { region: { code: string }; rate: { value: number } }[]; publishedSeries: { breaks: unknown[] }[] };
    expect(publishedRates[0]?.region.code).toBe('100000');
    expect(publishedRates[0]?.rate.value).toBeCloseTo(22.6, 1);
    expect(publishedRates.length).toBeGreaterThan(31);
    expect(publishedSeries.flatMap((series) => series.breaks).length).toBeGreaterThan(0);
  });

  it('findings: 89.11 % printed and 70.94 % computed, serious ones first, with the figures they are about', async () => {
    const { findings } = (await ask(
      '{ findings(where: {problemsOnly: true}, first: 100) { totalCount nodes { relation verdict severity printed computed decimals title explanation figures { printed source { title } } } } }',
    )) as {
      findings: { nodes: { relation: string; severity: string; verdict: string; printed: number; computed: number; figures: unknown[] }[] };
    };
    const parks = findings.nodes.find((node) => node.relation === 'gz-parks');
    expect(parks).toMatchObject({ verdict: 'MISMATCH', severity: 'SERIOUS', printed: 89.11 });
    expect(parks?.computed).toBeCloseTo(70.94, 2);
    expect(parks?.figures).toHaveLength(3);
    expect(findings.nodes[0]?.severity).toBe('SERIOUS');
    expect(findings.nodes.every((node) => node.verdict !== 'MATCHES')).toBe(true);
  });
});
