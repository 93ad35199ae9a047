/** 指标口径: the dictionary, from the registry that everything is computed by. */
import { BASES } from '../../domain/bases.ts';
import { INDICATOR_GROUPS, INDICATOR_IDS, indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { Words } from '../../domain/words.ts';
import { textColumn } from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Table } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import type { BuildSheet } from './build.ts';

/** Every word of the search must occur somewhere in the entry, in either language. */
function finds(id: IndicatorId, search: string): boolean {
  const { zh, en, definition, citation, group, counts } = indicatorOf(id);
  const words = [
    id,
    zh,
    en,
    definition.zh,
    definition.en,
    citation,
    INDICATOR_GROUPS[group].zh,
    INDICATOR_GROUPS[group].en,
    counts.numerator.zh,
    counts.numerator.en,
  ]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

const DIRECTIONS = {
  HIGHER: { zh: '越高越好', en: 'higher is better' },
  LOWER: { zh: '越低越好', en: 'lower is better' },
  NEUTRAL: { zh: '不分好坏', en: 'neither' },
} as const;

const dictionary = (ids: readonly IndicatorId[], { lang }: Situation): Table => ({
  id: 'indicators',
  title: { zh: '指标口径', en: 'Indicators' },
  note: null,
  columns: [
    textColumn('name', '指标', 'Indicator'),
    textColumn('group', '类别', 'Group'),
    textColumn('definition', '定义', 'Definition'),
    textColumn('numerator', '分子', 'Numerator'),
    textColumn('denominator', '分母', 'Denominator'),
    textColumn('unit', '单位', 'Unit'),
    textColumn('basis', '默认口径', 'Default basis'),
    textColumn('direction', '方向', 'Direction'),
    { id: 'met', label: { zh: '达标', en: 'Met' }, kind: 'number', decimals: 1, unit: null },
    { id: 'near', label: { zh: '接近', en: 'Near' }, kind: 'number', decimals: 1, unit: null },
    textColumn('citation', '依据', 'Source'),
    textColumn('id', '代号', 'Id'),
  ],
  rows: ids.map((id): readonly Cell[] => {
    const { group, definition, counts, basis, unit, direction, bands, citation, ...names } = indicatorOf(id);
    return [
      names[lang],
      INDICATOR_GROUPS[group][lang],
      definition[lang],
      counts.numerator[lang],
      counts.denominator?.[lang] ?? null,
      unit[lang],
      basis === null ? null : BASES[basis][lang],
      DIRECTIONS[direction][lang],
      bands?.met ?? null,
      bands?.near ?? null,
      citation,
      id.toUpperCase(),
    ];
  }),
});

type Group = readonly [keyof typeof INDICATOR_GROUPS, readonly IndicatorId[]];

const groupsOf = (ids: readonly IndicatorId[]): readonly Group[] => [...Map.groupBy(ids, (id) => indicatorOf(id).group)];

/** «覆盖（9 个）：党的组织覆盖率、…» */
function groupWords([group, ids]: Group): Words {
  const { zh, en } = INDICATOR_GROUPS[group];
  return {
    zh: `${zh}（${ids.length} 个）：${ids.map((id) => indicatorOf(id).zh).join('、')}。`,
    en: `${en} (${ids.length}): ${ids.map((id) => indicatorOf(id).en).join(', ')}.`,
  };
}

/** What a room reads of an indicator: its name and how it is counted. */
const ON_SLIDES = ['name', 'numerator', 'denominator', 'unit'];

/** A slide's table of one group: a room reads group by group. */
function slideTable([group, ids]: Group, situation: Situation): Table {
  const { columns, rows, ...table } = dictionary(ids, situation);
  const kept = columns.flatMap(({ id }, at) => (ON_SLIDES.includes(id) ? [at] : []));
  const pick = <Item>(items: readonly Item[]): readonly Item[] => kept.flatMap((at) => items.slice(at, at + 1));
  return {
    ...table,
    id: `indicators-${group.toLowerCase()}`,
    title: INDICATOR_GROUPS[group],
    columns: pick(columns),
    rows: rows.map(pick),
  };
}

export const indicatorsSheet: BuildSheet = async (situation) => {
  const ids = INDICATOR_IDS.filter((id) => finds(id, situation.selection.search));
  return {
    name: 'indicators',
    title: { zh: '指标口径', en: 'Indicators and how they are counted' },
    subtitle: { zh: `共 ${ids.length} 个指标`, en: `${ids.length} indicators` },
    bullets: groupsOf(ids).map(groupWords),
    charts: [],
    tables: [dictionary(ids, situation)],
    slides: { bullets: [], tables: groupsOf(ids).map((group) => slideTable(group, situation)) },
    footer: footerOf({
      situation,
      stands: null,
      basis: false,
      sources: { zh: '指标登记表，出处见各行', en: 'the registry of indicators; sources stand in the rows' },
    }),
    answer: ids.map((id) => ({ id, ...indicatorOf(id) })),
  };
};
