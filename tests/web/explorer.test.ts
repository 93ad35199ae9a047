import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildClientSchema, buildSchema, introspectionFromSchema, isObjectType, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleText, readExample, readExamples } from '../../web/src/features/explorer/examples.ts';
import { firstOperation } from '../../web/src/features/explorer/operation.ts';
import { outcomeOf } from '../../web/src/features/explorer/outcome.ts';
import { entriesOf, searchSchema } from '../../web/src/features/explorer/schemaDocs.ts';
import { inLanguage, wordsOf } from '../../web/src/features/explorer/schemaWords.ts';
import { MARKS, translateStoredTabs } from '../../web/src/features/explorer/storedTabs.ts';
import { controlsOf, printValues, readValues, withValue } from '../../web/src/features/explorer/variables.ts';
import { arrivalName, printArrival, printSavedArrival, readArrival } from '../../web/src/state/explorerAddress.ts';

const SDL = readFileSync(path.join(import.meta.dirname, '..', '..', 'schema.graphql'), 'utf8');
const SCHEMA = buildSchema(SDL);
const operationOf = (text: string): OperationDefinitionNode => {
  const found = parse(text).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new Error('no operation');
  return found;
};

describe('the part of the address behind #', () => {
  it('carries a document, its variables and a name there and back, quotes, breaks and Chinese included', () => {
    const query = 'query A($r: ID!) {\n  region(code: $r) { name } # 说明 & 100 %\n}\n';
    const arriving = { query, variables: '{"r": "410000"}', name: '总览 · A' };
    expect(readArrival(printArrival(arriving))).toEqual({ opened: arriving, saved: null });
  });

  it('leaves out empty parts, and reads a saved query by its id', () => {
    expect(printArrival({ query: '{ a }', variables: '', name: '' })).toBe('#query=%7B%20a%20%7D');
    expect(readArrival(printSavedArrival('q_1-Z'))).toEqual({ opened: null, saved: 'q_1-Z' });
  });

  it('opens nothing for a foreign, broken, empty or overlong hash', () => {
    for (const hash of ['', '#main', '#query=', '#query=%E4%B', '#saved=a%20b', `#query=${'x'.repeat(20_001)}`])
      expect(readArrival(hash)).toEqual({ opened: null, saved: null });
  });
});

describe('an example', () => {
  const FILE = '# 题 — Title\n# 话。 — Words.\n# group: time\n# variables: {"a": [1]}\nquery A { dataset { version } }\n';

  it('is read from its four first lines, and shown with its note in one language', () => {
    const example = readExample('a', FILE);
    expect(example).toEqual({
      id: 'a',
      group: 'time',
      title: { zh: '题', en: 'Title' },
      note: { zh: '话。', en: 'Words.' },
      text: 'query A { dataset { version } }\n',
      variables: '{\n  "a": [\n    1\n  ]\n}',
    });
    expect(exampleText(example, 'en')).toBe('# Words.\nquery A { dataset { version } }\n');
  });

  it('stands where the number of its file says, which is no part of its id', () => {
    expect(readExamples({ './x/20-b.graphql': FILE, './x/10-c.graphql': FILE }).map(({ id }) => id)).toEqual(['c', 'b']);
  });

  it('is refused by name when its head is not complete or its group is unknown', () => {
    expect(() => readExample('bad', '# only a title\n{ a }')).toThrow('bad.graphql');
    expect(() => readExample('bad', FILE.replace('time', 'elsewhere'))).toThrow('no group: elsewhere');
  });
});

describe('what is kept of tabs between two loads', () => {
  const examples = readExamples({ './x/10-a.graphql': '# 题 — Title\n# 话。 — Words.\n# group: time\n# variables: {}\n{ a }\n' });
  const kept = (tabs: readonly object[], marks: object) => {
    const held = new Map([
      ['graphiql:tabState', JSON.stringify({ tabs, activeTabIndex: 0 })],
      ['graphiql:query', '# 话。\n{ a }\n'],
      [MARKS, JSON.stringify(marks)],
    ]);
    const storage = { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, text: string) => void held.set(key, text) };
    translateStoredTabs(storage, 'en', examples);
    return [...held.values()].map((text) => (text.startsWith('{"') ? (JSON.parse(text) as unknown) : text));
  };

  it('follows the language where an example is unchanged, text and name; a changed or saved one stays', () => {
    const tabs = ['# 话。\n{ a }\n', '# 话。\n{ a b }\n', '# 话。\n{ a }\n'].map((query, index) => ({ id: `t${index}`, query }));
    const name = { name: '题', saved: null };
    expect(kept(tabs, { t0: name, t1: name, t2: { name: '题', saved: 'q1' } })).toEqual([
      { tabs: [{ id: 't0', query: '# Words.\n{ a }\n' }, tabs[1], tabs[2]], activeTabIndex: 0 },
      '# Words.\n{ a }\n',
      { t0: { name: 'Title', saved: null }, t1: name, t2: { name: '题', saved: 'q1' } },
    ]);
  });
});

describe('the name of a query that a chart asked', () => {
  it('is the title of the panel, or else the operation, with the values that tell it from others', () => {
    expect(arrivalName('排名', 'Overview', { region: '410000', indicator: 'PARTY_ORG_COVERAGE', period: '2026Q3' })).toBe(
      '排名 · 410000 · 2026Q3',
    );
    expect(arrivalName('', 'Trend', { regions: ['1', '2', '3'], region: '410000', indicators: ['UNION_COVERAGE'] })).toBe(
      'Trend · 410000 · UNION_COVERAGE',
    );
  });
});

