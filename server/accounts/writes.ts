/** Everything that is written to the accounts. In the server these run in a thread of their own, one after another. */
import { addOwner } from '../db/accounts/owners.ts';
import type { AccountsDb } from '../db/accounts/open.ts';
import { putQuery, readQueries, removeQuery, type KeptQuery } from '../db/accounts/savedQueries.ts';
import { recordAudit, removePrefix } from '../db/audit.ts';
import { takeTurn } from '../db/expressions.ts';
import { addToken, markRevoked, markUsed, readTokens, type KeptToken } from '../db/accounts/tokens.ts';
import { readUsers } from '../db/accounts/users.ts';
import type { Actor } from '../domain/audit.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import type { SavedQueryText } from '../domain/savedQueries.ts';
import { tokenStateAt } from '../domain/tokens.ts';
import { TELLINGS, type Told } from './audited.ts';
import type { AuditWanted } from './auditLog.ts';
import type { PrunedAudit } from './types.ts';
import { USER_WORK, type UserWrites } from './userWrites.ts';

/** More than anybody keeps in sight; a page that saves in a loop ends here. */
const MOST_QUERIES = 500;
const MOST_TOKENS = 100;

/** Each write with its question and its answer. `owner`: whose it has to be; null where the operator asks. */
export interface AccountWrites extends UserWrites {
  addBrowser: { ask: { readonly id: string; readonly secretHash: string; readonly at: string }; answer: null };
  /** Without an owner the token becomes one. */
  addToken: { ask: Omit<KeptToken, 'owner' | 'ownerName'> & { readonly owner: string | null; readonly at: string }; answer: KeptToken };
  revokeToken: { ask: { readonly id: string; readonly owner: string | null; readonly at: string }; answer: KeptToken };
  markUsed: { ask: { readonly id: string; readonly at: string }; answer: null };
  saveQuery: {
    ask: { readonly owner: string; readonly id: string; readonly isNew: boolean; readonly text: SavedQueryText; readonly at: string };
    answer: KeptQuery;
  };
  deleteQuery: { ask: { readonly owner: string; readonly id: string; readonly at: string }; answer: null };
  /** Nothing is changed: that the log is taken away is told to it. */
  exportAudit: { ask: { readonly format: string; readonly wanted: AuditWanted; readonly at: string }; answer: null };
  pruneAudit: { ask: PrunedAudit & { readonly at: string }; answer: null };
}
export type AccountWrite = keyof AccountWrites;

export type PerformWrite = <Name extends AccountWrite>(
  name: Name,
  ask: AccountWrites[Name]['ask'],
  actor: Actor,
) => Promise<AccountWrites[Name]['answer']>;

type Work = {
  readonly [Name in AccountWrite]: (db: AccountsDb, ask: AccountWrites[Name]['ask']) => Promise<AccountWrites[Name]['answer']>;
};

async function createToken(db: AccountsDb, { owner, at: _at, ...ask }: AccountWrites['addToken']['ask']): Promise<KeptToken> {
  const id = owner ?? ask.id;
  const [user] = await readUsers(db, { ids: [id] });
  const token: KeptToken = { ...ask, owner: id, ownerName: user?.name ?? null };
  if (owner === null) {
    await addOwner(db, { id: token.owner, kind: 'TOKEN', secret_hash: null, created_at: ask.createdAt });
  } else {
    const known = await readTokens(db, { owner });
    const active = known.filter((one) => tokenStateAt(one, ask.createdAt) === 'ACTIVE').length;
    if (active >= MOST_TOKENS) throw badInput(`已有 ${active} 个有效的令牌，最多 ${MOST_TOKENS} 个。请先吊销不用的。`);
  }
  await addToken(db, token);
  return token;
}

async function endToken(db: AccountsDb, { id, owner, at }: AccountWrites['revokeToken']['ask']): Promise<KeptToken> {
  const [token] = await readTokens(db, { ids: [id], ...(owner !== null && { owner }) });
  if (token === undefined) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的令牌，请核对编号。`);
  await markRevoked(db, { id, at });
  return { ...token, revokedAt: token.revokedAt ?? at };
}

/** An own query; a shared one of somebody else is refused in other words than one that nobody here knows of. */
async function ownQuery(db: AccountsDb, owner: string, id: string): Promise<KeptQuery> {
  const [found] = await readQueries(db, { ids: [id], owner, shared: true });
  if (found === undefined) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的已保存查询，请核对编号。`);
  if (found.owner !== owner)
    throw new DomainError('FORBIDDEN', `「${found.name}」是他人共享的查询，只有保存它的人能修改或删除。可另存为自己的一份。`);
  return found;
}

async function storeQuery(db: AccountsDb, { owner, id, isNew, text, at }: AccountWrites['saveQuery']['ask']): Promise<KeptQuery> {
  if (isNew) {
    const kept = (await readQueries(db, { owner, shared: false })).length;
    if (kept >= MOST_QUERIES) throw badInput(`已保存 ${kept} 个查询，最多 ${MOST_QUERIES} 个。请先删除不用的。`);
  }
  const before = isNew ? { id, owner, createdAt: at } : await ownQuery(db, owner, id);
  const query: KeptQuery = { ...before, ...text, updatedAt: at };
  await putQuery(db, query);
  return query;
}

const WORK: Work = {
  ...USER_WORK,
  addBrowser: async (db, { id, secretHash, at }) => {
    await addOwner(db, { id, kind: 'BROWSER', secret_hash: secretHash, created_at: at });
    return null;
  },
  addToken: createToken,
  revokeToken: endToken,
  markUsed: async (db, ask) => {
    await markUsed(db, ask);
    return null;
  },
  saveQuery: storeQuery,
  exportAudit: async () => null,
  pruneAudit: async (db, { end }) => {
    await removePrefix(db, 'account_audit', end);
    return null;
  },
  deleteQuery: async (db, { owner, id }) => {
    await removeQuery(db, (await ownQuery(db, owner, id)).id);
    return null;
  },
};

/**
 * Writers of all processes take turns from the first statement on: on SQLite a transaction that has read cannot wait to write, and what is
 * found free would be taken by the next.
 */
async function inTurn<Answer>(db: AccountsDb, work: (db: AccountsDb) => Promise<Answer>): Promise<Answer> {
  return db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'account_audit_base');
    return work(transaction);
  });
}

/** The moment of a write is that of its question. */
const record = async (db: AccountsDb, actor: Actor, { outcome = 'DONE', ...told }: Told, at: string): Promise<void> => {
  await recordAudit(db, 'account_audit', { actor, outcome, ...told }, at);
};

/** One write with its entry in the audit log, whole or not at all. What is refused leaves its entry alone. */
export const performWrite =
  (db: AccountsDb): PerformWrite =>
  async (name, ask, actor) => {
    const tell = TELLINGS[name];
    try {
      return await inTurn(db, async (work) => {
        const answer = await WORK[name](work, ask);
        if (tell !== null) await record(work, actor, tell(ask, answer), ask.at);
        return answer;
      });
    } catch (error) {
      if (tell === null || !(error instanceof DomainError)) throw error;
      const { facts, ...told } = tell(ask, null);
      const refused: Told = { ...told, outcome: 'REFUSED', facts: { ...facts, reason: error.message } };
      await inTurn(db, (work) => record(work, actor, refused, ask.at));
      throw error;
    }
  };
