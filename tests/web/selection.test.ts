import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AuditAction,
  AuditChain,
  AuditOutcome,
  Basis,
  DifferenceKind,
  Form,
  GapReason,
  Indicator,
  Industry,
  LedgerSheet,
  Management,
  ProblemSeverity,
  Role,
  SecretarySource,
  Setup,
  ShellFlag,
  Subject,
  UnitKind,
  UnitSector,
  UnitStatus,
} from '../../web/src/api/gql/enums.ts';
import { filePathOf, pageAt, PAGES, pathOf, SUFFIXES } from '../../web/src/state/pages.ts';
import { periodShown } from '../../web/src/state/periodShown.ts';
import {
  carriedOver,
  ADMIN_TABS,
  SUBMIT_PARTS,
  REVIEWED,
  AMONG,
  CLASSINGS,
  DEFAULTS,
  DIVISIONS,
  FINDING_SETS,
  FRAMES,
  LANGS,
  LAYOUTS,
  LISTED,
  ROOMS,
  SCALES,
  parseSelection,
  printSelection,
  SORTS,
  SPLITS,
  THEMES,
  VIEWS,
  type Selection,
} from '../../web/src/state/selection.ts';

const some = <Value>(members: readonly Value[]): fc.Arbitrary<readonly Value[]> =>
  fc.uniqueArray(fc.constantFrom(...members), { maxLength: 3 });
const region = fc.constantFrom('100000', '410000', '410305', '410305001', 'P41030001');
const quarter = fc.constantFrom(null, '2023Q4', '2025Q4');

const selections: fc.Arbitrary<Selection> = fc.record({
  region,
  period: quarter,
  against: quarter,
  indicator: fc.constantFrom(...Indicator),
  indicators: some(Indicator),
  basis: fc.constantFrom(...Basis),
  versus: fc.constantFrom(null, ...Basis),
  regions: fc.uniqueArray(region, { maxLength: 4 }),
  among: fc.constantFrom(...AMONG),
  divisions: fc.constantFrom(...DIVISIONS),
  focus: fc.option(region),
  subject: fc.constantFrom(...Subject),
  kind: some(UnitKind),
  sector: some(UnitSector),
  industry: some(Industry),
  management: some(Management),
  status: some(UnitStatus),
  accepted: fc.boolean(),
  reason: some(GapReason),
  minStaff: fc.option(fc.integer({ min: 0, max: 99_999 })),
  form: some(Form),
  setup: some(Setup),
  secretary: some(SecretarySource),
  flags: some(ShellFlag),
  listed: fc.constantFrom(...LISTED),
  view: fc.constantFrom(null, ...VIEWS),
  layout: fc.constantFrom(null, ...LAYOUTS),
  classes: fc.constantFrom(...CLASSINGS),
  scale: fc.constantFrom(...SCALES),
  sort: fc.constantFrom(...SORTS),
  order: fc.constantFrom(null, 'gap', '-onPrevious'),
  findings: fc.constantFrom(...FINDING_SETS),
  finding: fc.constantFrom(null, 'gz-parks', 'sy-shares'),
  why: fc.option(region),
  split: fc.constantFrom(null, ...SPLITS),
  search: fc.string({ unit: 'binary', maxLength: 40 }),
  after: fc.constantFrom(null, 'eyJhIjoxfQ=='),
  slide: fc.array(
    fc.record({
      seconds: fc.integer({ min: 3, max: 600 }),
      view: fc.constantFrom('overview', 'trends?region=410000&regions=410100,410300'),
    }),
    { maxLength: 3 },
  ),
  at: fc.option(fc.nat({ max: 39 })),
  room: fc.constantFrom(...ROOMS),
  frame: fc.constantFrom(...FRAMES),
  labels: fc.boolean(),
  edit: fc.boolean(),
  emptied: fc.boolean(),
  version: fc.constantFrom(null, 'v12'),
  asKnownOn: fc.constantFrom(null, '2026-07-20'),
  tab: fc.constantFrom(null, ...ADMIN_TABS),
  part: fc.constantFrom(null, ...SUBMIT_PARTS),
  upload: fc.constantFrom(null, '01JD2Z'),
  submission: fc.constantFrom(null, '410302-2026Q3-2'),
  severity: fc.constantFrom(null, ...ProblemSeverity),
  problem: fc.constantFrom(null, 'CREDIT_CODE_LENGTH'),
  sheet: fc.constantFrom(...LedgerSheet),
  changed: some(DifferenceKind),
  reviewed: fc.constantFrom(...REVIEWED),
  user: fc.constantFrom(null, '3f2a', 'u-1'),
  role: fc.constantFrom(null, ...Role),
  actor: fc.string({ unit: 'binary', maxLength: 40 }),
  action: some(AuditAction),
  outcome: fc.constantFrom(null, ...AuditOutcome),
  chain: fc.constantFrom(null, ...AuditChain),
  since: fc.constantFrom(null, '2026-01-31'),
  until: fc.constantFrom(null, '2026-12-31'),
  back: fc.constantFrom(null, '/', '/gaps?region=410300&kind=NONPUBLIC', '/explorer#saved=1'),
  theme: fc.constantFrom(...THEMES),
  lang: fc.constantFrom(...LANGS),
});

