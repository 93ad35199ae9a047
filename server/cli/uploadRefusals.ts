/** Why a file is not taken beside those under way, and why one is not cancelled any more. */
import type { UploadTable } from '../db/submissionTables.ts';
import { Conflict, DomainError, TooMany } from '../domain/errors.ts';
import { UPLOAD_STATES, type UploadState } from '../domain/uploads.ts';
import type { UploadBegin } from '../graphql/intake.ts';
import { spellTime } from './uploadRows.ts';

/** Under way at a time in one process, over all senders: the bytes of each are held in memory. */
const MOST_AT_ONCE = 2;

type UnderWay = Pick<UploadTable, 'region' | 'period' | 'actor' | 'created_at'>;

/** What is under way, wherever, keeps others out, so that nobody's file is overtaken by another's unseen. @throws DomainError */
export function refuseTogether(underWay: readonly UnderWay[], { region, period, sender }: UploadBegin): void {
  const there = underWay.find((row) => row.region === region && row.period === period);
  if (there !== undefined && there.actor !== sender) throw new Conflict(`正在处理另一填报员 ${spellTime(there.created_at)} 的文件，请稍候`);
  const own = underWay.find((row) => row.actor === sender);
  if (own !== undefined)
    throw new TooMany(`您 ${spellTime(own.created_at)} 发来的 ${own.region} ${own.period} 的文件还在处理，请等它结束，或先取消它`);
}

/** @throws DomainError where this process has its hands full */
export function refuseMore(here: number): void {
  if (here >= MOST_AT_ONCE) throw new DomainError('UNAVAILABLE', `同时处理的文件已有 ${here} 个，请稍候几分钟再上传`);
}

export function refuseLate({ state }: Pick<UploadTable, 'state'>): never {
  if (state === 'RECEIVED') throw new Conflict('文件已接收，不能再取消；不要它时请撤回这次报送');
  if (state === 'APPLIED') throw new Conflict('数据已经入库，不能再取消；有误时请更正后重新报送');
  throw new Conflict(`这次上传已经结束（${UPLOAD_STATES[state as UploadState].zh}），不能再取消`);
}
