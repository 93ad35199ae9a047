/** What a password must be. It is read here and kept nowhere; only its slow hash is. */
import { COMMON_PASSWORDS } from './commonPasswords.ts';
import { badInput } from './errors.ts';

export const LEAST_CHARACTERS = 10;
export const MOST_CHARACTERS = 128;

/** Letters of either case and digits; everything else that people put between does not make a word less common. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** 1234567890, abcdefghij, 0987654321: each character beside the one before, for all of it. */
function isRun(text: string): boolean {
  const steps = [...text]
    .map((sign, at, all) => (sign.codePointAt(0) as number) - ((all[at - 1] ?? sign).codePointAt(0) as number))
    .slice(1);
  const wrapped = steps.map((step) => (step === -9 ? 1 : step === 9 ? -1 : step));
  return wrapped.every((step) => step === 1) || wrapped.every((step) => step === -1);
}

/** One word again and again: aaaaaaaaaa, 1212121212, passwordpassword. */
const isRepeated = (text: string): boolean => /^(.{1,8})\1+.{0,7}$/u.test(text) && new Set(text).size <= 8;

/** A common password, also with digits before or behind it: password2026, 123admin456. */
const isCommon = (text: string): boolean => COMMON_PASSWORDS.has(text) || COMMON_PASSWORDS.has(text.replace(/^\d+|\d+$/g, ''));

/** @throws DomainError that says what to change */
export function assertGoodPassword(password: string, loginName: string): void {
  const { length } = [...password];
  if (length < LEAST_CHARACTERS)
    throw badInput(`密码有 ${length} 个字符，至少 ${LEAST_CHARACTERS} 个。请加长，几个不相干的词连在一起最好记。`);
  if (length > MOST_CHARACTERS) throw badInput(`密码有 ${length} 个字符，最多 ${MOST_CHARACTERS} 个。请缩短。`);
  if (/\p{Cc}/u.test(password)) throw badInput('密码中不能有换行等控制字符，请换一个。');
  const text = bare(password);
  const name = bare(loginName);
  if (text === name || (name.length >= 4 && text.includes(name))) throw badInput('密码不能是登录名，也不能包含登录名。请换一个。');
  if (isRun(text) || isRepeated(text)) throw badInput('密码不能是连续或重复的字符（如 1234567890、aaaaaaaaaa）。请换一个。');
  if (isCommon(text)) throw badInput('这是最常见的密码之一，很容易被猜中。请换一个，几个不相干的词连在一起最好记。');
}
