/** Signing in as whom an identity provider says they are. Nobody gets an account by it: an administrator made theirs before. */
import { readUsers, type KeptUser } from '../db/accounts/users.ts';
import { DomainError } from '../domain/errors.ts';
import { foldName } from '../domain/users.ts';
import type { Viewer } from '../domain/viewers.ts';
import { beginSession, type Seat } from './parts.ts';
import { userViewer } from './viewerOf.ts';

/** Whom a provider has proved somebody to be. */
export interface OpenIdIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Claim preferred_username; null where the provider gives none. */
  readonly preferredName: string | null;
}

export interface OpenIdDesk {
  /** `prove` is done first; what it refuses is in the audit log as a sign-in that was refused. */
  signInOpenId(prove: () => Promise<OpenIdIdentity>): Promise<Viewer>;
}

/** Subjects are unique within their issuer only. */
export const subjectKey = ({ issuer, subject }: Pick<OpenIdIdentity, 'issuer' | 'subject'>): string => `${issuer} ${subject}`;

/** Their account: the one that is theirs since they first came; before that, the one of their name whose temporary password nobody has used. */
async function findUser({ parts: { db } }: Seat, identity: OpenIdIdentity): Promise<KeptUser> {
  const [known] = await readUsers(db, { openIdSubject: subjectKey(identity) });
  if (known) return known;
  const name = identity.preferredName === null ? null : foldName(identity.preferredName);
  const [named] = name === null ? [] : await readUsers(db, { names: [name] });
  if (named === undefined)
    throw new DomainError(
      'FORBIDDEN',
      `身份提供方已确认您的身份（${identity.preferredName ?? identity.subject}），但本站没有您的账号。请联系系统管理员新建。`,
    );
  if (named.openIdSubject !== null || !named.mustChangePassword)
    throw new DomainError(
      'FORBIDDEN',
      `账号「${named.name}」还没有与您的身份关联。请用密码登录，或请系统管理员重置它的密码，之后的首次统一登录即与您关联。`,
    );
  return named;
}

export const createOpenIdDesk = (seat: Seat): OpenIdDesk => ({
  signInOpenId: (prove) =>
    seat.attempt('LOGIN', null, async (write) => {
      const identity = await prove();
      const user = await findUser(seat, identity);
      const at = seat.parts.now();
      const begun = beginSession(user.id, at);
      const ends = seat.viewer?.session?.key ?? null;
      const ask = { id: user.id, at, subject: subjectKey(identity), session: begun.session, ends };
      const viewer = userViewer(await write('loginOpenId', ask, userViewer(user, begun.session)), begun.session);
      seat.viewer = viewer;
      seat.visit.session(begun.secret);
      return viewer;
    }),
});
