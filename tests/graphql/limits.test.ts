import { getIntrospectionQuery, parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { quartersBetween } from '../../server/domain/period.ts';
import { estimateCells } from '../../server/graphql/cost.ts';
import { LIMITS, screenText, screenVariables } from '../../server/graphql/limits.ts';
import { createSchema } from '../../server/graphql/schema.ts';

const schema = createSchema();

function cells(text: string, variables: Record<string, unknown> = {}): number | null {
  const document = parse(text);
  return estimateCells(schema, document, document.definitions[0] as OperationDefinitionNode, variables);
}

const nested = (depth: number): string => `{ ${'a { '.repeat(depth - 1)}b${' }'.repeat(depth - 1)} }`;

describe('limits on the text', () => {
  it.each([
    ['10 001 characters', `{ a }${' '.repeat(9_996)}`, '字符数 10001，上限 10000'],
    ['2 001 words', `{ ${'a '.repeat(1_999)}}`, '词数超过上限 2001，上限 2000'],
    ['two operations', 'query A { a } query B { a }', '操作数 2，上限 1'],
    ['nine levels', nested(9), '嵌套层数 9，上限 8'],
    ['31 aliases', `{ ${Array.from({ length: 31 }, (_, at) => `x${at}: a`).join(' ')} }`, '别名数 31，上限 30'],
    ['21 directives', `{ a ${'@skip(if: false) '.repeat(21)} }`, '指令数 21，上限 20'],
    ['501 fields', `{ ${'a '.repeat(501)}}`, '字段数 501，上限 500'],
    ['51 fields of one name', `{ ${'a '.repeat(51)}}`, '同名字段数 51，上限 50'],
    ['three looks at the whole schema', '{ a: __schema { x } b: __schema { x } c: __type { x } }', '自省字段数 3，上限 2'],
    [
      '512 fields in nine doubling fragments',
      `{ ...F0 } ${Array.from({ length: 9 }, (_, at) => `fragment F${at} on Q { ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F9 on Q { a }`,
      '字段数 512，上限 500',
    ],
  ])('refuses %s with both numbers', (_what, text, words) => {
    expect(screenText(text)?.message).toContain(words);
    expect(screenText(text)?.extensions['code']).toBe('QUERY_TOO_EXPENSIVE');
  });

  it('lets eight levels pass, and 15 for introspection: the query of every tool, with its fragments', () => {
    expect(screenText(nested(8))).toBeNull();
    expect(screenText(nested(15).replace('a {', '__schema {'))).toBeNull();
    expect(screenText(nested(16).replace('a {', '__schema {'))?.message).toContain('嵌套层数 16，上限 15');
    expect(screenText(getIntrospectionQuery())).toBeNull();
  });

  it('ends on fragments that call themselves, and counts 30 doubling ones within 50 ms', () => {
    const began = performance.now();
    expect(screenText('{ ...A } fragment A on Q { a ...B } fragment B on Q { b ...A }')).toBeNull();
    expect(
      screenText(
        `{ ...F0 } ${Array.from({ length: 30 }, (_, at) => `fragment F${at} on Q { ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F30 on Q { a }`,
      )?.message,
    ).toContain('字段数 1073741824');
    expect(performance.now() - began).toBeLessThan(50);
  });

  it('leaves a text that does not parse to whoever explains syntax', () => {
    expect(screenText('{ a')).toBeNull();
  });

  it('takes 2 000 variable values and no more, at every depth', () => {
    const list = Array.from({ length: LIMITS.variableValues / 2 }, () => 1);
    expect(screenVariables({ a: [list, { b: list }] })).toBeNull();
    expect(screenVariables({ a: [list, { b: list }, 1] })?.message).toContain('变量值个数 2001，上限 2000');
  });

  it('takes lists of 1 000 and none of 1 001, in the variables and in the text', () => {
    const list = Array.from({ length: LIMITS.listItems + 1 }, () => 1);
    const text = (items: readonly number[]): string => `{ a(b: [${items.join(' ')}]) }`;
    expect([screenVariables({ a: list.slice(1) }), screenText(text(list.slice(1)))]).toEqual([null, null]);
    expect(screenVariables({ a: list })?.message).toContain('一个列表的项数 1001，上限 1000');
    expect(screenText(text(list))?.message).toContain('一个列表的项数 1001，上限 1000');
  });
});

describe('the cost in cells', () => {
  it('is regions × periods × indicators: 34 × 12 × 20 = 8 160 for an honest dashboard, below the limit', () => {
    const indicators = Array.from({ length: 20 }, () => 'UNION_COVERAGE');
    const text =
      'query($i: [Indicator!]!) { observations(indicators: $i, regions: {under: "100000", level: PROVINCE}, periods: {last: 12}) { rate { value } } }';
    expect(cells(text, { i: indicators })).toBe(8_160);
  });

  it('counts the quarters between two ends, 40 of an open one: 60 children × 12 = 720, × 40 = 2 400; the last quarter of all is one', () => {
    const of = (periods: string): number | null =>
      cells(`{ observationTable(indicators: [UNION_COVERAGE], regions: {childrenOf: "410000"}, periods: {${periods}}) { regions } }`);
    expect([of('from: "2023Q4", to: "2026Q3"'), of('from: "2023Q4"'), of('from: "9999Q4", to: "9999Q4"')]).toEqual([720, 2_400, 60]);
    expect(quartersBetween('9999Q4', '9999Q4')).toEqual(['9999Q4']);
  });

  it('knows how many there are under what: 190 counties a province, 30 a prefecture, 60 townships a county', () => {
    const of = (code: string, level: string): number | null =>
      cells(
        `{ observationTable(indicators: [UNION_COVERAGE], regions: {under: "${code}", level: ${level}}, periods: {only: ["2025Q4"]}) { regions } }`,
      );
    expect([of('410000', 'COUNTY'), of('410300', 'COUNTY'), of('410302', 'TOWNSHIP'), of('100000', 'COUNTY')]).toEqual([
      190, 30, 60, 2_900,
    ]);
  });

  it('multiplies by the members of each dimension: 5 sectors × 6 sizes of one region = 30', () => {
    expect(
      cells(
        '{ observations(indicators: [UNION_COVERAGE], regions: {codes: ["410000"]}, periods: {last: 1}, by: [SECTOR, SCALE]) { rate { value } } }',
      ),
    ).toBe(30);
  });

  it('adds root fields, aliased or in fragments, and multiplies by nested children', () => {
    expect(
      cells('query { a: units(where: {}, first: 100) { totalCount } ...F } fragment F on Query { b: units(where: {}) { totalCount } }'),
    ).toBe(150);
    expect(cells('{ region(code: "100000") { children { children { code } } } }')).toBe(3_600);
  });

  it('counts what an analysis reads: 2 900 counties of the nation for bounds and attainment, 60 children for a gap, and the change by 60 + 5 + 6 parts', () => {
    const of = (name: string, more: string): number | null =>
      cells(`{ ${name}(indicator: UNION_COVERAGE, region: "100000"${more}) { explanation { zh } } }`);
    expect([of('bounds', ''), of('attainment', ''), of('gap', ''), of('change', ', from: "2025Q3", to: "2025Q4"')]).toEqual([
      2_901, 2_901, 61, 72,
    ]);
  });

  it('adds the lists inside: a gap with 1 000 units is 60 + 1 000, with the children of each part 60 + 60 × 60', () => {
    const of = (inside: string): number | null => cells(`{ gap(indicator: UNION_COVERAGE, region: "410000") { ${inside} } }`);
    expect(of('units(first: 1000) { totalCount }')).toBe(1_060);
    expect(of('units { totalCount }')).toBe(110);
    expect(of('parts { region { children { code } } }')).toBe(3_660);
    expect(() => of('units(first: 1001) { totalCount }')).toThrow('first 为 1001，请取 1 到 1000。');
  });

  it('counts organizations by the page, events and findings by 60, rule sets by 5', () => {
    expect(cells('{ organizations(where: {}, first: 200) { totalCount } }')).toBe(200);
    expect(cells('{ regionEvents { on } ruleFindings { code } ruleSets { id } }')).toBe(125);
  });

  it('counts 3 000 more for a list that looks for a text, so that 30 searches of 1 000 rows are above the limit', () => {
    expect(cells('{ units(where: {search: "科技"}) { totalCount } organizations(where: {search: ""}) { totalCount } }')).toBe(3_100);
    const many = Array.from({ length: 30 }, (_, at) => `a${at}: units(where: {search: "x"}, first: 1000) { totalCount }`).join(' ');
    expect(cells(`{ ${many} }`)).toBe(120_000);
  });

  it('is unknown for variables that do not fit, which execution explains', () => {
    expect(
      cells('query($i: [Indicator!]!) { observationTable(indicators: $i, regions: {codes: []}, periods: {last: 1}) { regions } }', {
        i: 'nothing',
      }),
    ).toBeNull();
  });

  it.each([0, -1, 1_001])('refuses first: %i', (first) => {
    expect(() => cells(`{ units(where: {}, first: ${first}) { totalCount } }`)).toThrow(`first 为 ${first}，请取 1 到 1000。`);
  });
});
