/** What keeps a ledger from being taken, whoever sends it and however. */
import { countByDemo } from '../db/dataset.ts';
import type { Db } from '../db/open.ts';
import { findSubmissions, type LedgerPlace } from '../db/submissions.ts';
import { badInput } from '../domain/errors.ts';
import type { Quarter } from '../domain/period.ts';

/** A township cannot report beside a county that reported as a whole, and a locked quarter takes nothing. @throws DomainError */
export async function refuseIfClosed(db: Db, place: Pick<LedgerPlace, 'region' | 'ledgerRegion'>, period: Quarter): Promise<void> {
  const versions = await findSubmissions(db, period, [place.ledgerRegion]);
  const current = versions.filter((row) => row.is_current === 1);
  if (current.some((row) => row.state === 'LOCKED')) throw badInput(`${period} 已锁定，请联系审核员退回（锁定后由系统管理员写明原因解锁）`);
  if (place.region !== place.ledgerRegion && current.some((row) => row.region === place.ledgerRegion))
    throw badInput(`${place.ledgerRegion} 的 ${period} 已按县整体报送，乡镇不能再单独报送；请由县重新报送`);
}

/** Real ledgers and invented ones never stand in one database: nobody could tell their sums apart. @throws DomainError */
export async function refuseMixing(db: Db, files: readonly { readonly demo: boolean }[]): Promise<void> {
  const there = await countByDemo(db);
  if (files.some((file) => !file.demo) && there.demo > 0)
    throw badInput('库中还有示例台账，不能与真实台账混在一起；请先运行 fugai demo remove（之后启动请设 FUGAI_DEMO=off）');
  if (files.some((file) => file.demo) && there.real > 0)
    throw badInput('库中已有真实台账，不能再载入示例台账；请换一个数据库（FUGAI_DATABASE）');
}
