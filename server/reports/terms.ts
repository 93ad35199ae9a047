/** 届期: when the terms of the organizations of a region end. */
import type { Db } from '../db/open.ts';
import { countTerms } from '../db/organizations.ts';
import { asOfDate } from '../domain/period.ts';
import { termEnd, termYearsOf } from '../domain/shells.ts';
import { termCalendar } from '../domain/terms.ts';
import type { TermsAnswer, TermsAsk } from './analysisTypes.ts';
import { withPlace } from './filter.ts';
import { quarterAsked } from './gap.ts';
import type { Ground } from './ground.ts';
import { mustExist } from './selection.ts';
import { mustSeeRows } from './withheld.ts';

/** @throws DomainError for an unknown region, a period that is no quarter, or an empty database */
export async function readTerms(db: Db, ground: Ground, ask: TermsAsk): Promise<TermsAnswer> {
  const period = quarterAsked(ground, ask.period);
  const region = mustExist(ground, ask.region).code;
  const { region: division, park } = withPlace<{ region?: string; park?: string }>(ground, { region });
  const place = { region: division, park: park === undefined ? undefined : { code: park, period } };
  mustSeeRows(ground, '组织的届期', { region });
  const rows = await countTerms(db, { period, place, subject: ask.subject, knowledge: ground });
  const rulesOf = new Map([...new Set(rows.map((row) => row.ledger_region))].map((code) => [code, ground.rulesAt(code, period)]));
  const groups = rows.map((row) => {
    const rules = rulesOf.get(row.ledger_region) ?? ground.rulesAt(row.ledger_region, period);
    const termYears = termYearsOf({ form: row.form, termYears: row.term_years }, rules);
    return { endsOn: termEnd({ termStartedOn: row.term_started_on, termYears }), organizations: Number(row.n) };
  });
  return { region, subject: ask.subject, period, asOf: asOfDate(period), ...termCalendar(groups, period) };
}
