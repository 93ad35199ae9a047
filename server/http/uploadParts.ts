/** The parts of an upload as they come in: the words beside the files, and the files themselves, held in memory. */
import { Conflict, DomainError, badInput } from '../domain/errors.ts';
import { isQuarter } from '../domain/period.ts';
import { MOST_UPLOAD_BYTES, spellMegabytes, UPLOAD_KIND_IDS } from '../domain/uploads.ts';
import type { UploadAsk } from '../graphql/intake.ts';

/** More bytes than an upload may have. */
export class TooLarge extends DomainError {
  constructor(bytes: number | null) {
    const found = bytes === null ? '文件' : `文件共 ${spellMegabytes(bytes)}，`;
    super('BAD_USER_INPUT', `${found}超过 ${MOST_UPLOAD_BYTES / 2 ** 20} MB 上限，没有接收。请按县区或乡镇拆分后分别上传`);
  }
}

/** The bytes did not all come. */
export class CutOff extends DomainError {
  constructor(message: string) {
    super('UNAVAILABLE', message);
  }
}

/** Milliseconds without a byte, after which nobody waits for more. */
const STALLED_MS = 60_000;
/** What a sender may say beside the files. */
const FIELDS = ['region', 'period', 'kind', 'note', 'apply', 'partial', 'dryRun', 'key', 'wait', 'name'] as const;
type FieldName = (typeof FIELDS)[number];
const MOST_NOTE = 500;
const MOST_KEY = 200;

const isField = (name: string): name is FieldName => (FIELDS as readonly string[]).includes(name);

/** The words of an upload, from its address and from its form. */
export class UploadFields {
  readonly #values = new Map<FieldName, string>();

  /** @throws DomainError for one that is not known */
  set(name: string, value: string): void {
    if (!isField(name)) throw badInput(`没有「${name}」这个字段；可用的有 ${FIELDS.join('、')}`);
    this.#values.set(name, value.trim());
  }

  text(name: FieldName): string | null {
    const found = this.#values.get(name);
    return found === undefined || found === '' ? null : found;
  }

  /** @throws DomainError for what is neither yes nor no */
  flag(name: FieldName): boolean {
    const found = this.text(name);
    if (found === null || found === '0' || found === 'false') return false;
    if (found === '1' || found === 'true') return true;
    throw badInput(`${name} 须为 1 或 0；收到「${found}」`);
  }

  #required(name: FieldName, example: string): string {
    const found = this.text(name);
    if (found === null) throw badInput(`缺少 ${name}（如 ${example}）。请写在地址的 ? 之后，或放在表单中文件的前面`);
    return found;
  }

  #short(name: FieldName, most: number): string | null {
    const found = this.text(name);
    if (found !== null && found.length > most) throw badInput(`${name} 最多 ${most} 个字，收到 ${found.length} 个`);
    return found;
  }

  /** @throws DomainError that says which of them is missing or wrong */
  ask(): UploadAsk {
    const region = this.#required('region', '410302');
    const period = this.#required('period', '2025Q4');
    if (!isQuarter(period)) throw badInput(`period 须为季度，如 2025Q4；收到「${period}」`);
    const kind = UPLOAD_KIND_IDS.find((one) => one === (this.text('kind') ?? 'LEDGER'));
    if (kind === undefined) throw badInput(`kind 须为 ${UPLOAD_KIND_IDS.join('、')}；收到「${this.text('kind') ?? ''}」`);
    return {
      region,
      period,
      kind,
      note: this.#short('note', MOST_NOTE),
      apply: this.flag('apply'),
      partial: this.flag('partial'),
      dryRun: this.flag('dryRun'),
      key: this.#short('key', MOST_KEY),
    };
  }
}

/** Counts all bytes of one upload, and gives up where they are too many, come to a halt or are not wanted any more. */
export interface Meter {
  readonly signal: AbortSignal;
  received(bytes: number): void;
}

/** Whatever comes next, or the end of waiting for it. */
async function nextOf(chunks: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer>> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new CutOff(`上传停顿超过 ${STALLED_MS / 1000} 秒`)), STALLED_MS);
  try {
    return await Promise.race([chunks.next(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** All bytes of one file, in memory that other threads can read without a copy. @throws TooLarge, CutOff, Conflict when it was cancelled */
export async function collect(stream: AsyncIterable<Buffer>, before: number, meter: Meter): Promise<Uint8Array> {
  const most = MOST_UPLOAD_BYTES - before;
  const bytes = new SharedArrayBuffer(0, { maxByteLength: Math.max(most, 1) });
  const chunks = stream[Symbol.asyncIterator]();
  let filled = 0;
  for (let next = await nextOf(chunks); next.done !== true; next = await nextOf(chunks)) {
    if (meter.signal.aborted) throw new Conflict('上传已被取消，没有写入任何数据');
    const { length } = next.value;
    if (filled + length > most) throw new TooLarge(null);
    bytes.grow(filled + length);
    new Uint8Array(bytes, filled, length).set(next.value);
    filled += length;
    meter.received(length);
  }
  return new Uint8Array(bytes, 0, filled);
}
