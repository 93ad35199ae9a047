/** 总览 without a ledger: what others have printed about the region, and nothing that a ledger would say. */
import type { Figure, Source } from '../../domain/figures.ts';
import { FIGURE_UNITS } from '../../domain/figures.ts';
import type { PublishedRateRow, PublishedSeriesRow } from '../../reports/types.ts';
import { countColumn, dateColumn, part, rateCell, textColumn } from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { MapPack } from '../mapPack.ts';
import type { Column, Sheet, Table } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { namesOf, nameOf } from './build.ts';

const RATES = [
  {
    id: 'unionCoverage',
    label: { zh: '建会率', en: 'Union coverage' },
    numerator: 'covered_units',
    denominator: 'units',
    counted: { zh: '家', en: 'units' },
    parts: [
      { zh: '已建会单位', en: 'Units covered' },
      { zh: '单位', en: 'Units' },
    ],
  },
  {
    id: 'unionDensity',
    label: { zh: '职工入会率', en: 'Union density' },
    numerator: 'union_members',
    denominator: 'staff',
    counted: { zh: '人', en: 'persons' },
    parts: [
      { zh: '工会会员', en: 'Union members' },
      { zh: '职工', en: 'Staff' },
    ],
  },
] as const;

type Published = (typeof RATES)[number];

const columnsOf = ({ label, parts, counted }: Published): readonly Column[] => [
  textColumn('code', '代码', 'Code'),
  textColumn('region', '地区', 'Region'),
  {
    id: 'rate',
    label,
    kind: 'percent',
    decimals: 1,
    unit: { zh: '%', en: '%' },
    of: { numerator: 'numerator', denominator: 'denominator', factor: 100 },
  },
  countColumn('numerator', parts[0], counted),
  countColumn('denominator', parts[1], counted),
  dateColumn('asOf', '时点', 'As of'),
  textColumn('source', '来源', 'Source'),
];

type Sources = ReadonlyMap<string, Source>;

const sourceTitle = (figure: Figure | null, sources: Sources): string | null =>
  figure === null ? null : (sources.get(figure.source)?.title ?? figure.source);

const ratesTable = (
  published: Published,
  rows: readonly PublishedRateRow[],
  names: ReadonlyMap<string, string>,
  sources: Sources,
): Table => ({
  id: published.id,
  title: published.label,
  note: null,
  columns: columnsOf(published),
  rows: rows.map(({ region, rate, asOf, numerator }) => [
    region,
    names.get(region) ?? region,
    rateCell(rate),
    part(rate, rate.numerator),
    part(rate, rate.denominator),
    numerator === null ? null : asOf,
    sourceTitle(numerator, sources),
  ]),
});

const seriesTable = (series: readonly PublishedSeriesRow[], sources: Sources, { lang }: Situation): Table => ({
  id: 'figures',
  title: { zh: '党建公布数字', en: 'Published Party figures' },
  note: null,
  columns: [
    textColumn('label', '名称', 'Name'),
    dateColumn('asOf', '时点', 'As of'),
    { id: 'value', label: { zh: '数值', en: 'Value' }, kind: 'number', decimals: 2, unit: null },
    textColumn('unit', '单位', 'Unit'),
    textColumn('printed', '原文', 'As printed'),
    textColumn('source', '来源', 'Source'),
  ],
  rows: series
    .flatMap(({ points }) => points)
    .map((figure) => [
      figure.label,
      figure.asOf,
      figure.value,
      FIGURE_UNITS[figure.unit][lang],
      figure.printed,
      sourceTitle(figure, sources),
    ]),
});

/** Where nothing was printed of most parts, a room reads those of which something was. */
const withFigures = (table: Table): Table => ({ ...table, rows: table.rows.filter((row) => row.some((cell) => typeof cell === 'number')) });

export async function publishedSheet(situation: Situation, _maps: MapPack): Promise<Sheet> {
  const { view, region } = situation;
  const rates: (readonly PublishedRateRow[])[] = [];
  for (const { numerator, denominator } of RATES)
    rates.push(await view.publishedRates({ parent: region.code, subject: 'UNION', numerator, denominator }));
  const series = await view.publishedSeries({ region: region.code, subject: 'PARTY' });
  const figures = [...rates.flat().flatMap(({ numerator }) => numerator ?? []), ...series.flatMap(({ points }) => points)];
  const ids = [...new Set(figures.map(({ source }) => source))];
  const found = await view.sources(ids);
  const sources = new Map(found.flatMap((source) => (source === undefined ? [] : [[source.id, source] as const])));
  const names = await namesOf(
    situation,
    rates.flat().map((row) => row.region),
  );
  const tables = [
    ...RATES.map((published, at) => ratesTable(published, rates[at] ?? [], names, sources)),
    seriesTable(series, sources, situation),
  ];
  const place = { zh: region.name, en: region.nameEn ?? region.name };
  return {
    name: nameOf('published', { ...situation, period: null }),
    title: { zh: `${place.zh}公布数字`, en: `Published figures of ${place.en}` },
    subtitle: {
      zh: '别处公布过的数字，口径与台账不同，不能直接相比',
      en: 'Figures printed elsewhere; their basis differs from that of a ledger',
    },
    bullets: [],
    charts: [],
    tables,
    slides: { tables: tables.map(withFigures) },
    footer: footerOf({
      situation,
      stands: null,
      basis: false,
      sources: {
        zh: [...sources.values()].map(({ title }) => title).join('；'),
        en: [...sources.values()].map(({ title }) => title).join('; '),
      },
    }),
    answer: { rates, series },
  };
}
