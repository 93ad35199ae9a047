/** What came in: expected, received, on time, carried forward; and what speaks against showing a view. */
import { formatCount, THIN } from '../format.ts';
import type { Quarter } from '../period.ts';
import { MISSING_REASONS, type MissingReason } from '../rate.ts';
import type { Words } from '../words.ts';
import { listed, sentence, thoughts, words, type Said } from './grammar.ts';

export interface Receipt {
  readonly expected: number;
  readonly received: number;
  readonly onTime: number;
  readonly accepted: number;
  readonly carriedForward: number;
}

const n = formatCount;

/** «报送 16/18，及时 15，沿用上期 0». */
export const receiptWords = (receipt: Receipt): Words =>
  words(
    `报送 ${n(receipt.received)}/${n(receipt.expected)}，及时 ${n(receipt.onTime)}，审核通过 ${n(receipt.accepted)}，沿用上期 ${n(receipt.carriedForward)}`,
    `${n(receipt.received)} of ${n(receipt.expected)} ledgers received, ${n(receipt.onTime)} on time, ${n(receipt.accepted)} accepted, ${n(receipt.carriedForward)} carried forward`,
  );

export function receiptSentence(place: Words, receipt: Receipt): Said {
  if (receipt.expected === 0)
    return {
      text: sentence(words(`${place.zh}本期没有应报的台账`, `no ledger is expected of ${place.en} in this quarter`)),
      tone: 'PLAIN',
    };
  return {
    text: sentence(words(`${place.zh}${receiptWords(receipt).zh}`, `${place.en}: ${receiptWords(receipt).en}`)),
    tone: receipt.received < receipt.expected ? 'BAD' : receipt.accepted === receipt.expected ? 'GOOD' : 'PLAIN',
  };
}

/** «河南省报送 155/157». */
export const receiptTitle = (place: Words, { expected, received }: Receipt): Words =>
  expected === 0
    ? words(`${place.zh}本期没有应报的台账`, `no ledger is expected of ${place.en}`)
    : words(`${place.zh}报送 ${n(received)}/${n(expected)}`, `${place.en}: ${n(received)} of ${n(expected)} ledgers received`);

const NAMED = 12;

/** Reporting regions without a ledger of the quarter, with one reason. */
export interface Absentees {
  readonly reason: MissingReason;
  readonly names: readonly Words[];
}

function absenteesWords({ reason, names }: Absentees): Words {
  const shown = listed(names.slice(0, NAMED));
  const more = names.length > NAMED ? words('等', ' and others') : words('', '');
  const { zh, en } = MISSING_REASONS[reason];
  return words(
    `${zh}的 ${n(names.length)}${THIN}个地区：${shown.zh}${more.zh}`,
    `${en.toLowerCase()} (${n(names.length)}): ${shown.en}${more.en}`,
  );
}

/** «未报送的 2 个地区：甲县、乙县；退回、未审的 1 个地区：丙县», the first twelve of each by name. Null when all came in. */
export const absenteesSentence = (all: readonly Absentees[]): Words | null =>
  all.length === 0 ? null : sentence(thoughts(...all.map(absenteesWords)));

export interface Doubt {
  readonly kind: 'STALE' | 'INCOMPLETE' | 'NOT_ACCEPTED' | 'NO_VALUE';
  readonly text: Words;
}

/** What speaks against showing a view as it is. `latest` is the newest quarter with any ledger. */
export function doubtsOf(ask: { period: Quarter; latest: Quarter | null; receipt: Receipt; absent: Words | null }): Doubt[] {
  const { period, latest, receipt, absent } = ask;
  const found: Doubt[] = [];
  const add = (kind: Doubt['kind'], text: Words): void => {
    found.push({ kind, text: sentence(text) });
  };
  if (absent) add('NO_VALUE', absent);
  if (latest !== null && period < latest)
    add('STALE', words(`所示为 ${period}，最近一期为 ${latest}`, `this shows ${period}; the latest quarter is ${latest}`));
  // Nothing is expected of a region whose sums the reader is not told.
  else if (receipt.received === 0 && receipt.expected > 0)
    add('STALE', words(`${period} 的台账尚未报送`, `no ledger of ${period} has come in`));
  if (receipt.carriedForward > 0)
    add(
      'STALE',
      words(
        `${n(receipt.carriedForward)}${THIN}个填报地区沿用上期`,
        `${n(receipt.carriedForward)} reporting regions carry the quarter before forward`,
      ),
    );
  if (receipt.received < receipt.expected)
    add(
      'INCOMPLETE',
      words(
        `应报 ${n(receipt.expected)}${THIN}个填报地区，已报 ${n(receipt.received)}${THIN}个`,
        `${n(receipt.received)} of ${n(receipt.expected)} reporting regions came in`,
      ),
    );
  if (receipt.accepted < receipt.received)
    add(
      'NOT_ACCEPTED',
      words(
        `已报 ${n(receipt.received)}${THIN}个，审核通过 ${n(receipt.accepted)}${THIN}个`,
        `${n(receipt.accepted)} of ${n(receipt.received)} ledgers received are accepted`,
      ),
    );
  return found;
}
