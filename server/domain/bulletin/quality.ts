/** What the checks found in published and submitted figures, in one sentence each. */
import { SEVERITIES, type Severity, type Verdict } from '../checks/verdicts.ts';
import { FIGURE_UNITS, type FigureUnit } from '../figures.ts';
import { formatCount, formatNumber, THIN } from '../format.ts';
import type { Words } from '../words.ts';
import { clauses, sentence, words, type Said } from './grammar.ts';

/** One finding as the checks left it. `explanation` is whole sentences. */
export interface Found {
  readonly title: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly printed: number | null;
  readonly computed: number | null;
  readonly decimals: number;
  readonly unit: FigureUnit | null;
  readonly explanation: Words;
  readonly place: Words | null;
}

const unitOf = (unit: FigureUnit | null): Words => (unit === null ? words('', '') : FIGURE_UNITS[unit]);

/** What a printed number is held against, by the verdict. */
const AGAINST: Readonly<Partial<Record<Verdict, Words>>> = {
  MISMATCH: words('重算', 'recomputed'),
  TRUNCATED: words('重算', 'recomputed'),
  IMPOSSIBLE: words('重算', 'recomputed'),
  SHORT: words('分项合计', 'its parts add up to'),
  OVER: words('分项合计', 'its parts add up to'),
  CONFLICT: words('同一来源另处', 'elsewhere in the same source'),
  OUTLIER: words('按其余占比应为', 'by the other shares'),
  UNBACKED: words('台账', 'in the ledger'),
};

/** «公布 89.11 %，重算 70.94 %»; null where a check has not both, or they are no such pair. */
export function printedWords({ printed, computed, decimals, unit, verdict }: Found): Words | null {
  const against = AGAINST[verdict];
  if (printed === null || computed === null || against === undefined) return null;
  const { zh, en } = unitOf(unit);
  const text = (value: number, word: string): string => `${formatNumber(value, decimals)}${word === '' ? '' : THIN}${word}`;
  return words(
    `公布 ${text(printed, zh)}，${against.zh} ${text(computed, zh)}`,
    `published ${text(printed, en)}, ${against.en} ${text(computed, en)}`,
  );
}

/** «贵州省工业园区建会率：公布 89.11 %，重算 70.94 %。» Without both numbers the explanation of the check. */
export function findingSentence(found: Found): Said {
  const numbers = printedWords(found);
  const place = found.place ?? words('', '');
  const tone = found.severity === 'SERIOUS' || found.severity === 'ORDINARY' ? 'BAD' : 'PLAIN';
  if (numbers === null)
    return { text: words(`${place.zh}${found.title}：${found.explanation.zh}`, `${place.en}: ${found.explanation.en}`), tone };
  return {
    text: sentence(
      words(`${place.zh}${found.title}：${numbers.zh}`, `${place.en === '' ? '' : `${place.en}: `}«${found.title}» ${numbers.en}`),
    ),
    tone,
  };
}

/** «发现 3 个数字问题，其中严重 2 个». `some` of `all` are the ones at hand: where more pages follow the severities are not counted. */
export function findingsWords(all: number, found: readonly Found[]): Words {
  if (all === 0) return words('核对未发现数字问题', 'the checks found no problem in the figures');
  const whole = words(
    `核对发现 ${formatCount(all)}${THIN}个数字问题`,
    `the checks found ${formatCount(all)} ${all === 1 ? 'problem' : 'problems'} in the figures`,
  );
  const serious = found.filter((one) => one.severity === 'SERIOUS').length;
  if (found.length < all || serious === 0) return whole;
  if (serious === all) return clauses(whole, all === 1 ? words('属严重', 'serious') : words('均属严重', 'all serious'));
  return clauses(whole, words(`其中${SEVERITIES.SERIOUS.zh} ${formatCount(serious)}${THIN}个`, `${formatCount(serious)} of them serious`));
}
