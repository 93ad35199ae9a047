/** The settings by name: what each may be, in words for who gets it wrong, and how its text is read. */
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { FEWEST_MONTHS } from './domain/auditChain.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A wrong setting: its name, its value and what is allowed. */
export class SettingError extends Error {
  readonly setting: string;

  constructor(setting: string, value: string, allowed: string) {
    // A database address may hold a password; it must not reach a terminal or a log.
    super(`设置 ${setting} 的值“${value.replace(/\/\/[^/]*@/, '//***@')}”不可用。允许：${allowed}。`);
    this.name = 'SettingError';
    this.setting = setting;
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const LONGEST_NOTICE = 200;
const NOTICE = '本系统不得处理涉密信息';

const ALLOWED: Readonly<Record<string, string>> = {
  FUGAI_DATABASE: '文件路径，或 postgres://用户@主机/库名（可加 ?sslmode=verify-full&sslrootcert=证书文件）',
  FUGAI_DATA: '文件夹路径',
  FUGAI_HOST: '本机的一个地址或主机名，如 127.0.0.1；0.0.0.0 或 :: 为全部地址，不含端口',
  FUGAI_PORT: '0 到 65535 的整数（0 为任意空闲端口）',
  FUGAI_DEMO: 'on 或 off',
  FUGAI_ANONYMOUS: 'aggregates 或 none',
  FUGAI_SEPARATION: 'on 或 off（on 为三员分立：系统管理员、安全管理员、审计员各为一人，且看不到数据）',
  FUGAI_INTROSPECTION: 'on 或 off（不设：有示例台账时对所有人开放，否则只对已登录的人开放）',
  FUGAI_OPERATIONS: 'any 或 known（known 只执行随网页发布的查询）',
  FUGAI_QUERY_SECONDS: '1 到 600 的整数',
  FUGAI_POSTGRES_READERS: '1 到 100 的整数（每个进程读 PostgreSQL 的连接数）',
  FUGAI_POSTGRES_CONNECT_SECONDS: '1 到 120 的整数（等待 PostgreSQL 应答的秒数）',
  FUGAI_SLOW_QUERY: '1 到 600000 的整数（毫秒；一次查询用时达到它，日志中即记为慢查询）',
  FUGAI_RATE: '10 到 100000 的整数（每位读者每分钟的请求数）',
  FUGAI_RATE_LOGIN: '1 到 1000 的整数（每个地址每分钟登录、设置与改密码的次数）',
  FUGAI_RATE_COSTLY: '1 到 50 的整数（每位读者同时进行的大查询数）',
  FUGAI_AUDIT_ANCHOR: '文件夹路径（最好在另一台机器上或只能追加）',
  FUGAI_AUDIT_MONTHS: '6 到 600 的整数',
  FUGAI_OIDC_ISSUER: 'https:// 开头的地址（本机回环地址可用 http://），与 FUGAI_OIDC_CLIENT_ID 同时设置',
  FUGAI_OIDC_CLIENT_ID: '身份提供方登记的客户端编号，与 FUGAI_OIDC_ISSUER 同时设置',
  FUGAI_OIDC_CLIENT_SECRET: '客户端密钥；或用 FUGAI_OIDC_CLIENT_SECRET_FILE 给出文件，两者只设一个',
  FUGAI_OIDC_CLIENT_SECRET_FILE: '存有客户端密钥、可以读取的文件的路径',
  FUGAI_OIDC_NAME: '1 到 20 个字',
  FUGAI_LOG: LOG_LEVELS.join('、'),
  FUGAI_PUBLIC_URL: 'http:// 或 https:// 开头的地址',
  FUGAI_TLS_CERT: '证书文件（PEM）的路径，与 FUGAI_TLS_KEY 同时设置',
  FUGAI_TLS_KEY: '私钥文件（PEM）的路径，与 FUGAI_TLS_CERT 同时设置',
  FUGAI_TRUSTED_PROXY: '代理的地址或网段，用逗号分隔，如 10.0.0.2,10.1.0.0/16',
  FUGAI_NOTICE: `一行文字，至多 ${LONGEST_NOTICE} 字`,
};

const filled = z.string().trim().min(1);
const isDatabase = (text: string): boolean => !/^[a-z]+:\/\//i.test(text) || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text));
const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const isHost = (text: string): boolean =>
  isIP(text.replace(/^\[(.*)\]$/, '$1')) !== 0 || /^(?=.*[a-z])[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text);

/** `10.0.0.2`, `fd00::/8`: an address, or a network by the length of its prefix; never all there are. */
function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)];
  if (!bits || more.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) >= 1 && Number(length) <= bits);
}

