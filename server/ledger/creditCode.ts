/** The unified social credit code: 18 characters of GB 32100-2015, of which the last is a weighted sum modulo 31. */

/** The 31 characters in their order of value: no I, O, S, V, Z. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < CREDIT_CODE_ALPHABET.length; value++) VALUES[CREDIT_CODE_ALPHABET.charCodeAt(value)] = value;

/** The value of a character, 0 to 30; −1 for one outside the alphabet. */
export const creditValue = (code: string, at: number): number => VALUES[code.charCodeAt(at)] ?? -1;

/** The 18th character that belongs to the first 17; null when one of them is outside the alphabet or there are fewer. */
export function creditCheckCharacter(code: string): string | null {
  let sum = 0;
  for (let at = 0; at < 17; at++) {
    const value = creditValue(code, at);
    if (value < 0) return null;
    sum += value * (WEIGHTS[at] as number);
  }
  return CREDIT_CODE_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** True for 18 characters of the alphabet, whatever the check character. */
export function isCreditCodeShaped(code: string): boolean {
  if (code.length !== 18) return false;
  for (let at = 0; at < 18; at++) if (creditValue(code, at) < 0) return false;
  return true;
}
