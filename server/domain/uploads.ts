/** A file that somebody sends: what it holds, where it stands on its way, and how large it may be. */
import type { Words } from './words.ts';

export const UPLOAD_KINDS = {
  LEDGER: { zh: '台账', en: 'Ledger' },
  SUMMARY: { zh: '汇总', en: 'Summary return' },
} as const satisfies Record<string, Words>;
export type UploadKind = keyof typeof UPLOAD_KINDS;
export const UPLOAD_KIND_IDS = Object.keys(UPLOAD_KINDS) as readonly UploadKind[];

/** `ended`: nothing happens to it any more. */
interface UploadStateEntry extends Words {
  readonly ended: boolean;
}

export const UPLOAD_STATES = {
  RECEIVING: { zh: '正在上传', en: 'Its bytes are coming in', ended: false },
  WAITING: { zh: '排队等候', en: 'Waits for its turn', ended: false },
  READING: { zh: '正在读取核对', en: 'Being read and checked', ended: false },
  COMPARING: { zh: '正在比对入库', en: 'Being compared and stored', ended: false },
  REFUSED: { zh: '有错误，未接收', en: 'Refused because of errors', ended: true },
  RECEIVED: { zh: '已接收，待确认', en: 'Received; to be applied', ended: true },
  APPLIED: { zh: '已入库', en: 'Applied', ended: true },
  UNCHANGED: { zh: '内容没有变化', en: 'Nothing new in it', ended: true },
  CHECKED: { zh: '检查通过，未写入', en: 'Checked only; nothing was stored', ended: true },
  CANCELLED: { zh: '已取消', en: 'Cancelled', ended: true },
  INTERRUPTED: { zh: '中断', en: 'Cut off', ended: true },
  FAILED: { zh: '失败', en: 'Failed', ended: true },
} as const satisfies Record<string, UploadStateEntry>;
export type UploadState = keyof typeof UPLOAD_STATES;
export const UPLOAD_STATE_IDS = Object.keys(UPLOAD_STATES) as readonly UploadState[];
export const UNDER_WAY: readonly UploadState[] = UPLOAD_STATE_IDS.filter((state) => !UPLOAD_STATES[state].ended);

/** Bytes of all files of one upload together. */
export const MOST_UPLOAD_BYTES = 50 * 2 ** 20;

const MEGABYTE = 2 ** 20;

/** `3.1 MB`. */
export const spellMegabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** What a start finds under way: the program that read it is gone. */
export const INTERRUPTED_WORDS = '导入中断，未写入任何数据，请重新提交';

/** Of a file that ended before its last byte; `total` is null where the sender did not say how many there are. */
export const cutOffWords = (received: number, total: number | null): string =>
  total === null
    ? `上传未完成（收到 ${spellMegabytes(received)}），请重试`
    : `上传未完成（收到 ${spellMegabytes(received)} / 共 ${spellMegabytes(total)}），请重试`;
