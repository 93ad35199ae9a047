/** 为什么变了: the change of a rate between two quarters, split exactly three ways. */
import type { Db } from '../db/open.ts';
import { changeOf, type Change, type ChangeAsk, type PartPair } from '../domain/analysis/change.ts';
import { explainChange } from '../domain/analysis/changeWords.ts';
import { isRefused } from '../domain/analysis/refusal.ts';
import { badInput } from '../domain/errors.ts';
import { askIndicator, indicatorOf, readsRules } from '../domain/indicators.ts';
import { countingWord } from '../domain/measures.ts';
import { asOfDate, isQuarter, type Quarter } from '../domain/period.ts';
import { shortName } from '../domain/region.ts';
import { breaksBetween, REGION_EVENT_KINDS } from '../domain/regionHistory.ts';
import type { ChangeAnswer, ChangeQuestion } from './analysisTypes.ts';
import { ruleSetsOf, type Ground } from './ground.ts';
import { mustExist } from './selection.ts';
import { readSides } from './sides.ts';
import { refuseUnseen } from './withheld.ts';

const mustBeQuarter = (text: string, name: string): Quarter => {
  if (!isQuarter(text)) throw badInput(`${name} 须为季度，如 2025Q4；收到「${text}」`);
  return text;
};

function boundaryMoves(ground: Ground, region: string, from: Quarter, to: Quarter): ChangeAsk['boundaryMoves'] {
  const [then, now] = [asOfDate(from), asOfDate(to)];
  return breaksBetween(ground.events, region, { date: then, tree: ground.treeAt(then) }, { date: now, tree: ground.treeAt(now) }).map(
    (event) => ({
      on: event.on,
      what: {
        zh: `${REGION_EVENT_KINDS[event.kind].zh}（${event.from.join('、')} → ${event.to.join('、')}）`,
        en: `${REGION_EVENT_KINDS[event.kind].en} (${event.from.join(', ')} → ${event.to.join(', ')})`,
      },
    }),
  );
}

/** @throws DomainError for an unknown region, or a period that is no quarter */
export async function explainChangeOf(db: Db, ground: Ground, ask: ChangeQuestion): Promise<ChangeAnswer> {
  const [from, to] = [mustBeQuarter(ask.from, 'from'), mustBeQuarter(ask.to, 'to')];
  if (from >= to) throw badInput(`from（${from}）须在 to（${to}）之前`);
  const region = mustExist(ground, ask.region);
  const unseen = refuseUnseen(ground, region);
  if (unseen) return unseen;
  const asked = askIndicator(ask.indicator, ask.basis ?? null);
  const indicator = indicatorOf(asked.id);
  const children = (ground.treeAt(asOfDate(to)).children.get(region.code) ?? [])
    .filter((child) => child.kind === 'ADMINISTRATIVE')
    .map((child) => child.code);
  const belowCounty = region.kind === 'PARK' || region.level === 'TOWNSHIP' || region.level === 'COUNTY';
  const sides = await readSides(db, ground, asked, { code: region.code, children, belowCounty }, from, to);
  const rules = (quarter: Quarter): string | null => (readsRules(asked) ? ruleSetsOf(ground, region.code, quarter).join('、') : null);
  const split = (parts: readonly PartPair[]) =>
    changeOf({
      shape: indicator.shape,
      before: { period: from, basis: asked.basis, ruleSet: rules(from), rate: sides.before },
      after: { period: to, basis: asked.basis, ruleSet: rules(to), rate: sides.after },
      boundaryMoves: boundaryMoves(ground, region.code, from, to),
      parts,
    });
  const change = split(sides.children);
  if (isRefused(change)) return change;
  const partsOf = (parts: readonly PartPair[]): Change['byParts'] => {
    const found = split(parts);
    return isRefused(found) ? null : found.byParts;
  };
  const nameOf = (key: string | null): { zh: string; en: string } => {
    const child = key === null ? undefined : ground.latest.get(key);
    return child ? { zh: shortName(child), en: child.nameEn ?? child.name } : { zh: '其余', en: 'the rest' };
  };
  const wording = {
    numerator: countingWord(String(asked.numerator[0])),
    denominator: countingWord(String((asked.denominator ?? asked.numerator)[0])),
    value: indicator.unit,
    decimals: indicator.decimals,
  };
  return {
    change,
    sameRegions: sides.sameRegions,
    explanation: explainChange(change, wording, nameOf),
    byChildren: change.byParts,
    bySector: partsOf(sides.bySector),
    byScale: partsOf(sides.byScale),
    leftOut: change.leftOut,
  };
}