/** What proves who somebody is goes over TLS, unless it does not leave the machine. */
const isIssuer = (text: string): boolean =>
  isWebAddress(text) && (new URL(text).protocol === 'https:' || isLoopback(new URL(text).hostname));
const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most);

const SETTINGS = z.object({
  FUGAI_DATABASE: filled.refine(isDatabase).optional(),
  FUGAI_DATA: filled.optional(),
  FUGAI_HOST: filled.refine(isHost).default('127.0.0.1'),
  FUGAI_PORT: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65535)
    .default(4000),
  FUGAI_DEMO: z.enum(['on', 'off']).default('on'),
  FUGAI_ANONYMOUS: z.enum(['aggregates', 'none']).default('aggregates'),
  FUGAI_SEPARATION: z.enum(['on', 'off']).default('off'),
  FUGAI_INTROSPECTION: z.enum(['on', 'off']).optional(),
  FUGAI_OPERATIONS: z.enum(['any', 'known']).default('any'),
  FUGAI_QUERY_SECONDS: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((seconds) => seconds >= 1 && seconds <= 600)
    .default(10),
  FUGAI_OIDC_ISSUER: filled.refine(isIssuer).optional(),
  FUGAI_OIDC_CLIENT_ID: filled.optional(),
  FUGAI_OIDC_CLIENT_SECRET: filled.optional(),
  FUGAI_OIDC_CLIENT_SECRET_FILE: filled.refine(existsSync).optional(),
  FUGAI_OIDC_NAME: filled.max(20).default('统一身份登录'),
  FUGAI_AUDIT_ANCHOR: filled.optional(),
  FUGAI_AUDIT_MONTHS: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .refine((months) => months >= FEWEST_MONTHS && months <= 600)
    .default(13),
  FUGAI_POSTGRES_READERS: whole(1, 100).default(8),
  FUGAI_POSTGRES_CONNECT_SECONDS: whole(1, 120).default(10),
  FUGAI_SLOW_QUERY: whole(1, 600_000).default(1_000),
  FUGAI_RATE: whole(10, 100_000).default(600),
  FUGAI_RATE_LOGIN: whole(1, 1_000).default(10),
  FUGAI_RATE_COSTLY: whole(1, 50).default(8),
  FUGAI_LOG: z.enum(LOG_LEVELS).default('info'),
  FUGAI_PUBLIC_URL: filled.refine(isWebAddress).optional(),
  FUGAI_TLS_CERT: filled.optional(),
  FUGAI_TLS_KEY: filled.optional(),
  FUGAI_TRUSTED_PROXY: filled
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((networks) => networks.every(isNetwork))
    .default([]),
  FUGAI_NOTICE: filled
    .max(LONGEST_NOTICE)
    .regex(/^\P{Cc}+$/u)
    .default(NOTICE),
});

export type Settings = z.output<typeof SETTINGS>;

/** A setting that is wrong beside the others. */
export const refuse = (name: keyof Settings, value = ''): SettingError => new SettingError(name, value, String(ALLOWED[name]));

/** An empty variable counts as not set. @throws SettingError for the first that cannot be used */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.keys(ALLOWED).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const parsed = SETTINGS.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  throw new SettingError(name, String(given[name]), String(ALLOWED[name]));
}
