/** The ledger that stands for a region and a quarter, as it was reported: what an export gives is taken back unchanged. */
import type { Db } from '../db/open.ts';
import { findLedgerPlace, findOrganizationRows, findSubmissions, findUnitRows } from '../db/submissions.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import { toOrganizationFact, toUnitFact } from './rows.ts';

export interface StandingLedger {
  readonly version: number;
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

/** @throws DomainError for a region that reports no ledger, or from which none stands for the quarter */
export async function readStandingLedger(db: Db, region: string, period: Quarter): Promise<StandingLedger> {
  const place = await findLedgerPlace(db, region, asOfDate(period));
  if (place === undefined) throw badInput(`「${region}」不是报送地区：台账按县级、没有县的地级市，或县内的乡镇街道报送`);
  const current = (await findSubmissions(db, period, [place.ledgerRegion])).filter((row) => row.is_current === 1);
  const own = current.find((row) => row.region === region);
  if (own === undefined) {
    const others = current.map((row) => row.region);
    const instead = others.length === 0 ? '该地区这一期没有报送' : `这一期由 ${others.join('、')} 报送，请改用其代码`;
    throw new DomainError('NOT_FOUND', `没有「${region}」${period} 的台账：${instead}`);
  }
  const units = await findUnitRows(db, own.id);
  const organizations = await findOrganizationRows(db, own.id);
  return { version: own.version, units: units.map(toUnitFact), organizations: organizations.map(toOrganizationFact) };
}
