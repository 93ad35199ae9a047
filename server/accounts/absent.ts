/** Accounts of a program that runs without any, such as a single query at the command line: nobody is known, and nothing can be kept. */
import { DomainError } from '../domain/errors.ts';
import type { Accounts, Desk } from './types.ts';

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里没有令牌和保存的查询：它们属于运行中的网站（npm start）。');
};

const DESK: Desk = {
  viewer: () => null,
  tokens: refused,
  ownQueries: refused,
  savedQueries: refused,
  savedQuery: refused,
  createToken: refused,
  revokeToken: refused,
  saveQuery: refused,
  deleteQuery: refused,
};

export const NO_ACCOUNTS: Accounts = {
  byToken: refused,
  byBrowser: async () => null,
  desk: () => DESK,
  operator: { createToken: refused, tokens: refused, revokeToken: refused },
};
