import type { Accounts, OperatorTokenAsk, TokenRow } from '../accounts/types.ts';
import { MOST_DAYS, SCOPE_IDS, spellMoment, TOKEN_SCOPES, TOKEN_STATES, type TokenScope } from '../domain/tokens.ts';
import type { Extent } from '../domain/sight.ts';
import { openAccounts } from './accounts.ts';
import { DONE, readArguments, required, UsageError, type Command, type CommandContext, type Terminal } from './command.ts';
import { assertKnown, readCodes, readRoles, ROLE_WORDS } from './scopes.ts';

const WORDS = SCOPE_IDS.map((scope) => TOKEN_SCOPES[scope].argument);

function readScopes(text: string): TokenScope[] {
  return text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean)
    .map((word) => {
      const scope = SCOPE_IDS.find((one) => TOKEN_SCOPES[one].argument === word);
      if (scope === undefined) throw new UsageError(`--scope 没有「${word}」这一项，可用：${WORDS.join('、')}`);
      return scope;
    });
}

function readDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--days 须为 1 到 ${MOST_DAYS} 的整数，收到「${text}」`);
  return Number(text);
}

const scopesInWords = (token: TokenRow): string => token.scopes.map((scope) => TOKEN_SCOPES[scope].zh).join('、');

function line(token: TokenRow): string {
  const used = token.lastUsedAt === null ? '从未使用' : `最近使用 ${spellMoment(token.lastUsedAt)}`;
  const ended = token.revokedAt === null ? `到期 ${spellMoment(token.expiresAt)}` : `吊销于 ${spellMoment(token.revokedAt)}`;
  return `${token.id}  ${token.prefix}…  ${TOKEN_STATES[token.state].zh}  ${token.name}  ${scopesInWords(token)}  ${ended}  ${used}`;
}

interface Asked {
  readonly accounts: Accounts;
  readonly terminal: Terminal;
  readonly json: boolean;
}

async function create({ accounts, terminal, json }: Asked, ask: OperatorTokenAsk): Promise<void> {
  const { token, secret } = await accounts.operator.createToken(ask);
  if (json) return terminal.print(JSON.stringify({ token, secret }));
  // Alone on its line, and alone on standard output: `TOKEN=$(fugai token create …)`.
  terminal.print(secret);
  terminal.complain(`已建立令牌「${token.name}」（编号 ${token.id}，范围 ${scopesInWords(token)}），${spellMoment(token.expiresAt)}到期。`);
  terminal.complain('以上令牌只显示这一次，请立即妥善保存；用法：请求头 Authorization: Bearer 令牌。');
}

async function list({ accounts, terminal, json }: Asked): Promise<void> {
  const tokens = await accounts.operator.tokens();
  if (json) return terminal.print(JSON.stringify({ tokens }));
  if (tokens.length === 0) return terminal.print('还没有令牌。建立一个：fugai token create --name 名称 --scope query --days 30');
  for (const token of tokens) terminal.print(line(token));
}

async function revoke({ accounts, terminal, json }: Asked, id: string): Promise<void> {
  const token = await accounts.operator.revokeToken(id);
  terminal.print(
    json
      ? JSON.stringify({ token })
      : `令牌「${token.name}」（${token.prefix}…）已于 ${spellMoment(String(token.revokedAt))}吊销，立即失效。`,
  );
}

const JSON_OPTION = { json: { type: 'boolean' } } as const;
const CREATE_OPTIONS = {
  ...JSON_OPTION,
  name: { type: 'string' },
  scope: { type: 'string' },
  days: { type: 'string' },
  role: { type: 'string' },
  region: { type: 'string' },
} as const;

const DEFAULT_DAYS = '30';

/** A role bounds a token as it bounds a user, and has it read only; without one and without regions it sees all that who runs the program sees. */
function readCreate(rest: readonly string[]): { readonly json: boolean; readonly ask: OperatorTokenAsk & { readonly view: Extent } } {
  const { values } = readArguments(rest, CREATE_OPTIONS, 0);
  const { role, region } = values;
  const roles = role === undefined ? [] : readRoles(role);
  if (role !== undefined && roles.length !== 1) throw new UsageError('令牌只能有一个角色，请只给 --role 一个值');
  const bounded = role !== undefined;
  const ask = {
    name: required(values.name ?? (bounded ? [role, region ?? 'all'].join(' ') : undefined), 'name'),
    scopes: readScopes(required(values.scope ?? (bounded ? 'query' : undefined), 'scope')),
    days: readDays(required(values.days ?? (bounded ? DEFAULT_DAYS : undefined), 'days')),
    role: roles[0],
    view: region === undefined ? ('ALL' as const) : readCodes('region', region),
  };
  return { json: values.json ?? false, ask };
}

/** What the arguments ask for; read before anything is opened. */
function readAsk(rest: readonly string[]): { json: boolean; regions?: Extent; perform(asked: Asked): Promise<void> } {
  const [verb = '', ...more] = rest;
  if (verb === 'create') {
    const { json, ask } = readCreate(more);
    return { json, regions: ask.view, perform: (asked) => create(asked, ask) };
  }
  if (verb === 'list') return { json: readArguments(more, JSON_OPTION, 0).values.json ?? false, perform: list };
  if (verb === 'revoke') {
    const { values, positionals } = readArguments(more, JSON_OPTION, 1);
    return { json: values.json ?? false, perform: (asked) => revoke(asked, String(positionals[0])) };
  }
  throw new UsageError(`token 后面应为 create、list 或 revoke；收到「${verb}」`);
}

export const TOKEN: Command = {
  usage: `fugai token create --name 名称 --scope ${WORDS.join(',')} --days 1–${MOST_DAYS} [--role ${ROLE_WORDS}] [--region 代码,…] | list | revoke ID  [--json]`,
  words: [
    '建立、列出、吊销接口令牌；令牌只在建立时显示一次',
    '给了 --role 时，名称、范围（query）和天数（30）可以不写；不给 --role 和 --region 的令牌看得到全部数据',
  ].join('\n    '),
  run: async ({ rest, terminal, database, writer, anchor }: CommandContext) => {
    const { json, regions = [], perform } = readAsk(rest);
    await assertKnown([regions], { database, writer });
    const accounts = await openAccounts(database, (event) => terminal.complain(event));
    try {
      await perform({ accounts, terminal, json });
      await anchor();
      return DONE;
    } finally {
      await accounts.close();
    }
  },
};
