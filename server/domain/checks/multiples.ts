/** MULTIPLES: counts that are exact multiples of one base look reckoned from a quota, not counted. */
import { formatCount, THIN } from '../format.ts';
import { about, many, ONE, only, type Check, type Stated } from './check.ts';
import { bareZh, shownEn, shownZh } from './wording.ts';

/** As many exact multiples no longer look like chance. */
const SUSPICIOUS_FROM = 3;

/** How many times the base a value is; null when it is no exact multiple, or one of the two is not a full count. */
function multipleOf(value: Stated, base: Stated): bigint | null {
  const counted =
    value.quantity.counted && base.quantity.counted && value.quantity.qualifier === 'EXACT' && base.quantity.qualifier === 'EXACT';
  // Everything is a multiple of one, and zero is one of everything.
  if (!counted || base.value.n <= 1n || value.value.n === 0n) return null;
  return value.value.n % base.value.n === 0n ? value.value.n / base.value.n : null;
}

export const MULTIPLES: Check = {
  zh: '整倍数',
  en: 'Exact multiples',
  roles: { base: ONE, value: many(1) },
  run(roles) {
    const base = only(roles, 'base');
    const values = roles('value');
    const found = values.flatMap((value) => {
      const times = multipleOf(value, base);
      return times === null ? [] : [{ value, times }];
    });
    const title = values.map(({ figure }) => figure.label).join('、');
    const product = (times: bigint): string => `${bareZh(base)}${THIN}×${THIN}${formatCount(times)}`;
    if (found.length < SUSPICIOUS_FROM) {
      return {
        ...about(base.figure),
        title,
        verdict: 'MATCHES',
        explanation: {
          zh: `${values.length} 个数中 ${found.length} 个是 ${bareZh(base)} 的整倍数，不足为疑。`,
          en: `${found.length} of ${values.length} numbers are exact multiples of ${shownEn(base)}: nothing to suspect.`,
        },
      };
    }
    const zh = found.map(({ value, times }) => `${value.figure.label} ${shownZh(value)} = ${product(times)}`).join('；');
    const en = found.map(({ value, times }) => `${shownEn(value)} = ${product(times)}`).join('; ');
    return {
      ...about(base.figure),
      title,
      verdict: 'SUSPICIOUS',
      explanation: {
        zh: `${found.length} 个数都是${base.figure.label} ${bareZh(base)} 的整倍数，像按任务数推算而非实计：${zh}。`,
        en: `${found.length} numbers are exact multiples of ${shownEn(base)}, as if reckoned from a quota and not counted: ${en}.`,
      },
    };
  },
};