describe('descriptions in the language of the reader', () => {
  it('gives the half before or after the dash, and a text without one whole', () => {
    expect([
      wordsOf('指标 — Indicator', 'zh'),
      wordsOf('指标 — Indicator', 'en'),
      wordsOf('Only English', 'zh'),
      wordsOf(null, 'zh'),
    ]).toEqual(['指标', 'Indicator', 'Only English', '']);
  });

  it('turns the whole schema: no dash is left in any description of either language', () => {
    for (const lang of ['zh', 'en'] as const) {
      const turned = buildClientSchema(inLanguage(introspectionFromSchema(SCHEMA), lang));
      const query = turned.getQueryType();
      expect(query?.getFields()['ranking']?.description).toBe(lang === 'zh' ? '排名，由差到好' : 'Ranking, worst first');
      const own = Object.values(turned.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
      expect(own.flatMap(entriesOf).filter(({ words }) => words.includes(' — '))).toEqual([]);
    }
  });
});

describe('the documentation', () => {
  it('lists fields with types and arguments, and members of an enum', () => {
    const query = SCHEMA.getQueryType();
    const units = isObjectType(query) ? entriesOf(query).find(({ name }) => name === 'units') : undefined;
    expect(units).toMatchObject({ type: 'UnitConnection!', named: 'UnitConnection' });
    expect(units?.arguments.find(({ name }) => name === 'first')).toMatchObject({ type: 'Int', byDefault: '50' });
    const basis = SCHEMA.getType('Basis');
    expect(basis ? entriesOf(basis).map(({ name }) => name) : []).toContain('OPERATING');
  });

  it('finds names that begin with the text first, then others, then descriptions, in both languages, at most as many as asked', () => {
    expect(searchSchema(SCHEMA, 'rank', 3).map(({ type, entry }) => [type, entry])).toContainEqual(['Query', 'ranking']);
    expect(searchSchema(SCHEMA, '空转', 5).length).toBeGreaterThan(0);
    expect(searchSchema(SCHEMA, '  ', 5)).toEqual([]);
  });
});

describe('variables as controls', () => {
  const controls = controlsOf(
    SCHEMA,
    operationOf(
      'query A($region: ID!, $codes: [ID!], $period: Period, $by: [Dimension!], $indicator: Indicator! = UNION_COVERAGE, $where: UnitFilter, $flag: Boolean, $id: ID, $unknown: Nothing) { observations(indicators: [$indicator], regions: {codes: [$region]}, periods: {only: [$period]}, where: $where, acceptedOnly: $flag, by: $by) { period } }',
    ),
  );
  const of = (name: string) => controls.find((control) => control.name === name);

  it('takes a control by the type: regions, periods, enums, yes and no, the fields of an input; a type that is not there gives none', () => {
    expect(controls.map(({ name, kind, many, required }) => [name, kind, many, required])).toEqual([
      ['region', 'region', false, true],
      ['codes', 'region', true, false],
      ['period', 'period', false, false],
      ['by', 'enum', true, false],
      ['indicator', 'enum', false, false],
      ['where', 'fields', false, false],
      ['flag', 'boolean', false, false],
      ['id', 'text', false, false],
    ]);
    expect(of('where')?.fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual(
      expect.arrayContaining(['region region', 'kind enum', 'minStaff integer', 'search text']),
    );
  });

  it('says of a variable what the argument says that it is given to', () => {
    expect(of('flag')?.words).toBe('只算审核通过的报送 — Accepted submissions only');
  });

  it('does not call one value by the words of a list: a region by none, an indicator by its type', () => {
    expect([of('region')?.words, of('period')?.words, of('indicator')?.words]).toEqual(['', '', '指标 — Indicator']);
  });

  it('offers the members of an enum with their words', () => {
    expect(of('indicator')?.members[0]).toEqual({ value: 'PARTY_ORG_COVERAGE', words: '党的组织覆盖率 — Party organisation coverage' });
  });

  it('reads the text of the editor: nothing is no variables, half a text is unknown', () => {
    expect([readValues(''), readValues('{"a": 1}'), readValues('{"a": '), readValues('[1]')]).toEqual([{}, { a: 1 }, null, null]);
  });

  it('sets and takes out values in place, at any depth; an input that becomes empty goes', () => {
    const values = { region: '410000', where: { minStaff: 10 }, last: 8 };
    expect(printValues(withValue(values, ['region'], '410300'))).toBe(printValues({ ...values, region: '410300' }));
    expect(withValue(values, ['where', 'kind'], ['OTHER'])).toEqual({ ...values, where: { minStaff: 10, kind: ['OTHER'] } });
    expect(withValue(values, ['where', 'minStaff'], undefined)).toEqual({ region: '410000', last: 8 });
    expect(withValue({}, ['period'], '2026Q3')).toEqual({ period: '2026Q3' });
  });
});

describe('what is told of a run', () => {
  it('takes cost and version from the extensions and the code from the first error', () => {
    const answer = {
      data: null,
      errors: [{ message: 'x', extensions: { code: 'QUERY_TOO_EXPENSIVE' } }],
      extensions: { cost: 7, dataVersion: 'v2' },
    };
    expect(outcomeOf({ answer, milliseconds: 12, bytes: 99 })).toEqual({
      failed: false,
      milliseconds: 12,
      bytes: 99,
      cost: 7,
      version: 'v2',
      code: 'QUERY_TOO_EXPENSIVE',
    });
  });

  it('knows a query from a change: only the first runs by itself', () => {
    expect([firstOperation('query A { a }'), firstOperation('{ a }'), firstOperation('mutation B { b }'), firstOperation('{ a')]).toEqual([
      { kind: 'query', name: 'A' },
      { kind: 'query', name: null },
      { kind: 'mutation', name: 'B' },
      null,
    ]);
  });
});