describe('the view is in the address', () => {
  test('an empty address is the nation, organisation coverage, operating units, light, Chinese, without a problem', () => {
    expect(parseSelection('')).toEqual({ selection: DEFAULTS, problems: [] });
    expect(printSelection(DEFAULTS)).toBe('');
  });

  test('what is printed is read back as it was, for any of its fields', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        expect(parseSelection(printSelection(selection))).toEqual({ selection, problems: [] });
      }),
    );
  });

  test('only what differs from the default is printed: region and English make «?region=410300&lang=en»', () => {
    expect(printSelection({ ...DEFAULTS, region: '410300', lang: 'en' })).toBe('?region=410300&lang=en');
  });

  test('after signing in nobody is led to another site: 9 ways to write one are not understood', () => {
    const elsewhere = [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '\\\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/.//evil.example',
      'gaps',
      '/gaps?a=\\\nb',
    ];
    const { problems } = parseSelection(elsewhere.map((back) => `back=${encodeURIComponent(back)}`).join('&'));
    expect(problems.map(({ value }) => value)).toEqual(elsewhere);
    expect(parseSelection(`back=${encodeURIComponent('/gaps?region=410300')}`).selection.back).toBe('/gaps?region=410300');
  });

  test('a bad value falls back and is named, 3 bad of 4', () => {
    const { selection, problems } = parseSelection('?region=henan&period=2025Q5&basis=THREE_HAVE&theme=pink');
    expect(selection).toEqual({ ...DEFAULTS, basis: 'THREE_HAVE' });
    expect(problems).toEqual([
      { name: 'region', value: 'henan' },
      { name: 'period', value: '2025Q5' },
      { name: 'theme', value: 'pink' },
    ]);
  });

  test('an unknown parameter is named, even one called like a method of every object', () => {
    expect(parseSelection('?toString=1&colour=red').problems).toEqual([
      { name: 'toString', value: '1' },
      { name: 'colour', value: 'red' },
    ]);
  });

  test('any text at all is read without throwing, and gives a selection that prints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { selection } = parseSelection(text);
        expect(parseSelection(printSelection(selection)).problems).toEqual([]);
      }),
    );
  });

  test('another page keeps place, time, basis and look, and drops filter, search and order', () => {
    const here: Selection = {
      ...DEFAULTS,
      region: '410000',
      basis: 'ELIGIBLE',
      theme: 'dark',
      search: '工会',
      findings: 'SERIOUS',
      finding: 'gz-parks',
      sort: 'high',
    };
    expect(carriedOver(here)).toEqual({ ...DEFAULTS, region: '410000', basis: 'ELIGIBLE', theme: 'dark' });
  });

  test('each of 9 pages has one path, the first a second one by its name, and any other path has no page', () => {
    expect(PAGES.map((page) => pageAt(pathOf(page)))).toEqual(PAGES);
    expect(PAGES.map(pathOf).slice(0, 3)).toEqual(['/', '/trends', '/compare']);
    expect(pageAt('/overview')).toBe('overview');
    expect(pageAt('/submit')).toBeNull();
  });

  test('every page has a file of every suffix beside it: 9 pages, 8 suffixes', () => {
    expect(PAGES.flatMap((page) => SUFFIXES.map((suffix) => filePathOf(page, suffix)))).toHaveLength(72);
    expect(filePathOf('overview', 'csv')).toBe('/overview.csv');
  });

  test('a slide keeps its seconds and its address; 2 seconds, a page of its own kind or a 41st slide are not understood', () => {
    const entry = { seconds: 20, view: 'trends?region=410000&regions=410100,410300' };
    expect(parseSelection(printSelection({ ...DEFAULTS, slide: [entry, entry] })).selection.slide).toEqual([entry, entry]);
    expect(parseSelection('slide=2|trends').problems).toEqual([{ name: 'slide', value: '2|trends' }]);
    expect(parseSelection('slide=20|present').problems).toHaveLength(1);
    expect(parseSelection('slide=20|trends&'.repeat(41)).problems).toHaveLength(1);
  });

  test('a list reads with commas, each member once; one bad member of 3 makes the list not understood', () => {
    expect(parseSelection('regions=410100,410300,410100').selection.regions).toEqual(['410100', '410300']);
    expect(printSelection({ ...DEFAULTS, regions: ['410100', '410300'] })).toBe('?regions=410100,410300');
    expect(parseSelection('sector=INDIVIDUAL,CASTLE,OTHER')).toEqual({
      selection: DEFAULTS,
      problems: [{ name: 'sector', value: 'INDIVIDUAL,CASTLE,OTHER' }],
    });
  });

  test('a period that the server does not have gives its latest and names the wish', () => {
    const held = { periods: ['2025Q3', '2025Q4'], latestPeriod: '2025Q4' };
    expect(periodShown('2025Q3', held)).toEqual({ period: '2025Q3', problem: null });
    expect(periodShown(null, held)).toEqual({ period: '2025Q4', problem: null });
    expect(periodShown('2031Q1', held)).toEqual({ period: '2025Q4', problem: { name: 'period', value: '2031Q1' } });
    expect(periodShown('2031Q1', { periods: [], latestPeriod: null })).toEqual({
      period: null,
      problem: { name: 'period', value: '2031Q1' },
    });
  });
});
