/** Sign-ins with an identity provider that one process begins and another finishes. What is kept can be read by who comes back with its state alone. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { addBegun, takeBegun } from '../db/readerCounts.ts';
import type { Peers } from '../graphql/peers.ts';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const digest = (use: string, state: string): Buffer => createHash('sha256').update(`${use} ${state}`).digest();
const hashOf = (state: string): string => digest('name', state).toString('hex');

function seal(state: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, digest('key', state), nonce);
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url');
}

function unseal(state: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, digest('key', state), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
}

export const createSignIns = (db: Db): Pick<Peers, 'keepBegun' | 'takeBegun'> => ({
  keepBegun: (state, text, milliseconds) => {
    const at = Date.now();
    const begun = { stateHash: hashOf(state), sealed: seal(state, text), endsAt: new Date(at + milliseconds).toISOString() };
    return addBegun(db, begun, new Date(at).toISOString());
  },
  takeBegun: async (state) => {
    const sealed = await takeBegun(db, hashOf(state), new Date().toISOString());
    return sealed === null ? null : unseal(state, sealed);
  },
});
