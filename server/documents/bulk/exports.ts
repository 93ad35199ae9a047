/** Every bulk export: what it is asked with, its columns, the forms it comes in, and how its rows are read. */
import { BASES, type Basis } from '../../domain/bases.ts';
import { badInput, DomainError } from '../../domain/errors.ts';
import type { Figure } from '../../domain/figures.ts';
import { asOfDate, quarterOfDate } from '../../domain/period.ts';
import type { Words } from '../../domain/words.ts';
import type { ObservationListAsk } from '../../reports/bulkTypes.ts';
import type { DatasetRow, PlaceAsk, View } from '../../reports/types.ts';
import type { UnitFilter } from '../../reports/unitTypes.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import { SOURCES } from '../footer.ts';
import type { BulkColumn, ColumnHead } from './column.ts';
import { FIGURE_COLUMNS, type SourcedFigure } from './figures.ts';
import { OBSERVATION_COLUMNS } from './observations.ts';
import { ORGANIZATION_COLUMNS } from './organizations.ts';
import {
  givenWords,
  placeProblem,
  placesGiven,
  problemSentence,
  readParameters,
  type BadParameter,
  type Given,
  type Parameters,
} from './parameter.ts';
import { selectionProblems, unfolded } from './selection.ts';
import {
  FIGURE_PARAMETERS,
  FILE_PARAMETERS,
  OBSERVATION_PARAMETERS,
  OBSERVATION_SHORT,
  OBSERVATION_WHERE,
  ORGANIZATION_PARAMETERS,
  UNIT_PARAMETERS,
  WHERE,
} from './sets.ts';
import { cellPages, primed, type BulkTable, type Story } from './table.ts';
import { UNIT_COLUMNS } from './units.ts';

/**
 * Regions × periods × indicators of one file, before any split. All counties of the nation over 12 quarters and every indicator are about
 * 1.5 million; ten million are some minutes and a gigabyte, beyond which several files are better for both sides.
 */
export const MOST_CELLS = 10_000_000;

/** Rows of one export, and what they rest on. */
interface Found<Row> {
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly rows: number | null;
  readonly asOf: string | null;
  readonly basis: Words;
}

interface Spec<Row, Set extends Parameters> {
  readonly noun: string;
  readonly title: Words;
  readonly suffixes: readonly ('csv' | 'xlsx' | 'parquet')[];
  readonly parameters: Set;
  readonly columns: readonly BulkColumn<Row>[];
  readonly codesOf: (row: Row) => readonly (string | null)[];
  readonly source: Words | null;
  /** What readable parameters, of all that have these names, cannot mean together; and an address that can be answered. */
  readonly check?: (names: ReadonlySet<string>, given: Given<Set>) => readonly BadParameter[];
  readonly example?: string;
  readonly find: (view: View, given: Given<Set>, dataset: DatasetRow) => Promise<Found<Row>>;
}

/** What an address asks for. */
export interface AskedExport {
  readonly lang: Lang;
  readonly bom: boolean;
  /** Which state of the data. */
  readonly at: PlaceAsk;
  /** It will be refused, and need not wait for its turn. */
  readonly wrong: boolean;
  /** @throws DomainError that names every wrong parameter, unknown regions among them, or says what cannot be answered on these data */
  open(view: View): Promise<BulkTable>;
}

export interface BulkExport {
  readonly noun: string;
  readonly title: Words;
  readonly suffixes: readonly ('csv' | 'xlsx' | 'parquet')[];
  readonly parameters: Parameters;
  readonly columns: readonly ColumnHead[];
  read(address: URLSearchParams): AskedExport;
}

async function unknownPlaces(view: View, set: Parameters, given: Given<Parameters>): Promise<readonly BadParameter[]> {
  const places = placesGiven(set, given);
  const known = await view.regionsByCode(places.map(({ code }) => code));
  return places.flatMap(({ name, code }, at) => (known[at] === undefined ? [placeProblem(name, code)] : []));
}

