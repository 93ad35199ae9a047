/** Begins one bulk export over the reports of its own process. */
import { badInput } from '../../domain/errors.ts';
import type { Reports } from '../../reports/types.ts';
import type { BulkAsk, BulkBegun } from './away.ts';
import { EXPORTS } from './exports.ts';
import { BULK_WRITERS } from './writers.ts';

/** The first bytes are there when this resolves: what cannot be answered is refused before a file has begun. @throws DomainError */
export async function beginBulk(reports: Reports, { noun, suffix, search, sight }: BulkAsk): Promise<BulkBegun> {
  const found = EXPORTS.find((one) => one.noun === noun);
  if (found === undefined) throw badInput(`没有「${noun}」这个导出`);
  const asked = found.read(new URLSearchParams(search));
  const view = await reports.open(sight, asked.at, true);
  let bytes: AsyncGenerator<Buffer> | null = null;
  const end = async (): Promise<void> => {
    await bytes?.return(undefined);
    await view.close();
  };
  try {
    const { lang, story, rows, ...table } = await asked.open(view);
    const written = BULK_WRITERS[suffix].write({ ...table, lang, story, rows }, asked.bom);
    bytes = written;
    const first = await written.next();
    async function* all(): AsyncGenerator<Buffer> {
      if (first.done === true) return;
      yield first.value;
      yield* written;
    }
    return { head: { noun, lang, story, rows }, bytes: all(), spent: () => view.spent, end };
  } catch (error) {
    await end();
    throw error;
  }
}
