/** Accounts of a program that runs without any, such as a single query at the command line: nobody is known, and nothing can be kept. */
import { DomainError } from '../domain/errors.ts';
import { assertMay } from '../domain/viewers.ts';
import type { Accounts, Desk, Visit } from './types.ts';

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里没有用户、令牌和保存的查询：它们属于运行中的网站（npm start）。');
};

const deskOf = ({ place, openId, notice }: Visit): Desk => ({
  viewer: () => null,
  permitted: async (permission) => {
    assertMay(null, permission);
    return refused();
  },
  site: async () => ({ anonymous: place.anonymous, needsSetup: false, separation: place.separation, openId, notice }),
  tokens: refused,
  ownQueries: refused,
  savedQueries: refused,
  savedQuery: refused,
  createToken: refused,
  revokeToken: refused,
  saveQuery: refused,
  deleteQuery: refused,
  login: refused,
  logout: async () => false,
  setUp: refused,
  changePassword: refused,
  users: refused,
  apiTokens: refused,
  createUser: refused,
  changeUser: refused,
  setUserEnabled: refused,
  resetPassword: refused,
  unlockUser: refused,
  endSessions: refused,
  grant: refused,
  auditEntries: refused,
  auditCheck: refused,
  exportAudit: refused,
  signInOpenId: refused,
});

export const NO_ACCOUNTS: Accounts = {
  byToken: refused,
  bySession: async () => null,
  byBrowser: async () => null,
  again: async () => null,
  needsSetUp: async () => true,
  assertSeparated: async () => undefined,
  desk: deskOf,
  operator: {
    createToken: refused,
    tokens: refused,
    revokeToken: refused,
    users: refused,
    addUser: refused,
    setUserEnabled: refused,
    resetPassword: refused,
    grant: refused,
    newSetUpCode: async () => null,
    pruneAudit: refused,
  },
};
