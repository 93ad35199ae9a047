/** What each view finds: its title, its facts, and three sentences in falling weight. */
import { isRefused } from '../domain/analysis/refusal.ts';
import { clauses, sentence, thoughts, titled, valueWords, wayOf, words, type Said } from '../domain/bulletin/grammar.ts';
import { absentWords, bandTone, levelSentence, shortOf } from '../domain/bulletin/level.ts';
import { changesWords, recordWords, runOf, sameRegionsWords, spanWords, trendTitle, amongSameWords } from '../domain/bulletin/movement.ts';
import { extremesSentence, rankMoveWords, rankWords, worstTitleEnd } from '../domain/bulletin/places.ts';
import { changeSentence, compositionSentence, whyTitle } from '../domain/bulletin/why.ts';
import type { Topic } from '../domain/bulletin/topic.ts';
import type { Quarter } from '../domain/period.ts';
import type { Words } from '../domain/words.ts';
import type { ChangeAnswer } from './analysisTypes.ts';
import { explainChangeOf } from './change.ts';
import type { BriefAsk, BriefFact, Statement, Trace } from './briefTypes.ts';
import { rateFacts } from './briefFacts.ts';
import { changeSince, missedOf, namesIn, placedOf, rankIn, rankUnder, sinceOf, withoutChange, type Standing } from './briefStanding.ts';
import { observe } from './observations.ts';
import type { ObservationRow } from './types.ts';
import { changeTrace, observationsTrace, rankingTrace, standingTrace } from './traces.ts';

/** A view said in words, before it is dressed as a brief. */
export interface Draft {
  readonly title: Words;
  readonly facts: readonly BriefFact[];
  readonly statements: readonly Statement[];
  /** First quarter of a series; null where one quarter is shown. */
  readonly from: Quarter | null;
}
export type Drafter = (standing: Standing, ask: BriefAsk) => Promise<Draft>;

export const state = (id: string, said: Said, trace: Trace): Statement => ({ id, text: said.text, tone: said.tone, trace });

export const levelTrace = ({ asked, region, period }: Standing): Trace =>
  observationsTrace([asked.id], { codes: [region.code] }, { only: [period] }, asked.basis);

export function levelStatement(of: Standing, id = 'level'): Statement {
  const { topic, period, now, goal } = of;
  const short = goal !== null && now.gap !== null ? { goal, gap: now.gap } : null;
  return state(id, levelSentence(topic, period, now.rate, short, now.band), levelTrace(of));
}

/** The change since the quarter before and its split, or why there is none. */
export function changeStatement(of: Standing, answer: ChangeAnswer, id = 'change'): Statement {
  const { topic, ground, asked, region, before, period, now } = of;
  const trace = changeTrace(asked.id, region.code, before, period, asked.basis);
  if (isRefused(answer)) {
    const without = withoutChange(answer);
    return state(
      id,
      { text: sentence(words(`${topic.place.zh}${topic.name.zh}${without.zh}`, `${topic.place.en}: ${without.en}`)), tone: 'PLAIN' },
      trace,
    );
  }
  const sameRegions = sameRegionsWords(answer.sameRegions, now.receipt.expected);
  return state(id, changeSentence(topic, { change: answer.change, sameRegions, nameOf: namesIn(ground) }), trace);
}

export const overviewDraft: Drafter = async (of) => {
  const { ground, topic, now, asked, region, period } = of;
  const children = await rankUnder(of, region.code);
  const placed = placedOf(
    ground,
    children.map((row) => row.observation),
  );
  const answer = await changeSince(of);
  const value = now.rate.value === null ? null : valueWords(topic, now.rate.value, missedOf(now));
  const title =
    value === null
      ? absentWords(topic, now.rate)
      : clauses(
          words(`${topic.place.zh}${topic.name.zh} ${value.zh}`, `${topic.place.en}: ${topic.name.en} ${value.en}`),
          worstTitleEnd(topic, placed) ?? changesWords(topic, now.previous?.change ?? null, null),
        );
  const statements = [levelStatement(of), changeStatement(of, answer)];
  if (placed.length > 0)
    statements.push(state('extremes', extremesSentence(topic, placed), rankingTrace(asked.id, region.code, period, asked.basis)));
  else statements.push(comparisonStatement(of));
  return { title: titled(title), facts: rateFacts(of), statements, from: null };
};

function comparisonStatement(of: Standing): Statement {
  const { topic, now } = of;
  const moved = changesWords(topic, now.previous?.change ?? null, now.yearAgo?.change ?? null);
  const same = sameRegionsWords(now.previous?.sameRegions ?? null, now.receipt.expected);
  const said = clauses(words(`${topic.place.zh}${topic.name.zh}${moved.zh}`, `${topic.place.en}: ${topic.name.en} ${moved.en}`), same);
  const text = sentence(said);
  return state('comparison', { text, tone: 'PLAIN' }, levelTrace(of));
}

