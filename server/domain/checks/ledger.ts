/** LEDGER: a reported number against what the ledger holds. A ledger that holds more backs the number; one that holds less does not. */
import { divide, HUNDRED, isZero, multiply, subtract, toFixed } from '../fraction.ts';
import { about, ONE, only, type Check } from './check.ts';
import { liesAbove } from './intervals.ts';
import { amountEn, amountZh, percentZh, printedDecimals, shownEn, shownZh } from './wording.ts';

export const LEDGER: Check = {
  zh: '上报数与台账',
  en: 'Reported against the ledger',
  roles: { reported: ONE, ledger: ONE },
  run(roles) {
    const [reported, ledger] = [only(roles, 'reported'), only(roles, 'ledger')];
    const difference = subtract(reported.value, ledger.value);
    const decimals = reported.quantity.scale === '' ? printedDecimals(reported.quantity) : 0;
    const numbers = { printed: reported.value, computed: ledger.value, difference, decimals };
    const both = {
      zh: `上报 ${shownZh(reported)}，台账 ${shownZh(ledger)}`,
      en: `Reported ${shownEn(reported)}, in the ledger ${shownEn(ledger)}`,
    };
    if (!liesAbove(reported.interval, ledger.interval)) {
      return {
        ...about(reported.figure),
        ...numbers,
        verdict: 'MATCHES',
        outcome: '0',
        explanation: { zh: `${both.zh}，台账支持上报数。`, en: `${both.en}: the ledger backs the number.` },
      };
    }
    const share = isZero(reported.value) ? reported.value : divide(multiply(difference, HUNDRED), reported.value);
    return {
      ...about(reported.figure),
      ...numbers,
      verdict: 'UNBACKED',
      outcome: toFixed(difference, decimals),
      explanation: {
        zh: `${both.zh}：${amountZh(difference, reported, decimals)}（上报数的 ${percentZh(share, 1)}）在台账中没有依据。`,
        en: `${both.en}: ${amountEn(difference, reported, decimals)} (${percentZh(share, 1)} of what is reported) have no ground in the ledger.`,
      },
    };
  },
};
