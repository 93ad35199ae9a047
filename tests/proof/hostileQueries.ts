/** Hostile requests, the same ones at every run: what a stranger would send to make a GraphQL server hang, swell or talk. */

export interface Hostile {
  readonly kind: string;
  readonly method: 'GET' | 'POST';
  /** After `/graphql`. */
  readonly search: string;
  readonly type: string;
  readonly body: string | Buffer | null;
}

/** Numbers from 0 up to below `end`, the same sequence for the same seed. */
type Roll = (end: number) => number;

function rolls(seed: number): Roll {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const many = (count: number, make: (at: number) => string): string => Array.from({ length: count }, (_, at) => make(at)).join(' ');
const post = (kind: string, body: unknown): Hostile => ({
  kind,
  method: 'POST',
  search: '',
  type: 'application/json',
  body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
});
const text = (kind: string, query: string, more: object = {}): Hostile => post(kind, { query, ...more });
const get = (kind: string, search: string): Hostile => ({ kind, method: 'GET', search: `?${search}`, type: '', body: null });

const INDICATORS = [
  'PARTY_ORG_COVERAGE',
  'PARTY_WORK_COVERAGE',
  'UNION_COVERAGE',
  'LEAGUE_COVERAGE',
  'WOMEN_COVERAGE',
  'SHELL_RATE',
  'MEMBER_DENSITY',
  'APPLICANTS',
];
const REGIONS = ['410000', '410100', '410300', '410500', '411300', '411600'];
const FULL =
  'fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } query Q { __schema { queryType { name } types { kind name description fields(includeDeprecated: true) { name description args { name description type { ...T } defaultValue } type { ...T } } inputFields { name type { ...T } } interfaces { ...T } enumValues { name description } possibleTypes { ...T } } directives { name locations args { name } } } }';

const nested = (field: string, depth: number): string => `${`${field} { `.repeat(depth)}code${' }'.repeat(depth)}`;

const schemaWithin = (depth: number): string => `{ __schema { types { ${'fields { type { '.repeat(depth)}name${' } }'.repeat(depth)} } } }`;

const KINDS: readonly ((roll: Roll, at: number) => Hostile)[] = [
  (roll) => text('deep regions', `{ region(code: "100000") { ${nested(roll(2) === 0 ? 'children' : 'parent', 4 + roll(60))} } }`),
  (roll) => text('deep braces', '{ a '.repeat(500 + roll(4000))),
  (roll) => text('deep values', `{ regions(search: ${'['.repeat(200 + roll(800))}) { code } }`),
  (roll) => text('wide fields', `{ ${many(50 + roll(900), (at) => `f${at}`)} }`),
  (roll) => text('one field often', `{ ${'dataset { version } '.repeat(20 + roll(230))} }`),
  () => text('10 000 aliases', `{ ${many(10_000, (at) => `a${at}:dataset{version}`)} }`),
  (roll) => text('aliases', `{ ${many(25 + roll(400), (at) => `a${at}: dataset { version units }`)} }`),
  (roll) =>
    text(
      'circular fragments',
      `{ ...F0 } ${many(1 + roll(40), (at) => `fragment F${at} on Query { ...F${at + 1} ...F0 }`)} fragment F41 on Query { ...F0 }`,
    ),
  (roll) =>
    text(
      'doubling fragments',
      `{ ...F0 } ${many(8 + roll(25), (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F33 on Query { dataset { version } }`,
    ),
  (roll) => text('unused fragments', `{ dataset { version } } ${many(100 + roll(200), (at) => `fragment F${at} on Query { __typename }`)}`),
  (roll) =>
    text('huge variables', 'query($w: UnitFilter!) { units(where: $w) { totalCount } }', {
      variables: { w: { kind: Array.from({ length: 500 + roll(5000) }, () => 'PRIVATE_ENTERPRISE') } },
    }),
  (roll) => {
    const depth = 300 + roll(1000);
    return post(
      'nested variables',
      `{"query":"query($w: UnitFilter!) { units(where: $w) { totalCount } }","variables":{"w":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}}`,
    );
  },
  (roll) =>
    text(
      '5 000 codes',
      'query($c: [ID!]) { observations(indicators: [UNION_COVERAGE], regions: {codes: $c}, periods: {last: 1}) { rate { value } } }',
      { variables: { c: Array.from({ length: 5000 }, (_, at) => String(410000 + roll(900) + at)) } },
    ),
  (roll) =>
    text(
      'a long list in the text',
      `{ observationTable(indicators: [UNION_COVERAGE], regions: {codes: [${many(300 + roll(1200), () => '1')}]}, periods: {last: 1}) { regions } }`,
    ),
  (roll) =>
    post(
      'a batch',
      Array.from({ length: 1 + roll(200) }, () => ({ query: '{ dataset { version } }' })),
    ),
  (_, at) => text('the whole schema', `${FULL}${' '.repeat(at % 97)}`),
  (roll) => text('schemas side by side', `{ ${many(2 + roll(20), (at) => `s${at}: __schema { types { name fields { name } } }`)} }`),
  (roll) => text('schema in itself', schemaWithin(2 + roll(5))),
  () => post('half a character', '{"query":"{ regions(search: \\"\\ud83d\\") { code } }"}'),
  (roll) => post('bytes that are no UTF-8', Buffer.from(Array.from({ length: 50 + roll(500) }, () => 128 + roll(128)))),
  (roll) =>
    text('signs that are no names', `{ ${String.fromCodePoint(0x200b + roll(30))}dataset \u0000 { version${'\u202e'.repeat(roll(20))} } }`),
  (roll) => text('directives', `{ dataset { version ${'@include(if: true) '.repeat(5 + roll(400))} } }`),
  (roll) => text('unknown directives', `{ dataset ${many(1 + roll(19), (at) => `@d${at}(a: ${at})`)} { version } }`),
  (roll) => text('a long string', `{ regions(search: "${'河'.repeat(2000 + roll(9000))}") { code } }`),
  (roll) => text('a block string', `{ regions(search: """${'\\n "" '.repeat(200 + roll(1800))}""") { code } }`),
  (roll) =>
    text(
      'numbers out of range',
      `{ units(where: {minStaff: ${['-1', '99999999999', '1e400', '-0', '2147483648', '0x10', '1.5'][roll(7)]}}, first: ${['0', '-5', '1001', '4294967296', '1e9'][roll(5)]}) { totalCount } }`,
    ),
  (roll) => post('broken JSON', ['{"query":', '{"query":"{a}"', '}{', '[[[[', '"', 'null', 'NaN', '{"query":{}}'][roll(8)] ?? ''),
  (roll) => post('deep JSON', '['.repeat(1000 + roll(20_000))),
  () => post('null bytes', '{"query":"{ dataset \u0000{ version } }"}'),
  () => post('one key twice', '{"query":"{ dataset { version } }","query":"{ dataset { figures } }","__proto__":{"x":1}}'),
  (roll) =>
    post('an unknown hash', {
      extensions: {
        persistedQuery: {
          version: 1,
          sha256Hash: roll(2 ** 31)
            .toString(16)
            .padStart(64, '0'),
        },
      },
    }),
  () => text('an unknown operation', 'query A { dataset { version } }', { operationName: 'B' }),
  () => text('two operations', 'query A { dataset { version } } query B { dataset { version } }', { operationName: 'A' }),
  () => text('a mutation', 'mutation { dropEverything }'),
  () => text('a subscription', 'subscription { dataset { version } }'),
  (roll) => get('a long address', `query=${encodeURIComponent(`{ ${many(20 + roll(300), (at) => `a${at}: dataset { version }`)} }`)}`),
  () => get('an address without sense', 'query=%7B%FF&variables=%7B&extensions=%5B'),
  (roll) =>
    get(
      'a pinned version',
      `query=%7Bdataset%7Bversion%7D%7D&extensions=${encodeURIComponent(JSON.stringify({ dataVersion: `v${roll(1e9)}` }))}`,
    ),
  (roll) => text('a mistake in every word', `{ ${many(20 + roll(300), (at) => `datase${at}(a: $v${at})`)} }`),
  (roll) => text('variables by the hundred', `query(${many(100 + roll(500), (at) => `$v${at}: Int`)}) { dataset { version } }`),
  (roll) =>
    text(
      'a search of everything',
      `{ ${many(2 + roll(28), (at) => `a${at}: units(where: {search: "${roll(1000)}"}, first: ${1 + roll(1000)}, orderBy: NAME) { totalCount nodes { name } }`)} }`,
    ),
  (roll) =>
    text(
      'a broken cursor',
      `{ units(where: {}, after: "${Buffer.from(JSON.stringify([2, 'units', roll(9), { a: 1 }])).toString('base64url')}") { totalCount } }`,
    ),
  (roll) =>
    text(
      'as many cells as may be',
      `{ observationTable(indicators: [${INDICATORS.slice(0, 2 + roll(6)).join(' ')}], regions: {under: "410000", level: COUNTY}, periods: {last: ${2 + roll(60)}}) { numerators denominators missing } }`,
    ),
  (roll) =>
    text(
      'thousands of rows',
      `{ observations(indicators: [${INDICATORS.slice(0, 1 + roll(4)).join(' ')}], regions: {under: "410000", level: COUNTY}, periods: {last: ${1 + roll(8)}}) { region { name parent { name } } period rate { numerator denominator value missing } previous { value } band } }`,
    ),
  (roll) =>
    text(
      'a count that reads every unit',
      `{ observations(indicators: [UNION_COVERAGE], regions: {codes: ["${REGIONS[roll(6)]}"]}, periods: {last: ${1 + roll(6)}}, by: [SECTOR, SCALE], where: {search: "${roll(100)}"}) { rate { value } } }`,
    ),
  () => text('five hundred sign-ins', `mutation { ${many(29, (at) => `a${at}: login(name: "admin", password: "${at}") { id }`)} }`),
  (roll) =>
    text(
      'lists of units',
      `{ ${many(8, (at) => `u${at}: units(where: {region: "${REGIONS[roll(6)]}"}, first: 20) { totalCount nodes { name } }`)} }`,
    ),
  (roll) =>
    text(
      'what was known then',
      `{ observations(indicators: [UNION_COVERAGE], regions: {childrenOf: "410000"}, periods: {last: 4}, asKnownOn: "2026-0${1 + roll(9)}-01T00:00:00Z") { rate { value } } }`,
    ),
  (roll) => text('bulletins', `{ ${many(1 + roll(4), (at) => `b${at}: bulletin(region: "${REGIONS[roll(6)]}") { __typename }`)} }`),
];

/** How many kinds of requests there are, each with a name of its own. */
export const HOSTILE_KINDS = KINDS.length;

/** `count` requests, every kind in turn. */
export function hostileRequests(count: number, seed = 20261121): Hostile[] {
  const roll = rolls(seed);
  return Array.from({ length: count }, (_, at) => {
    const kind = KINDS[at % KINDS.length];
    if (!kind) throw new Error('no kinds');
    return kind(roll, at);
  });
}