/** How much since the first quarter of the series that has a value. */
async function spanStatement(of: Standing): Promise<Statement> {
  const { db, ground, topic, series, asked, region, period } = of;
  const first = series.find((row) => row.rate.value !== null);
  const record = recordWords(series.map((row) => ({ period: row.period as Quarter, value: row.rate.value })));
  const from = first?.period as Quarter | undefined;
  const all = observationsTrace([asked.id], { codes: [region.code] }, { from: from ?? period, to: period }, asked.basis);
  // With two quarters the change on the quarter before has been said.
  if (from === of.before) return levelStatement(of);
  // Why there is no value has been said of the quarter that is shown, and of the others there is no more to say.
  if (from === undefined) return state('span', { text: sentence(absentWords(topic, of.now.rate)), tone: 'PLAIN' }, all);
  if (from === period)
    return state('span', { text: sentence(words('只有一个季度，尚无走势', 'one quarter only, no trend yet')), tone: 'PLAIN' }, all);
  const answer = await explainChangeOf(db, ground, {
    indicator: asked.id,
    region: region.code,
    from,
    to: period,
    ...(asked.basis === null ? {} : { basis: asked.basis }),
  });
  if (isRefused(answer)) {
    const without = withoutChange(answer);
    const text = clauses(words(`与 ${from} 相比：${without.zh}`, `against ${from}: ${without.en}`), record);
    return state('span', { text: sentence(text), tone: 'PLAIN' }, all);
  }
  const same = sameRegionsWords(answer.sameRegions, of.now.receipt.expected);
  const span = spanWords(topic, from, answer.change.change, record);
  const text = thoughts(words(`${topic.place.zh}${topic.name.zh}${span.zh}`, `${topic.place.en}: ${topic.name.en} ${span.en}`), same);
  return state('span', { text: sentence(text), tone: 'PLAIN' }, changeTrace(asked.id, region.code, from, period, asked.basis));
}

/** Of the regions set beside it who is worst and best; null where there are none. */
async function besideStatement(of: Standing, codes: readonly string[]): Promise<Statement | null> {
  const { db, ground, topic, asked, period } = of;
  if (codes.length < 2) return null;
  const rows = await observe(db, ground, {
    indicators: [asked.id],
    regions: { codes },
    periods: { only: [period] },
    compare: false,
    ...(asked.basis === null ? {} : { basis: asked.basis }),
  });
  return state(
    'extremes',
    extremesSentence(topic, placedOf(ground, rows)),
    observationsTrace([asked.id], { codes }, { only: [period] }, asked.basis),
  );
}

/**
 * The step of the line that is drawn: plain values, broken where the line is. Null, too, where the regions of both quarters moved the other way:
 * then the line moves because ledgers are missing or came in, and nothing rose or fell.
 */
function drawnStep(topic: Topic, row: ObservationRow, earlier: ObservationRow | undefined): number | null {
  const [now, was] = [row.rate.value, earlier?.rate.value ?? null];
  if (now === null || was === null || row.breaks.length > 0) return null;
  const same = row.previous?.change ?? null;
  return same !== null && wayOf(topic, same) !== wayOf(topic, now - was) ? null : now - was;
}

export const trendsDraft: Drafter = async (of, { regions = [] }) => {
  const { topic, series, now, goal } = of;
  const run = runOf(
    topic,
    series.map((row, at) => ({ period: row.period as Quarter, change: drawnStep(topic, row, series[at - 1]) })),
  );
  const same = run === null && now.breaks.length === 0 && series.length > 1 ? (now.previous?.change ?? null) : null;
  const title = trendTitle(topic, now.rate, run, goal, {
    missed: missedOf(now),
    sameRegions: same === null ? null : amongSameWords(topic, same),
  });
  const answer = await changeSince(of);
  return {
    title: title.text,
    facts: rateFacts(of),
    statements: [(await besideStatement(of, regions)) ?? comparisonStatement(of), await spanStatement(of), changeStatement(of, answer)],
    from: (series[0]?.period as Quarter | undefined) ?? of.period,
  };
};

/** Rank under the parent, and how it moved since the quarter before; null without a parent or a value. */
async function ranksUnder(of: Standing, parent: string): Promise<Words | null> {
  const { region, before } = of;
  const ranking = await rankUnder(of, parent, before);
  const place = rankIn(ranking, region.code);
  // A rank among one says nothing.
  if (place === null || place.of < 2) return null;
  const move = ranking.find((row) => row.observation.region === region.code)?.move ?? null;
  return clauses(rankWords(place), move === null || move.of < 2 || move.from === move.to ? null : rankMoveWords(move, place.of));
}

/** Rank, change and gap of the region in one sentence. */
async function positionStatement(of: Standing): Promise<Statement> {
  const { topic, now, goal, region, asked, period, before } = of;
  const parent = region.kind === 'PARK' ? null : region.parent;
  const place = parent === null ? null : await ranksUnder(of, parent);
  const moved = changesWords(topic, now.previous?.change ?? null, now.yearAgo?.change ?? null);
  const said =
    now.rate.value === null
      ? absentWords(topic, now.rate)
      : thoughts(
          clauses(words(`${topic.place.zh}${topic.name.zh}${moved.zh}`, `${topic.place.en}: ${topic.name.en} ${moved.en}`), place),
          goal !== null && now.gap !== null ? shortOf(topic, now.gap, goal) : null,
        );
  const trace = parent === null ? levelTrace(of) : standingTrace(asked.id, { region: region.code, parent }, period, before, asked.basis);
  return state('position', { text: sentence(said), tone: bandTone(now.band) }, trace);
}

export const whyDraft: Drafter = async (of) => {
  const { topic, now, asked, region, before, period } = of;
  const answer = await changeSince(of);
  const statements = [await positionStatement(of), changeStatement(of, answer)];
  const mix = isRefused(answer) ? null : compositionSentence(topic, answer.change);
  statements.push(
    mix === null
      ? levelStatement(of)
      : state('composition', { text: mix, tone: 'PLAIN' }, changeTrace(asked.id, region.code, before, period, asked.basis)),
  );
  return { title: whyTitle(topic, now.rate, sinceOf(answer), missedOf(now)), facts: rateFacts(of), statements, from: null };
};
