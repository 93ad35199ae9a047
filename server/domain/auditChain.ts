/** How an event becomes an entry of a chain: its canonical text, which is what its hash is taken of. */
import type { AuditAction, AuditEvent, AuditOutcome } from './audit.ts';
import type { Words } from './words.ts';

export const AUDIT_CHAINS = {
  LEDGER: { zh: '台账', en: 'Ledger', table: 'ledger_audit' },
  ACCOUNTS: { zh: '账户', en: 'Accounts', table: 'account_audit' },
} as const satisfies Record<string, Words & { readonly table: string }>;
export type AuditChain = keyof typeof AUDIT_CHAINS;
export type AuditTableName = (typeof AUDIT_CHAINS)[AuditChain]['table'];
export const AUDIT_CHAIN_IDS = Object.keys(AUDIT_CHAINS) as readonly AuditChain[];

/** What the first entry of a chain stands on. */
export const GENESIS = '0'.repeat(64);

/** A place in a chain. */
export interface ChainPlace {
  readonly position: number;
  readonly hash: string;
}

/** Months below which no entry is archived. */
export const FEWEST_MONTHS = 6;

/** An entry without its hash. */
export interface AuditDraft {
  readonly position: number;
  /** ISO moment in UTC. */
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly address: string | null;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  readonly object: string | null;
  /** Canonical JSON text. */
  readonly facts: string;
  readonly previousHash: string;
}

export interface AuditEntry extends AuditDraft {
  readonly hash: string;
}

const NAME = 200;
const OBJECT = 1000;
const FACT = 1000;

/** One line of valid text, cut to a length: names come from whoever tries to sign in. */
const plain = (text: string, characters: number): string => {
  const line = text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return [...line].slice(0, characters).join('');
};

/** Keys in ascending order, so that the same facts have one text. */
const factsText = (facts: AuditEvent['facts']): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(facts)
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([name, value]) => [name, typeof value === 'string' ? plain(value, FACT) : value]),
    ),
  );

/** An event at its place, as it is stored. */
export const draftOf = (event: AuditEvent, at: string, position: number, previousHash: string): AuditDraft => ({
  position,
  at,
  actorId: plain(event.actor.id, NAME),
  actorName: plain(event.actor.name, NAME),
  address: event.actor.address === null ? null : plain(event.actor.address, NAME),
  action: event.action,
  outcome: event.outcome,
  object: event.object === null ? null : plain(event.object, OBJECT),
  facts: factsText(event.facts),
  previousHash,
});

/** What the hash of an entry is the SHA-256 of: the hash before it, and every field of it in a stated order. */
export const hashedText = (draft: AuditDraft): string =>
  `${draft.previousHash}\n${JSON.stringify([
    draft.position,
    draft.at,
    draft.actorId,
    draft.actorName,
    draft.address,
    draft.action,
    draft.outcome,
    draft.object,
    draft.facts,
  ])}`;
