import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, Kind, parse, validate, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { LIMITS } from '../../server/graphql/limits.ts';
import { CELL_LIMIT, FIRST_LIMIT } from '../../server/graphql/cost.ts';
import { ERROR_CODES } from '../../server/domain/errors.ts';
import { MOST_DAYS } from '../../server/domain/tokens.ts';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import { loadFigures } from '../../server/ledger/loadFigures.ts';
import { BULK_ADDRESSES, BULK_NOUNS } from '../../web/src/features/explorer/guideAddresses.ts';
import { GUIDE_CODES, GUIDE_NUMBERS } from '../../web/src/features/explorer/guideNumbers.ts';
import { readExamples } from '../../web/src/features/explorer/examples.ts';
import { root } from '../house/sources.ts';
import { serve, type Served } from '../http/serve.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';

const FOLDER = path.join(root, 'web', 'src', 'features', 'explorer', 'examples');
const EXAMPLES = readExamples(Object.fromEntries(readdirSync(FOLDER).map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')])));
const SCHEMA = buildSchema(readFileSync(path.join(root, 'schema.graphql'), 'utf8'));
const README = readFileSync(path.join(root, 'README.md'), 'utf8');
const BLOCKS = [...README.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const PERIODS = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'];

/** A list without members, a page without rows, or nothing. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null) return true;
  return 'nodes' in value ? isEmpty(value.nodes) : Object.keys(value).length === 0;
}

describe('the examples of the explorer, over the demo ledger of two prefectures', () => {
  let database: TestDatabase;
  let served: Served;
  let cookie = '';
  let saved = '';

  const ask = async (query: string, variables: object): Promise<{ data?: Record<string, unknown>; errors?: unknown }> => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: served.url, ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify({ query, variables }),
    });
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    return (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  };

  beforeAll(async () => {
    database = await testDatabase('sqlite', inject('postgresUrl'));
    await loadFigures(database.store, path.join(root, 'seed', 'figures'), '2026-01-11T00:00:00.000Z');
    await importSlice(database.store, demoSlice(['4101', '4103'], PERIODS));
    const renamed = [{ code: '410402', name: '新名区' }];
    await changeRegions(database.store, { kind: 'RENAME', on: '2026-10-01', from: ['410402'], to: renamed }, '2026-11-01T00:00:00.000Z');
    served = await serve({ database: database.url, accounts: true });
    const kept = await ask('mutation { saveQuery(name: "一例", query: "{ dataset { version } }", shared: true) { id } }', {});
    saved = (kept.data as { saveQuery: { id: string } }).saveQuery.id;
  }, 240_000);
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it.each(EXAMPLES.map((example) => [example.id, example] as const))(
    '%s runs without errors and answers something',
    async (id, example) => {
      const variables = JSON.parse(example.variables || '{}') as object;
      const { data, errors } = await ask(example.text, id === 'saved' ? { id: saved } : variables);
      expect(errors).toBeUndefined();
      expect(Object.entries(data ?? {}).filter(([, value]) => isEmpty(value))).toEqual([]);
    },
  );

  it.each(BLOCKS.map((text) => [text.slice(0, 60), text] as const))('a query of the README runs: %s', async (_start, text) => {
    const { data, errors } = await ask(text, {});
    expect(errors).toBeUndefined();
    expect(Object.entries(data ?? {}).filter(([, value]) => isEmpty(value))).toEqual([]);
  });
});

/** What the pages of sign-in and administration ask: an example of it would be refused to whoever tries it. */
const OF_THE_PAGES: ReadonlySet<string> = new Set([
  'site',
  'users',
  'apiTokens',
  'auditEntries',
  'auditCheck',
  'backups',
  'ruleDocuments',
  'targetSteps',
  'uploads',
  'upload',
  'ledgerColumns',
  'headerMapping',
  'submission',
  'reviewSettings',
  'lockedSubmissions',
  'summaryReturns',
  'summaryMeasures',
  'submissionCalendar',
  'reminders',
  'dueDates',
]);

describe('the examples of the explorer, as texts', () => {
  it('are valid against schema.graphql and show every root field of Query but those of administration at least once', () => {
    const shown = new Set<string>();
    for (const { id, text } of EXAMPLES) {
      const document = parse(text);
      expect(validate(SCHEMA, document).map(({ message }) => `${id}: ${message}`)).toEqual([]);
      for (const definition of document.definitions)
        if (definition.kind === Kind.OPERATION_DEFINITION)
          for (const field of definition.selectionSet.selections) if (field.kind === Kind.FIELD) shown.add(field.name.value);
    }
    const known = Object.keys(SCHEMA.getQueryType()?.getFields() ?? {});
    expect(known.filter((field) => !shown.has(field) && !OF_THE_PAGES.has(field))).toEqual([]);
  });

  it('have ids, titles and operations of their own in both languages', () => {
    const operations = EXAMPLES.map(({ text }) => {
      let name = '';
      visit(parse(text), { OperationDefinition: (node) => void (name = node.name?.value ?? '') });
      return name;
    });
    for (const names of [
      EXAMPLES.map(({ id }) => id),
      EXAMPLES.map(({ title }) => title.zh),
      EXAMPLES.map(({ title }) => title.en),
      operations,
    ])
      expect(new Set(names).size).toBe(EXAMPLES.length);
    expect(operations).not.toContain('');
  });
});

describe('the guide of the explorer', () => {
  it('says the limits that the server holds: 10 000 characters, 8 levels, 500 fields, 30 aliases, 100 000 cells, 1 000 rows, 90 days', () => {
    const { characters, depth, fields, aliases } = LIMITS;
    expect(GUIDE_NUMBERS).toEqual({ characters, depth, fields, aliases, cells: CELL_LIMIT, rows: FIRST_LIMIT, days: MOST_DAYS });
  });

  it('gives whole addresses of every export, in every form, with parameters that it takes', () => {
    expect([...BULK_NOUNS].sort()).toEqual(EXPORTS.map(({ noun }) => noun).sort());
    for (const { noun, suffixes, read } of EXPORTS) {
      const given = Object.entries(BULK_ADDRESSES)
        .filter(([name]) => name === noun)
        .flatMap(([, addressesIn]) => addressesIn('410000'));
      const asked = given.map((address) => new URL(address, 'http://localhost'));
      for (const { searchParams } of asked) expect(() => read(searchParams)).not.toThrow();
      expect(asked.map(({ pathname }) => pathname).sort()).toEqual(suffixes.map((suffix) => `/${noun}.${suffix}`).sort());
    }
  });

  it('explains every code that an answer may carry', () => {
    expect([...GUIDE_CODES].sort()).toEqual([...ERROR_CODES, 'INTERNAL_SERVER_ERROR'].sort());
  });
});
