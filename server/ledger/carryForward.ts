/** 沿用上期: where a ledger did not come, the stocks of the quarter before stand in for it; what happened in the quarter stays unknown. */
import { createHash } from 'node:crypto';
import type { Actor } from '../domain/audit.ts';
import { dayInChina } from '../domain/calendar.ts';
import { dueOnFor } from '../domain/dueDates.ts';
import { badInput } from '../domain/errors.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { asOfDate, shiftQuarter, type Quarter } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { readDueDates } from '../db/dueDates.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { findLedgerPlace, findOrganizationRows, findSubmissions, findUnitRows, type LedgerPlace } from '../db/submissions.ts';
import type { AuditedStore } from '../db/trail.ts';
import { applyLedgers } from './apply.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS, type Column } from './columns.ts';
import { toOrganizationFact, toUnitFact } from './rows.ts';
import { toLine } from './staging.ts';

export interface CarryForward {
  readonly region: string;
  readonly period: Quarter;
  readonly reason: string;
  /** Whose it is; who carries out the job otherwise. */
  readonly person?: string;
}

export interface Carried {
  readonly region: string;
  readonly period: Quarter;
  /** The quarter whose ledger stands in. */
  readonly from: Quarter;
  readonly version: number;
  readonly units: number;
  readonly organizations: number;
}

const LONGEST_REASON = 500;

/** The same row without what happened in its quarter. */
export const stocksOf = <Fact extends object>(columns: readonly Column<Fact>[], fact: Fact): Fact => ({
  ...fact,
  ...Object.fromEntries(columns.filter((column) => column.flow === true).map((column) => [column.fact, null])),
});

async function refuseEarly(store: AuditedStore, { region, ledgerRegion, prefecture, province }: LedgerPlace, period: Quarter, now: string) {
  const steps = await readDueDates(store.db, { periods: [period] });
  const dueOn = dueOnFor(steps, [...new Set([region, ledgerRegion, prefecture, province, NATION])], period);
  if (dayInChina(now) <= dueOn) throw badInput(`${period} 的截止日是 ${dueOn}，还没有过；过后仍未报送，才能沿用上期。`);
}

/** @throws DomainError where something came for the quarter */
async function refuseReceived(store: AuditedStore, { region, ledgerRegion }: LedgerPlace, period: Quarter): Promise<void> {
  const there = (await findSubmissions(store.db, period, [ledgerRegion])).filter(
    (row) => row.region === region || row.region === ledgerRegion || region === ledgerRegion,
  );
  const standing = there.find((row) => row.is_current === 1);
  if (standing !== undefined) {
    const what = standing.carried_forward === 1 ? '已经沿用上期' : '已有报送的台账';
    throw badInput(`${region} ${period} ${what}（${standing.region} 第 ${standing.version} 版），不能再沿用上期。`);
  }
  const waiting = there.find((row) => row.held === 1);
  if (waiting !== undefined) throw badInput(`${waiting.region} ${period} 已收到一份台账，还没有提交入库：请先提交或撤回它。`);
}

/** What stood for the region in the quarter before. @throws DomainError where nothing did */
async function findBefore(store: AuditedStore, { region, ledgerRegion }: LedgerPlace, before: Quarter): Promise<SubmissionRow> {
  const standing = (await findSubmissions(store.db, before, [ledgerRegion])).filter((row) => row.is_current === 1);
  const own = standing.find((row) => row.region === region);
  if (own !== undefined) return own;
  const others = standing.map((row) => row.region);
  if (others.length > 0) throw badInput(`${before} 由 ${others.join('、')} 报送，请改用其代码逐个沿用。`);
  throw badInput(`${region} 没有 ${before} 的台账，没有可以沿用的内容。`);
}

/**
 * Stands the stocks of the quarter before in for a ledger that did not come. It counts as received and never as on time, and is marked wherever
 * receipt is told; what the region sends later takes its place.
 * @throws DomainError where it is too early, something came, nothing stood before, or no reason is given
 */
export async function carryForward(
  store: AuditedStore,
  { region, period, reason, person }: CarryForward,
  by: Actor,
  now: string,
): Promise<Carried> {
  const note = reason.trim();
  if (note === '' || note.length > LONGEST_REASON) throw badInput(`请写明为何沿用上期（不超过 ${LONGEST_REASON} 字）。`);
  const place = await findLedgerPlace(store.db, region, asOfDate(period));
  if (place === undefined) throw badInput(`「${region}」不是报送地区：台账按县级、没有县的地级市，或县内的乡镇街道报送。`);
  await refuseEarly(store, place, period, now);
  await refuseReceived(store, place, period);
  const from = shiftQuarter(period, -1);
  const before = await findBefore(store, place, from);
  const units = (await findUnitRows(store.db, before.id)).map((row): UnitFact => stocksOf(UNIT_COLUMNS, toUnitFact(row)));
  const organizations = (await findOrganizationRows(store.db, before.id)).map((row): OrganizationFact =>
    stocksOf(ORGANIZATION_COLUMNS, toOrganizationFact(row)),
  );
  const hash = createHash('sha256').update(`carried ${region} ${period} ${before.content_sha256}\n`);
  for (const unit of units) hash.update(`${toLine(UNIT_COLUMNS, unit)}\n`);
  for (const one of organizations) hash.update(`${toLine(ORGANIZATION_COLUMNS, one)}\n`);
  const sha256 = hash.digest('hex');
  const [applied] = await applyLedgers(
    store,
    [
      {
        place,
        period,
        units,
        organizations,
        warnings: 0,
        fileName: `沿用 ${from} 第 ${before.version} 版`,
        fileSha256: sha256,
        contentSha256: sha256,
        receivedAt: now,
        state: 'APPLIED',
        demo: before.demo === 1,
        carriedForward: true,
        by: person === undefined ? by : { ...by, id: person },
        note,
      },
    ],
    now,
  );
  if (applied === undefined) throw new Error(`nothing was carried forward for ${region} ${period}`);
  return { region, period, from, version: applied.version, units: units.length, organizations: organizations.length };
}
