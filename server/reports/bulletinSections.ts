/** The sections of a bulletin that speak of the rate itself: level, change, ranking, moves, target. */
import { isRefused } from '../domain/analysis/refusal.ts';
import { sentence, words } from '../domain/bulletin/grammar.ts';
import { bandsWords, extremesSentence, moversSentence, type Mover } from '../domain/bulletin/places.ts';
import { candidatesSentence, fewestSentence, gapSentence, noGapSentence } from '../domain/bulletin/target.ts';
import { topicOf, type Topic } from '../domain/bulletin/topic.ts';
import { compositionSentence } from '../domain/bulletin/why.ts';
import { BANDS, type Band } from '../domain/bands.ts';
import { askIndicator, indicatorOf } from '../domain/indicators.ts';
import type { Words } from '../domain/words.ts';
import type { ChangeAnswer, GapReport } from './analysisTypes.ts';
import { changeStatement, levelStatement, state } from './briefPages.ts';
import { missedOf, namesIn, placedOf, placeOf, type Standing } from './briefStanding.ts';
import { both, changeCell, column, contributionCell, countCell, partCell, REGION_COLUMN, UNSAID, valueCell } from './bulletinTables.ts';
import { turnTo, type Reading } from './bulletinReading.ts';
import type { BulletinSection, BulletinTable, Statement } from './briefTypes.ts';
import { measureGap } from './gap.ts';
import { changeTrace, gapTrace, rankingTrace, rankMovesTrace } from './traces.ts';
import type { ObservationRow, RankRow } from './types.ts';

export type SectionDraft = (reading: Reading) => Promise<BulletinSection>;

const worked = ({ main, rows }: Reading): Standing | null => {
  const row = rows.get('party_work_coverage');
  return row === undefined ? null : turnTo(main, row);
};

export const levelSection: SectionDraft = async (reading) => {
  const { main, leading } = reading;
  const work = worked(reading);
  const statements = [levelStatement(main), ...(work ? [levelStatement(work, 'level-work')] : [])];
  const rows = leading.map((row) => {
    const topic = topicOf(askIndicator(row.indicator, row.basis), main.topic.place);
    const { zh, en } = indicatorOf(row.indicator);
    return [
      words(zh, en),
      partCell(row.rate, 'numerator'),
      partCell(row.rate, 'denominator'),
      valueCell(topic, row.rate, missedOf(row)),
      changeCell(topic, row.previous?.change),
      changeCell(topic, row.yearAgo?.change),
      countCell(row.gap),
    ];
  });
  const columns = [
    column('指标', 'Indicator', false),
    column('分子（家）', 'Numerator (units)'),
    column('分母（家）', 'Denominator (units)'),
    column('数值', 'Value'),
    column('环比（百分点）', 'On the quarter (points)'),
    column('同比（百分点）', 'On the year (points)'),
    column('差额（家）', 'Gap (units)'),
  ];
  const table: BulletinTable = { id: 'level', title: words('主要指标', 'Main indicators'), columns, rows };
  return { id: 'level', heading: words('总体情况', 'Where it stands'), statements, tables: [table], charts: ['trend'] };
};

function contributions({ main }: Reading, answer: ChangeAnswer): BulletinTable[] {
  if (isRefused(answer) || answer.byChildren === null || answer.byChildren.parts.length === 0) return [];
  const nameOf = namesIn(main.ground);
  const rows = answer.byChildren.parts
    .toSorted((a, b) => a.contribution - b.contribution)
    .map((part) => [
      nameOf(part.key),
      valueCell(main.topic, part.before),
      valueCell(main.topic, part.after),
      contributionCell(main.topic, part.contribution),
    ]);
  const columns = [
    REGION_COLUMN,
    column(main.before, main.before),
    column(main.period, main.period),
    column('贡献（百分点）', 'Contribution (points)'),
  ];
  return [{ id: 'contributions', title: words('各地对变化的贡献', 'Contribution of each region to the change'), columns, rows }];
}

export const changeSection: SectionDraft = async (reading) => {
  const { main, change, workChange } = reading;
  const work = worked(reading);
  const { asked, region, before, period } = main;
  const statements: Statement[] = [changeStatement(main, change)];
  const mix = isRefused(change) ? null : compositionSentence(main.topic, change.change);
  if (mix)
    statements.push(state('composition', { text: mix, tone: 'PLAIN' }, changeTrace(asked.id, region.code, before, period, asked.basis)));
  if (work) statements.push(changeStatement(work, workChange, 'change-work'));
  return {
    id: 'change',
    heading: words('变化及原因', 'Change and why'),
    statements,
    tables: contributions(reading, change),
    charts: isRefused(change) ? [] : ['split'],
  };
};

const bandCell = (band: Band | null) =>
  band === null ? UNSAID : words(`${BANDS[band].shape} ${BANDS[band].zh}`, `${BANDS[band].shape} ${BANDS[band].en}`);

/** How many regions with a value are met, near and missed; null where the indicator has no bands. */
export function bandsOf(rows: readonly ObservationRow[]): { met: number; near: number; missed: number; of: number } | null {
  const bands = rows.flatMap((row) => row.band ?? []);
  if (bands.length === 0) return null;
  const count = (band: Band): number => bands.filter((one) => one === band).length;
  return { met: count('MET'), near: count('NEAR'), missed: count('MISSED'), of: bands.length };
}

