/** What the views beside the overview find: comparison, gaps, organizations, activities, quality. */
import { isRefused } from '../domain/analysis/refusal.ts';
import { shareSentence, shellsTitle } from '../domain/bulletin/composition.ts';
import { clauses, sentence, titled, words } from '../domain/bulletin/grammar.ts';
import { absentWords } from '../domain/bulletin/level.ts';
import { bandsWords, extremesSentence, extremesTitle, moversSentence } from '../domain/bulletin/places.ts';
import { findingSentence, findingsWords } from '../domain/bulletin/quality.ts';
import { receiptSentence, receiptTitle } from '../domain/bulletin/receipt.ts';
import { fewestSentence, gapSentence, gapTitle, noGapSentence } from '../domain/bulletin/target.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { BriefFact, Statement } from './briefTypes.ts';
import { countFact, rateFacts } from './briefFacts.ts';
import { changeStatement, levelStatement, levelTrace, overviewDraft, state, type Drafter } from './briefPages.ts';
import { changeSince, missedOf, namesIn, placedOf, placeOf, rankUnder, type Standing } from './briefStanding.ts';
import { absentStatement, FINDINGS_READ, readFindings, shellsStatement, tiersStatement } from './bulletinOrganizations.ts';
import { bandsOf, candidatesOf, moversOf, rankedOf } from './bulletinSections.ts';
import { turnTo } from './bulletinReading.ts';
import { measureGap } from './gap.ts';
import { observe } from './observations.ts';
import { movesOf } from './ranking.ts';
import { findingsTrace, gapTrace, observationsTrace, rankingTrace, rankMovesTrace } from './traces.ts';
import type { ObservationRow } from './types.ts';

const onBasis = ({ asked }: Standing) => (asked.basis === null ? {} : { basis: asked.basis });

/** Regions of the address where there are some, else the children. */
async function besides(of: Standing, codes: readonly string[]): Promise<{ rows: readonly ObservationRow[]; chosen: boolean }> {
  if (codes.length < 2) return { rows: (await rankUnder(of, of.region.code)).map((row) => row.observation), chosen: false };
  const { db, ground, asked, period } = of;
  const rows = await observe(db, ground, { indicators: [asked.id], regions: { codes }, periods: { only: [period] }, ...onBasis(of) });
  return { rows, chosen: true };
}

function bandFacts(rows: readonly ObservationRow[]): BriefFact[] {
  const bands = bandsOf(rows);
  if (bands === null) return [];
  const regions = words('个', 'regions');
  return [
    countFact(words('达标', 'Met'), bands.met, regions),
    countFact(words('接近', 'Near'), bands.near, regions),
    countFact(words('未达标', 'Missed'), bands.missed, regions),
  ];
}

/** Of chosen regions how they moved; of children who rose and fell in rank. */
async function movedStatement(of: Standing, rows: readonly ObservationRow[], chosen: boolean): Promise<Statement> {
  const { db, ground, topic, asked, region, period, before } = of;
  if (!chosen) {
    const ranking = await rankUnder(of, region.code, before);
    return state(
      'moves',
      moversSentence(topic, moversOf(of, ranking), rankedOf(ranking)),
      rankMovesTrace(asked.id, region.code, period, before, asked.basis),
    );
  }
  const codes = rows.map((row) => row.region);
  const question = { indicators: [asked.id], regions: { codes }, periods: { only: [before] }, compare: false, ...onBasis(of) };
  const moves = movesOf(rows, await observe(db, ground, question));
  const movers = rows.flatMap((row) => {
    const move = moves.get(row.region);
    return move === undefined ? [] : [{ name: placeOf(ground, row.region), before: move.from, now: move.to }];
  });
  const ranked = rows.filter((row) => row.rate.value !== null).length;
  const trace = observationsTrace([asked.id], { codes }, { only: [before, period] }, asked.basis);
  return state('moves', moversSentence(topic, movers, ranked), trace);
}

export const compareDraft: Drafter = async (of, { regions = [] }) => {
  const { ground, topic, asked, region, period } = of;
  const { rows, chosen } = await besides(of, regions);
  if (rows.length === 0) return overviewDraft(of, { page: 'compare', region: region.code });
  const placed = placedOf(ground, rows);
  const trace = chosen
    ? observationsTrace([asked.id], { codes: rows.map((row) => row.region) }, { only: [period] }, asked.basis)
    : rankingTrace(asked.id, region.code, period, asked.basis);
  const bands = bandsOf(rows);
  const statements = [state('extremes', extremesSentence(topic, placed), trace)];
  if (bands && bands.of > 1) statements.push(state('bands', { text: sentence(bandsWords(bands)), tone: 'PLAIN' }, trace));
  statements.push(await movedStatement(of, rows, chosen));
  if (statements.length < 3) statements.push(levelStatement(of));
  return {
    title: extremesTitle(topic, placed),
    facts: bands ? [...rateFacts(of).slice(0, 3), ...bandFacts(rows)] : rateFacts(of),
    statements,
    from: null,
  };
};

