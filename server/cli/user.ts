import type { Accounts, CreatedUser, UserRow } from '../accounts/types.ts';
import { writeExtent } from '../domain/extents.ts';
import type { Role } from '../domain/roles.ts';
import type { Extent } from '../domain/sight.ts';
import { spellMoment } from '../domain/tokens.ts';
import { roleNames } from '../domain/users.ts';
import { openAccounts } from './accounts.ts';
import { DONE, readArguments, UsageError, type Command, type CommandContext, type Terminal } from './command.ts';
import { assertKnown, readCodes, readRoles, ROLE_WORDS } from './scopes.ts';

interface Asked {
  readonly accounts: Accounts;
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** What the arguments ask for; read before anything is opened. */
interface Ask {
  readonly json: boolean;
  /** Regions that were named. */
  readonly regions: readonly Extent[];
  perform(asked: Asked): Promise<void>;
}

const inWords = (extent: Extent): string => (extent === 'ALL' ? '全部' : extent.length === 0 ? '无' : writeExtent(extent));

function line(user: UserRow): string {
  const state = !user.enabled ? '停用' : user.lockedUntil === null ? '启用' : `锁定至 ${spellMoment(user.lockedUntil)}`;
  const seen = user.lastLoginAt === null ? '从未登录' : `最近登录 ${spellMoment(user.lastLoginAt)}`;
  return `${user.name}  ${state}  ${user.displayName}  ${roleNames(user.roles)}  查看 ${inWords(user.view)}  填报 ${inWords(user.report)}  ${seen}`;
}

function told({ terminal, json }: Asked, { user, temporaryPassword }: CreatedUser, words: string): void {
  if (json) return terminal.print(JSON.stringify({ user, temporaryPassword }));
  // Alone on its line, and alone on standard output.
  terminal.print(String(temporaryPassword));
  terminal.complain(`${words}「${user.name}」（${roleNames(user.roles)}；查看 ${inWords(user.view)}，填报 ${inWords(user.report)}）。`);
  terminal.complain('以上临时密码只显示这一次，请当面交给本人；首次登录时须修改。');
}

function changed({ terminal, json }: Asked, user: UserRow): void {
  terminal.print(json ? JSON.stringify({ user }) : line(user));
}

const JSON_OPTION = { json: { type: 'boolean' } } as const;
const GRANT_OPTIONS = { ...JSON_OPTION, role: { type: 'string' }, view: { type: 'string' }, report: { type: 'string' } } as const;

interface Granted {
  readonly roles?: readonly Role[];
  readonly view?: Extent;
  readonly report?: Extent;
}

const readGranted = ({
  role,
  view,
  report,
}: {
  role?: string | undefined;
  view?: string | undefined;
  report?: string | undefined;
}): Granted => ({
  ...(role !== undefined && { roles: readRoles(role) }),
  ...(view !== undefined && { view: readCodes('view', view) }),
  ...(report !== undefined && { report: readCodes('report', report) }),
});
const regionsOf = ({ view = [], report = [] }: Granted): readonly Extent[] => [view, report];

function readAdd(rest: readonly string[]): Ask {
  const { values, positionals } = readArguments(rest, { ...GRANT_OPTIONS, display: { type: 'string' } }, 1);
  const name = String(positionals[0]);
  const granted = readGranted(values);
  if (granted.roles === undefined)
    throw new UsageError(`缺少 --role（${ROLE_WORDS.replaceAll('|', '、')}，可用逗号给几个；none 为暂不授予）`);
  const grant = { roles: granted.roles, view: granted.view ?? [], report: granted.report ?? [] };
  return {
    json: values.json ?? false,
    regions: regionsOf(grant),
    perform: async (asked) => {
      told(asked, await asked.accounts.operator.addUser({ name, displayName: values.display ?? name, ...grant }), '已新建用户');
    },
  };
}

function readGrantAsk(rest: readonly string[]): Ask {
  const { values, positionals } = readArguments(rest, GRANT_OPTIONS, 1);
  const granted = readGranted(values);
  if (Object.keys(granted).length === 0) throw new UsageError('请至少给出 --role、--view、--report 之一');
  return {
    json: values.json ?? false,
    regions: regionsOf(granted),
    perform: async (asked) => changed(asked, await asked.accounts.operator.grant(String(positionals[0]), granted)),
  };
}

function readOnName(rest: readonly string[], perform: (asked: Asked, name: string) => Promise<void>): Ask {
  const { values, positionals } = readArguments(rest, JSON_OPTION, 1);
  return { json: values.json ?? false, regions: [], perform: (asked) => perform(asked, String(positionals[0])) };
}

async function list({ accounts, terminal, json }: Asked): Promise<void> {
  const users = await accounts.operator.users();
  if (json) return terminal.print(JSON.stringify({ users }));
  if (users.length === 0) return terminal.print('还没有用户。建立一个：fugai user add 登录名 --role sysadmin,secadmin,auditor');
  for (const user of users) terminal.print(line(user));
}

const VERBS: Readonly<Record<string, (rest: readonly string[]) => Ask>> = {
  add: readAdd,
  grant: readGrantAsk,
  list: (rest) => ({ json: readArguments(rest, JSON_OPTION, 0).values.json ?? false, regions: [], perform: list }),
  enable: (rest) => readOnName(rest, async (asked, name) => changed(asked, await asked.accounts.operator.setUserEnabled(name, true))),
  disable: (rest) => readOnName(rest, async (asked, name) => changed(asked, await asked.accounts.operator.setUserEnabled(name, false))),
  password: (rest) => readOnName(rest, async (asked, name) => told(asked, await asked.accounts.operator.resetPassword(name), '已重置密码')),
};

export const USER: Command = {
  usage: [
    `fugai user add 登录名 --role ${ROLE_WORDS} [--view 代码,…|all] [--report 代码,…|all] [--display 姓名]`,
    'grant 登录名 [--role …] [--view …] [--report …] | list | enable 登录名 | disable 登录名 | password 登录名  [--json]',
  ].join(' | '),
  words: '新建、授权、列出、启用、停用用户，重置密码；临时密码只显示一次',
  run: async ({ rest, terminal, database, separation, writer, anchor }: CommandContext) => {
    const [verb = '', ...more] = rest;
    const read = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (read === undefined) throw new UsageError(`user 后面应为 ${Object.keys(VERBS).join('、')}；收到「${verb}」`);
    const { json, regions, perform } = read(more);
    await assertKnown(regions, { database, writer });
    const accounts = await openAccounts(database, (event) => terminal.complain(event), separation);
    try {
      await perform({ accounts, terminal, json });
      await anchor();
      return DONE;
    } finally {
      await accounts.close();
    }
  },
};