export const rankingSection: SectionDraft = async ({ main, children }) => {
  const heading = words('各地情况', 'Regions');
  if (children.length === 0) return { id: 'ranking', heading, statements: [], tables: [], charts: [] };
  const { ground, topic, asked, region, period } = main;
  const trace = rankingTrace(asked.id, region.code, period, asked.basis);
  const statements = [
    state(
      'extremes',
      extremesSentence(
        topic,
        placedOf(
          ground,
          children.map((row) => row.observation),
        ),
      ),
      trace,
    ),
  ];
  const bands = bandsOf(children.map((row) => row.observation));
  if (bands && bands.of > 1) statements.push(state('bands', { text: sentence(bandsWords(bands)), tone: 'PLAIN' }, trace));
  const rows = children.map(({ rank, observation }) => [
    rank === null ? UNSAID : both(String(rank)),
    placeOf(ground, observation.region),
    valueCell(topic, observation.rate, missedOf(observation)),
    partCell(observation.rate, 'numerator'),
    partCell(observation.rate, 'denominator'),
    countCell(observation.gap),
    changeCell(topic, observation.previous?.change),
    bandCell(observation.band),
  ]);
  const columns = [
    column('名次', 'Rank'),
    REGION_COLUMN,
    column('覆盖率', 'Coverage'),
    column('分子（家）', 'Numerator (units)'),
    column('分母（家）', 'Denominator (units)'),
    column('差额（家）', 'Gap (units)'),
    column('环比（百分点）', 'On the quarter (points)'),
    column('状态', 'State', false),
  ];
  return {
    id: 'ranking',
    heading,
    statements,
    tables: [{ id: 'ranking', title: words('各地排名（由差到好）', 'Ranking, worst first'), columns, rows }],
    charts: ['ranking', 'map'],
  };
};

/** Regions ranked in both quarters, in the order of the later. */
export const moversOf = ({ ground }: Pick<Standing, 'ground'>, ranking: readonly RankRow[]): Mover[] =>
  ranking.flatMap(({ observation, move }) =>
    move === null ? [] : [{ name: placeOf(ground, observation.region), before: move.from, now: move.to }],
  );

export const rankedOf = (ranking: readonly RankRow[]): number => ranking.filter(({ rank }) => rank !== null).length;

export const movesSection: SectionDraft = async ({ main, children }) => {
  const { topic, asked, region, period, before } = main;
  const movers = moversOf(main, children);
  const trace = rankMovesTrace(asked.id, region.code, period, before, asked.basis);
  const rows = movers
    .toSorted((a, b) => a.now - b.now)
    .map((one) => [
      one.name,
      countCell(one.before),
      countCell(one.now),
      both(one.before === one.now ? '—' : `${one.now < one.before ? '+' : '−'}${String(Math.abs(one.before - one.now))}`),
    ]);
  const columns = [
    REGION_COLUMN,
    column(`${before} 名次`, `Rank in ${before}`),
    column(`${period} 名次`, `Rank in ${period}`),
    column('升降（位）', 'Places'),
  ];
  return {
    id: 'moves',
    heading: words('名次变动', 'Rank moves'),
    statements: children.length === 0 ? [] : [state('moves', moversSentence(topic, movers, rankedOf(children)), trace)],
    tables: rows.length === 0 ? [] : [{ id: 'moves', title: words('名次变动', 'Rank moves'), columns, rows }],
    charts: [],
  };
};

/** Nothing where the units may not be seen. */
export const candidatesOf = (topic: Topic, { gap, candidates, afterFounding: after }: GapReport): Words | null =>
  candidates === null ? null : candidatesSentence(topic, { target: gap.target, gap: gap.gap, candidates, after });

export const targetSection: SectionDraft = async ({ main, basis }) => {
  const { db, ground, topic, now, asked, region, period } = main;
  const answer = await measureGap(db, ground, { indicator: asked.id, region: region.code, period, basis });
  const trace = gapTrace(asked.id, region.code, period, asked.basis);
  const head = { id: 'target', heading: words('目标差距', 'Gap to the target'), charts: [] } as const;
  if (isRefused(answer)) {
    return { ...head, statements: [state('gap', { text: noGapSentence(topic, now.rate), tone: 'PLAIN' }, trace)], tables: [] };
  }
  const nameOf = namesIn(ground);
  const { gap } = answer;
  const more = [
    ['fewest', fewestSentence(gap, topic.numerator.word, nameOf)],
    ['candidates', candidatesOf(topic, answer)],
  ] as const;
  const statements = [
    state('gap', gapSentence(topic, gap), trace),
    ...more.flatMap(([id, text]) => (text ? [state(id, { text, tone: 'PLAIN' }, trace)] : [])),
  ];
  const rows = (gap.byParts?.parts ?? []).map((part) => [
    nameOf(part.key),
    valueCell(topic, part.rate, part.gap > 0 ? part.target : null),
    partCell(part.rate, 'numerator'),
    partCell(part.rate, 'denominator'),
    countCell(part.gap),
    countCell(part.surplus),
  ]);
  const columns = [
    REGION_COLUMN,
    column('覆盖率', 'Coverage'),
    column('分子（家）', 'Numerator (units)'),
    column('分母（家）', 'Denominator (units)'),
    column('差额（家）', 'Short (units)'),
    column('余额（家）', 'To spare (units)'),
  ];
  const tables = rows.length === 0 ? [] : [{ id: 'gaps', title: words('各地差额', 'Gap of each region'), columns, rows }];
  return { ...head, statements, tables };
};
