/** Secrets: made of chance, told once, kept as their hash. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import { PREFIX_CHARACTERS, SECRET_START } from '../domain/tokens.ts';

const BITS = 256;
const ID_BYTES = 8;
const RANDOM = '[A-Za-z0-9_-]{43}';
const TOKEN = new RegExp(`^${SECRET_START}${RANDOM}$`);
const COOKIE = new RegExp(`^${RANDOM}$`);

/** 256 random bits as 43 characters. */
const randomText = (): string => randomBytes(BITS / 8).toString('base64url');

export const newId = (): string => randomBytes(ID_BYTES).toString('hex');
export const newTokenSecret = (): string => `${SECRET_START}${randomText()}`;
export const newBrowserSecret = (): string => randomText();
export const looksLikeToken = (text: string): boolean => TOKEN.test(text);
export const looksLikeBrowser = (text: string): boolean => COOKIE.test(text);
export const newSessionSecret = (): string => randomText();
export const looksLikeSession = looksLikeBrowser;
/** An id comes from whoever asks: what cannot be one never reaches a database. */
export const looksLikeId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);

/** An id that cannot be one here is not asked for. @throws DomainError */
export function assertId(id: string, of: string): void {
  if (!looksLikeId(id)) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的${of}，请核对编号。`);
}
export const prefixOf = (secret: string): string => secret.slice(0, PREFIX_CHARACTERS);

/** SHA-256 in hex. A slow hash is for passwords: nobody guesses 256 random bits. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two hashes are the same, in a time that does not say how far they are. */
export const sameHash = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left, 'ascii'), Buffer.from(right, 'ascii'));

/** Signs that nobody takes for another. */
const PLAIN = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const draw = (from: string, groups: number, each: number): string =>
  Array.from({ length: groups }, () => Array.from({ length: each }, () => from.charAt(randomInt(from.length))).join('')).join('-');

/** 100 random bits to be copied by hand: `7K2QX-…`. */
export const newSetUpSecret = (): string => draw(PLAIN, 4, 5);
/** The code however it was typed: in small letters, without its hyphens, with an O for a zero. */
export const readSetUpSecret = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

/** 79 random bits: `k7mq-2x9v-…`. */
export const newTemporaryPassword = (): string => draw('abcdefghjkmnpqrstuvwxyz23456789', 4, 4);