export const gapsDraft: Drafter = async (of) => {
  const { db, ground, topic, now, asked, region, period } = of;
  const answer = await measureGap(db, ground, { indicator: asked.id, region: region.code, period, ...onBasis(of) });
  if (isRefused(answer)) {
    const overview = await overviewDraft(of, { page: 'gaps', region: region.code });
    const refused = state(
      'gap',
      { text: noGapSentence(topic, now.rate), tone: 'PLAIN' },
      gapTrace(asked.id, region.code, period, asked.basis),
    );
    return { ...overview, statements: [refused, ...overview.statements.slice(0, 2)] };
  }
  const { gap, candidates, afterFounding } = answer;
  const nameOf = namesIn(ground);
  const trace = gapTrace(asked.id, region.code, period, asked.basis);
  const more = [
    ['candidates', candidatesOf(topic, answer)],
    ['fewest', fewestSentence(gap, topic.numerator.word, nameOf)],
  ] as const;
  const said = more.flatMap(([id, text]) => (text ? [state(id, { text, tone: 'PLAIN' }, trace)] : []));
  const statements = [state('gap', gapSentence(topic, gap), trace), ...said, levelStatement(of)].slice(0, 3);
  const own =
    afterFounding === null || candidates === null
      ? []
      : [countFact(words('应建未建', 'Should have, have none'), candidates, words('家', 'units'))];
  return { title: gapTitle(topic, now.rate, gap, nameOf), facts: [...rateFacts(of), ...own], statements, from: null };
};

const STRUCTURE: readonly IndicatorId[] = [
  'shell_rate',
  'net_org_coverage',
  'party_org_coverage',
  'party_sole_coverage',
  'party_work_coverage',
  'standard_met',
  'term_overdue',
];

export const organizationsDraft: Drafter = async (of, { basis }) => {
  const { db, ground, asked, topic, region, period, now } = of;
  const found = await observe(db, ground, {
    indicators: STRUCTURE,
    regions: { codes: [region.code] },
    periods: { only: [period] },
    compare: false,
    basis,
  });
  const rows = new Map(found.map((row) => [row.indicator, row]));
  const [term, net] = [rows.get('term_overdue'), rows.get('net_org_coverage')];
  const share = (row: ObservationRow | undefined): Statement[] => {
    if (row === undefined) return [];
    const turned = turnTo(of, row);
    return [state(row.indicator, shareSentence(turned.topic, row.rate, missedOf(row)), levelTrace(turned))];
  };
  if (asked.id !== 'shell_rate') {
    const overview = await overviewDraft(of, { page: 'organizations', region: region.code });
    return { ...overview, statements: [...overview.statements.slice(0, 2), ...shellsStatement(of, rows)].slice(0, 3) };
  }
  const title =
    net === undefined ? absentWords(topic, now.rate) : shellsTitle(topic, now.rate, net.rate, turnTo(of, net).topic, missedOf(net));
  const statements = [...shellsStatement(of, rows), ...tiersStatement(of, rows), ...share(term)];
  if (statements.length === 0) statements.push(levelStatement(of));
  return { title: titled(title), facts: rateFacts(of), statements, from: null };
};

export const activitiesDraft: Drafter = async (of) => {
  const { db, ground, asked, region, period } = of;
  const overview = await overviewDraft(of, { page: 'activities', region: region.code });
  const other: IndicatorId = asked.id === 'theme_day_held' ? 'meetings_held' : 'theme_day_held';
  const [row] = await observe(db, ground, { indicators: [other], regions: { codes: [region.code] }, periods: { only: [period] } });
  if (row === undefined) return overview;
  const turned = turnTo(of, row);
  const [level, , last] = overview.statements;
  const change = changeStatement(of, await changeSince(of));
  return {
    ...overview,
    statements: [
      level ?? levelStatement(of),
      state('other', shareSentence(turned.topic, row.rate, missedOf(row)), levelTrace(turned)),
      last ?? change,
    ],
  };
};

export const qualityDraft: Drafter = async (of) => {
  const { topic, now, region } = of;
  const { all, found } = await readFindings(of);
  const trace = findingsTrace(region.code, FINDINGS_READ);
  const findings = findingsWords(all, found);
  const statements = [state('receipt', receiptSentence(topic.place, now.receipt), levelTrace(of))];
  const [first] = found;
  const text = sentence(words(`${topic.place.zh}${findings.zh}`, `${topic.place.en}: ${findings.en}`));
  statements.push(state('findings', { text, tone: all === 0 ? 'GOOD' : 'BAD' }, trace));
  if (first) statements.push(state('finding', findingSentence(first), trace));
  else statements.push(...(await absentStatement(of)));
  const count = words('个', 'regions');
  const { expected, received, onTime, accepted, carriedForward } = now.receipt;
  return {
    title: titled(clauses(receiptTitle(topic.place, now.receipt), findings)),
    facts: [
      countFact(words('应报', 'Expected'), expected, count),
      countFact(words('已报', 'Received'), received, count),
      countFact(words('及时', 'On time'), onTime, count),
      countFact(words('审核通过', 'Accepted'), accepted, count),
      countFact(words('沿用上期', 'Carried forward'), carriedForward, count),
      countFact(words('数字问题', 'Problems in the figures'), all, words('个', 'findings')),
    ],
    statements,
    from: null,
  };
};
