/** What who runs the program does with users and tokens at the command line. */
import { readTokens } from '../db/accounts/tokens.ts';
import { readUsers, type KeptUser } from '../db/accounts/users.ts';
import { SYSTEM, type Actor } from '../domain/audit.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { PERMISSION_IDS, permissionsOf, ROLES, type Role } from '../domain/roles.ts';
import { TOKEN_SCOPES, type TokenScope } from '../domain/tokens.ts';
import { foldName, readDisplayName, readGrant, readLoginName } from '../domain/users.ts';
import { createAttempting, type Attempting } from './attempts.ts';
import type { AccountsParts } from './parts.ts';
import { assertId, hashOf, newSetUpSecret, newTemporaryPassword, readSetUpSecret } from './secrets.ts';
import { issueToken, toTokenRow } from './tokens.ts';
import type { Operator } from './types.ts';
import { newUser, toUserRow, toUserRows } from './users.ts';

export interface OperatorParts extends AccountsParts {
  /** Whom the audit log names. */
  readonly operator: Actor;
  readonly separation: boolean;
}

async function userNamed({ db }: Pick<AccountsParts, 'db'>, name: string): Promise<KeptUser> {
  const [user] = await readUsers(db, { names: [foldName(name)] });
  if (user === undefined) throw new DomainError('NOT_FOUND', `没有登录名为「${name}」的用户，请核对；列出全部：fugai user list。`);
  return user;
}

function userSide(
  parts: OperatorParts,
  attempt: Attempting,
): Pick<Operator, 'users' | 'addUser' | 'setUserEnabled' | 'resetPassword' | 'grant'> {
  const { db, now, passwords, separation } = parts;
  return {
    users: async () => toUserRows(parts, await readUsers(db, {})),
    addUser: ({ name, displayName, ...asked }) =>
      attempt('USER_CREATE', null, async (write) => {
        const grant = readGrant(asked, separation);
        const named = { name: readLoginName(name), displayName: readDisplayName(displayName) };
        const temporaryPassword = newTemporaryPassword();
        const passwordHash = await passwords.hash(temporaryPassword);
        const at = now();
        const user = await write('addUser', { user: newUser(named, passwordHash, at, grant), at });
        return { user: await toUserRow(parts, user), temporaryPassword };
      }),
    setUserEnabled: (name, enabled) =>
      attempt('USER_STATE', null, async (write) => {
        const { id } = await userNamed(parts, name);
        return toUserRow(parts, await write('enableUser', { id, enabled, at: now() }));
      }),
    resetPassword: (name) =>
      attempt('USER_PASSWORD', null, async (write) => {
        const { id } = await userNamed(parts, name);
        const temporaryPassword = newTemporaryPassword();
        const passwordHash = await passwords.hash(temporaryPassword);
        return { user: await toUserRow(parts, await write('resetPassword', { id, passwordHash, at: now() })), temporaryPassword };
      }),
    grant: (name, asked) =>
      attempt('GRANT', null, async (write) => {
        const { id, roles, view, report } = await userNamed(parts, name);
        const grant = readGrant({ roles, view, report, ...asked }, separation);
        return toUserRow(parts, await write('grant', { id, grant, session: null, at: now() }));
      }),
  };
}

/** A token whose role does not bear what it is for would open nothing. @throws DomainError */
function assertBears(role: Role | null, scopes: readonly TokenScope[]): void {
  const permissions = role === null ? PERMISSION_IDS : permissionsOf([role]);
  const missing = scopes.find((scope) => !permissions.includes(TOKEN_SCOPES[scope].needs));
  if (role !== null && missing !== undefined)
    throw badInput(
      `「${ROLES[role].zh}」没有「${TOKEN_SCOPES[missing].zh}」的权限，这样的令牌什么也打不开。请换一个角色（如 analyst）或另给 --scope。`,
    );
}

export function createOperator(parts: OperatorParts): Operator {
  const { db, write: perform, now, operator } = parts;
  const attempt = createAttempting({ write: perform, now, actor: () => operator });
  return {
    ...userSide(parts, attempt),
    createToken: ({ role = null, ...asked }) =>
      attempt('TOKEN_CREATE', null, async (write) => {
        assertBears(role, asked.scopes);
        return issueToken({ asked, owner: null, role, at: now() }, (token) => write('addToken', token));
      }),
    tokens: async () => (await readTokens(db, {})).map((token) => toTokenRow(token, now())),
    revokeToken: (id) =>
      attempt('TOKEN_REVOKE', `token ${id}`, async (write) => {
        assertId(id, '令牌');
        const at = now();
        return toTokenRow(await write('revokeToken', { id, owner: null, at }), at);
      }),
    pruneAudit: (pruned) => attempt('AUDIT_PRUNE', 'account_audit', (write) => write('pruneAudit', { ...pruned, at: now() })),
    newSetUpCode: async (since = null) => {
      const code = newSetUpSecret();
      const stands = await perform('newSetUpCode', { hash: hashOf(readSetUpSecret(code)), at: now(), since }, SYSTEM);
      return stands ? code : null;
    },
  };
}
