/** Jumps: a count that moved by more in a quarter than regions do. */
import { formatNumber, MINUS, THIN } from '../../format.ts';
import { shiftQuarter, type Quarter } from '../../period.ts';
import type { LedgerCheck, LedgerFacts } from './check.ts';
import { amountEn, amountZh, LEAST_BASE, nameOf, STOCKS, unitOf } from './counts.ts';

/** Share of the quarter before from which a change is told. */
export const JUMP_SHARE = 0.3;
/** From here on a slip of the decimal point is likelier than any growth. */
export const TENFOLD = 10;

interface Jump {
  readonly id: string;
  readonly before: number;
  readonly now: number;
  /** Share of the quarter before. */
  readonly change: number;
  readonly tenfold: boolean;
}

/** Largest first. */
function jumpsOf({ period, sums, earlier }: LedgerFacts): readonly Jump[] {
  const last = earlier.find((one) => one.period === shiftQuarter(period as Quarter, -1));
  if (last === undefined) return [];
  return STOCKS.flatMap((id): Jump[] => {
    const [now, before] = [sums.get(id), last.sums.get(id)];
    if (now === undefined || before === undefined || before === 0) return [];
    // Of a small count a few more are no jump, whatever share they are.
    if (Math.abs(now - before) < LEAST_BASE) return [];
    const change = (now - before) / before;
    const tenfold = now >= before * TENFOLD || (now > 0 && before >= now * TENFOLD);
    return Math.abs(change) > JUMP_SHARE ? [{ id, before, now, change, tenfold }] : [];
  }).toSorted((a, b) => Number(b.tenfold) - Number(a.tenfold) || Math.abs(b.change) - Math.abs(a.change));
}

const percent = (change: number): string => `${change < 0 ? MINUS : '+'}${formatNumber(Math.abs(change) * 100, 1)}${THIN}%`;

export const JUMPS: LedgerCheck = {
  zh: '与上季度相比',
  en: 'Against the quarter before',
  run(facts) {
    const jumps = jumpsOf(facts);
    const [first] = jumps;
    if (first === undefined) return null;
    const { id, before, now, tenfold } = first;
    const zh = jumps.map(
      (one) => `${nameOf(one.id).zh} ${amountZh(one.id, one.before)} → ${amountZh(one.id, one.now)}（${percent(one.change)}）`,
    );
    const en = jumps.map(
      (one) => `${nameOf(one.id).en} ${amountEn(one.id, one.before)} → ${amountEn(one.id, one.now)} (${percent(one.change)})`,
    );
    const why = tenfold
      ? { zh: '相差十倍以上，常见于小数点、单位（万）填错', en: 'Tenfold: a decimal point or a scale is often the cause' }
      : { zh: '一个季度变化超过 30%', en: 'More than 30 % in one quarter' };
    return {
      verdict: tenfold ? 'TENFOLD' : 'JUMP',
      printed: now,
      computed: before,
      difference: now - before,
      decimals: 0,
      unit: unitOf(id),
      title: nameOf(id),
      explanation: {
        zh: `与上季度相比：${zh.join('；')}。${why.zh}；请核对本期与上期这几列，确有其事请在变更说明中写明原因。`,
        en: `Against the quarter before: ${en.join('; ')}. ${why.en}; check these columns, and say why where it is so.`,
      },
    };
  },
};