function defineExport<Row, Set extends Parameters>(spec: Spec<Row, Set>): BulkExport {
  const parameters = { ...spec.parameters, ...FILE_PARAMETERS };
  const { noun, title, suffixes, columns } = spec;
  const refuse = async (view: View, given: Given<Set>, read: readonly BadParameter[]): Promise<void> => {
    const problems = [...read, ...(await unknownPlaces(view, spec.parameters, given))];
    if (problems.length === 0) return;
    throw badInput(`${problemSentence(problems)}${spec.example === undefined ? '' : `可用的例子：${spec.example}`}`);
  };
  const open = async (view: View, lang: Lang, given: Given<Set>, asKnownOn: string | undefined): Promise<BulkTable> => {
    const dataset = await view.dataset();
    const { pages, rows, asOf, basis } = await spec.find(view, given, dataset);
    const story: Story = {
      title,
      dataVersion: view.dataVersion,
      asOf,
      dataAt: dataset.lastImportAt,
      source: spec.source ?? (dataset.demo ? SOURCES.sample : SOURCES.ledger),
      filter: givenWords(
        { ...spec.parameters, asKnownOn: FILE_PARAMETERS.asKnownOn },
        { ...given, ...(asKnownOn !== undefined && { asKnownOn }) },
      ),
      basis,
      demo: spec.source === null && dataset.demo,
    };
    return { noun, columns, lang, story, rows, pages: await primed(cellPages(pages, { view, lang, columns, codesOf: spec.codesOf })) };
  };
  return {
    noun,
    title,
    suffixes,
    parameters,
    columns,
    read: (address) => {
      const { given, problems: unreadable } = readParameters<Parameters>(parameters, address);
      const { lang = 'zh', bom = false, version, asKnownOn: knownOn, ...rest } = given as Given<Set> & Given<typeof FILE_PARAMETERS>;
      const own = rest as unknown as Given<Set>;
      const problems = [...unreadable, ...(spec.check?.(new Set(address.keys()), own) ?? [])];
      return {
        lang,
        bom,
        at: { version, knownOn },
        wrong: problems.length > 0,
        open: async (view) => {
          await refuse(view, own, problems);
          return open(view, lang, own, knownOn);
        },
      };
    },
  };
}

const basisWords = (basis: Basis | undefined, otherwise: Words): Words => {
  if (basis === undefined) return otherwise;
  const { zh, en, definition } = BASES[basis];
  return { zh: `${zh}（${definition.zh}）`, en: `${en} (${definition.en})` };
};

const latestDay = (period: string | undefined): string | null => (period === undefined ? null : asOfDate(period));

const UNITS = defineExport({
  noun: 'units',
  title: { zh: '单位清单', en: 'Units' },
  suffixes: ['csv', 'xlsx'],
  parameters: UNIT_PARAMETERS,
  columns: UNIT_COLUMNS,
  codesOf: (row) => [row.region, row.park],
  source: null,
  find: async (view, { period, orderBy, ...where }, { latestPeriod }) => {
    const ask = { where, period, orderBy };
    const otherwise = { zh: '台账中的全部单位，不分口径', en: 'All units of the ledgers, on no basis' };
    return {
      rows: await view.countUnits(ask),
      pages: view.unitPages(ask),
      asOf: latestDay(period ?? latestPeriod ?? undefined),
      basis: basisWords(where.basis, otherwise),
    };
  },
});

const ORGANIZATIONS = defineExport({
  noun: 'organizations',
  title: { zh: '组织清单', en: 'Organisations' },
  suffixes: ['csv', 'xlsx'],
  parameters: ORGANIZATION_PARAMETERS,
  columns: ORGANIZATION_COLUMNS,
  codesOf: (row) => [row.region],
  source: null,
  find: async (view, { period, orderBy, ...where }, { latestPeriod }) => ({
    rows: await view.countOrganizations({ where, period, orderBy }),
    pages: view.organizationPages({ where, period, orderBy }),
    asOf: latestDay(period ?? latestPeriod ?? undefined),
    basis: { zh: '台账中的全部组织', en: 'All organisations of the ledgers' },
  }),
});

