/** A file of totals that somebody sent: read and checked, and what it says kept as a version of its own, with what is told of it. */
import { endUpload } from '../db/uploads.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { together } from '../db/transaction.ts';
import { dayInChina } from '../domain/calendar.ts';
import type { AuditedStore } from '../db/trail.ts';
import { wrongWords, type Outcome, type Receipt } from './receipt.ts';
import { assertSummary, sendSummary, type SummaryJob, type SummaryStored } from './sendSummary.ts';
import type { SummaryReading } from './summary.ts';

const NO_RIGHT = '您在这个地区的报送权限已被收回，没有写入任何数据。请联系安全管理员';

const outcomeOf = (stored: SummaryStored, count: number): Outcome => ({
  state: stored.unchanged ? 'UNCHANGED' : 'APPLIED',
  message: stored.unchanged
    ? `与 ${dayInChina(stored.receivedAt)} 上报的第 ${stored.version} 版汇总数相同，数据没有变化`
    : `已入库：${count} 个汇总数，第 ${stored.version} 版`,
  submission: null,
});

async function readTotals({ asked, parts, progress }: Receipt): Promise<SummaryReading> {
  const { region, period } = asked.ask;
  const onlooker = { rows: (count: number) => (progress.rowsRead = count), isOver: () => progress.isCancelled };
  const reading = await parts.parser.readTotals(asked.files, { region, period }, onlooker);
  progress.check();
  return reading;
}

/** `keepTold` keeps what is answered to the same request, with the change. */
export async function receiveSummary(
  receipt: Receipt,
  keepTold: (inside: AuditedStore, upload: string) => Promise<void>,
): Promise<UploadTable> {
  const { asked, parts, progress, store } = receipt;
  const { region, period, note, dryRun } = asked.ask;
  const { values, problems, ...reading } = await readTotals(receipt);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  receipt.told = { reading: { ...reading, errors, warnings, layout: null }, rows: { units: 0, organizations: 0 } };
  parts.parser.rest();
  const end = async (outcome: Outcome, inside = store): Promise<UploadTable> => {
    const row = receipt.ended(outcome);
    await endUpload(inside.db, row.id, row);
    return row;
  };
  if (errors.length > 0) return end({ state: 'REFUSED', message: wrongWords(receipt.told.reading), submission: null });
  const file = { name: asked.row.file_name, sha256: reading.fileSha256 };
  const by = { id: asked.row.actor, name: asked.row.actor_name, address: parts.actor.address };
  const job: SummaryJob = { region, period, values, note, file, by };
  await assertSummary(store.db, job, parts.now());
  if (dryRun) return end({ state: 'CHECKED', message: `检查通过：${values.length} 个汇总数；只检查，未写入`, submission: null });
  if (!(await progress.asked())) return end({ state: 'REFUSED', message: NO_RIGHT, submission: null });
  progress.close();
  return together(store, async (inside) => {
    const stored = await sendSummary(inside, job, parts.now());
    const row = await end(outcomeOf(stored, values.length), inside);
    await keepTold(inside, row.id);
    return row;
  });
}
