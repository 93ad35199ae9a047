/** 季度通报, drafted by rule: each section its sentences, its tables, and the pictures it draws. */
import type { Db } from '../db/open.ts';
import { quarterWords, words } from '../domain/bulletin/grammar.ts';
import type { Bulletin, BulletinAsk, BulletinSection } from './briefTypes.ts';
import { readStanding } from './briefStanding.ts';
import { activitySection, qualitySection, receiptSection, structureSection } from './bulletinOrganizations.ts';
import { changeSection, levelSection, movesSection, rankingSection, targetSection, type SectionDraft } from './bulletinSections.ts';
import type { Ground } from './ground.ts';
import { tracedOn } from './traces.ts';
import { readLeading } from './bulletinReading.ts';

const SECTIONS: readonly SectionDraft[] = [
  levelSection,
  changeSection,
  rankingSection,
  movesSection,
  targetSection,
  structureSection,
  activitySection,
  receiptSection,
  qualitySection,
];

/** @throws DomainError for an unknown region, a period that is no quarter, or an empty database */
export async function bulletinOf(db: Db, ground: Ground, ask: BulletinAsk): Promise<Bulletin> {
  const basis = ask.basis ?? 'OPERATING';
  const standing = await readStanding(db, ground, { ...ask, basis, indicator: 'party_org_coverage' });
  const reading = await readLeading(standing, basis);
  const { region, period, now, topic } = standing;
  const sections: BulletinSection[] = [];
  for (const draft of SECTIONS) {
    const section = await draft(reading);
    // A region without regions below it has nothing to rank.
    const statements = section.statements.map((one) => ({ ...one, trace: tracedOn(one.trace, ground) }));
    if (statements.length > 0) sections.push({ ...section, statements });
  }
  const quarter = quarterWords(period);
  return {
    region: region.code,
    period,
    basis,
    title: words(`${topic.place.zh}“两个覆盖”${quarter.zh}通报`, `Two coverages of ${topic.place.en}: bulletin of ${quarter.en}`),
    asOf: now.asOf,
    receipt: now.receipt,
    demo: ground.dataset.demo,
    sections,
  };
}
