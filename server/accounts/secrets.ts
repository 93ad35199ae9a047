/** Secrets: made of chance, told once, kept as their hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
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
/** An id comes from whoever asks: what cannot be one never reaches a database. */
export const looksLikeId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);
export const prefixOf = (secret: string): string => secret.slice(0, PREFIX_CHARACTERS);

/** SHA-256 in hex. A slow hash is for passwords: nobody guesses 256 random bits. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two hashes are the same, in a time that does not say how far they are. */
export const sameHash = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left, 'ascii'), Buffer.from(right, 'ascii'));
