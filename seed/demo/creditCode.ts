/** Unified social credit codes of the demo (GB 32100-2015): valid in form and check character, and plainly invented by their body `DEM…`. */
import { CREDIT_CODE_ALPHABET, creditCheckCharacter } from '../../server/ledger/creditCode.ts';

const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const BODY_DIGITS = 5;

/** Check character of the nine-character organisation code (GB 11714), where letters stand for 10–35. */
function bodyCheck(body: string): string {
  const sum = BODY_WEIGHTS.reduce((total, weight, at) => total + weight * Number.parseInt(body[at] as string, 36), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** `authority` is the first two characters (93 private enterprise …), `county` six digits, `serial` below 31⁵ and unique in the county. */
export function creditCode(authority: string, county: string, serial: number): string {
  let digits = '';
  for (let at = 0, rest = serial; at < BODY_DIGITS; at += 1, rest = Math.floor(rest / 31))
    digits = CREDIT_CODE_ALPHABET.charAt(rest % 31) + digits;
  const body = `DEM${digits}`;
  const first17 = `${authority}${county}${body}${bodyCheck(body)}`;
  return `${first17}${creditCheckCharacter(first17) as string}`;
}