type ObservationGiven = Given<typeof OBSERVATION_PARAMETERS>;

function toObservationAsk(given: ObservationGiven): ObservationListAsk {
  const { indicators, codes, childrenOf, under, level, kind, only, from, to, last, basis, by, acceptedOnly, regionBasis } = given;
  const where = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (name.startsWith(WHERE) ? [[name.slice(WHERE.length), value]] : [])),
  ) as UnitFilter;
  const said = <Ask extends object>(ask: Ask): Ask =>
    Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== undefined)) as Ask;
  return said({
    indicators,
    regions: said({ codes, childrenOf, under, level, kind }) as ObservationListAsk['regions'],
    periods: said({ only, from, to, last }) as ObservationListAsk['periods'],
    basis,
    by,
    acceptedOnly,
    regionBasis,
    where: Object.keys(where).length === 0 ? undefined : where,
  }) as ObservationListAsk;
}

const OBSERVATIONS = defineExport({
  noun: 'observations',
  title: { zh: '观测值', en: 'Observations' },
  suffixes: ['csv', 'parquet'],
  parameters: { ...OBSERVATION_SHORT, ...OBSERVATION_PARAMETERS, ...OBSERVATION_WHERE },
  columns: OBSERVATION_COLUMNS,
  codesOf: (row) => [row.region],
  source: null,
  check: selectionProblems,
  example: '/export/observations.csv?region=410000&last=1',
  find: async (view, given) => {
    const ask = toObservationAsk(await unfolded(view, given));
    const { cells, regions, periods, indicators } = await view.observationExtent(ask);
    if (cells > MOST_CELLS)
      throw new DomainError(
        'QUERY_TOO_EXPENSIVE',
        `这次要导出 ${cells} 个数（${regions} 个地区 × ${periods.length} 期 × ${indicators} 个指标），上限 ${MOST_CELLS} 个；请分省、分期或按指标分几次导出`,
      );
    return {
      rows: ask.by === undefined ? cells : null,
      pages: view.observationPages(ask),
      asOf: latestDay(periods.toSorted().at(-1)),
      basis: basisWords(ask.basis, { zh: '各指标自己的默认口径，见 basis 列', en: 'The default of each indicator, in the column basis' }),
    };
  },
});

/** A figure falls into the quarter, month or year that its day lies in; one without a day into none. */
const within = (period: string | undefined, { asOf }: Figure): boolean =>
  period === undefined || (asOf !== null && (asOf.startsWith(period) || quarterOfDate(asOf) === period));

const FIGURES = defineExport({
  noun: 'figures',
  title: { zh: '公布数', en: 'Published figures' },
  suffixes: ['csv'],
  parameters: FIGURE_PARAMETERS,
  columns: FIGURE_COLUMNS,
  codesOf: ({ figure }) => [figure.region],
  source: { zh: '公布数，出处见各行', en: 'Published figures; each row names its source' },
  find: async (view, { period, ...ask }) => {
    const figures = (await view.figures(ask)).filter((figure) => within(period, figure));
    const sources = await view.sources(figures.map((figure) => figure.source));
    const rows = figures.map((figure, at): SourcedFigure => ({ figure, source: sources[at] }));
    return {
      rows: rows.length,
      pages: onePage(rows),
      asOf: null,
      basis: { zh: '各处公布时自己的口径，见 basis 列', en: 'That of each publication, in the column basis' },
    };
  },
});

/** Some hundred figures are published in all: they fit into one. */
async function* onePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  if (rows.length > 0) yield rows;
}

export const EXPORTS: readonly BulkExport[] = [UNITS, ORGANIZATIONS, OBSERVATIONS, FIGURES];
