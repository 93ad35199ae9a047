/** A view said in words: one finding, what it rests on, and whether it may be shown. */
import type { Db } from '../db/open.ts';
import { absentWords } from '../domain/bulletin/level.ts';
import { doubtsOf } from '../domain/bulletin/receipt.ts';
import { indicatorOf, type IndicatorGroup, type IndicatorId } from '../domain/indicators.ts';
import { headlineOf, subtitleOf } from './briefFacts.ts';
import { activitiesDraft, compareDraft, gapsDraft, organizationsDraft, qualityDraft } from './briefOthers.ts';
import { overviewDraft, trendsDraft, whyDraft, type Drafter } from './briefPages.ts';
import { readStanding } from './briefStanding.ts';
import type { Brief, BriefAsk, BriefPage } from './briefTypes.ts';
import type { Ground } from './ground.ts';
import { tracedOn } from './traces.ts';

const DRAFTERS: Readonly<Record<BriefPage, Drafter>> = {
  overview: overviewDraft,
  trends: trendsDraft,
  compare: compareDraft,
  gaps: gapsDraft,
  organizations: organizationsDraft,
  activities: activitiesDraft,
  quality: qualityDraft,
  why: whyDraft,
};

/** Views that speak of some indicators only: the groups, and what is taken where another was asked for. */
const OWN: Readonly<Partial<Record<BriefPage, { readonly groups: readonly IndicatorGroup[]; readonly otherwise: IndicatorId }>>> = {
  organizations: { groups: ['ORGANIZATION'], otherwise: 'shell_rate' },
  activities: { groups: ['ACTIVITY', 'UNION_WORK'], otherwise: 'meetings_held' },
  quality: { groups: ['RECEIPT'], otherwise: 'submission_received' },
};

const LEADING: IndicatorId = 'party_org_coverage';

function indicatorFor({ page, indicator }: BriefAsk): IndicatorId {
  const own = OWN[page];
  if (own === undefined) return indicator ?? LEADING;
  return indicator !== undefined && own.groups.includes(indicatorOf(indicator).group) ? indicator : own.otherwise;
}

const FACTS = 6;

/** @throws DomainError for an unknown region, a period that is no quarter, or an empty database */
export async function briefOf(db: Db, ground: Ground, ask: BriefAsk): Promise<Brief> {
  const standing = await readStanding(db, ground, { ...ask, indicator: indicatorFor(ask) });
  const { asked, period, region, now, topic } = standing;
  const draft = await DRAFTERS[ask.page](standing, ask);
  const absent = now.rate.value === null ? absentWords(topic, now.rate) : null;
  return {
    ask: { page: ask.page, region: region.code, period, indicator: asked.id, basis: asked.basis },
    title: draft.title,
    subtitle: subtitleOf(asked, { from: draft.from, to: period }),
    headline: headlineOf(standing),
    facts: draft.facts.slice(0, FACTS),
    statements: draft.statements.map((one) => ({ ...one, trace: tracedOn(one.trace, ground) })),
    asOf: now.asOf,
    receipt: now.receipt,
    demo: ground.dataset.demo,
    warnings: doubtsOf({ period, latest: ground.periods.at(-1) ?? null, receipt: now.receipt, absent }),
  };
}
