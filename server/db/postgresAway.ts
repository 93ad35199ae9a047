/** What a database server's failures are to the person who waits. Whatever else it refuses is a bug of ours, and passes. */
import { Conflict, DomainError } from '../domain/errors.ts';

const AWAY = '数据库服务器暂时连接不上，这次没有读到也没有写入任何内容。请稍后再试；一直如此，请核对服务器和网络';
const BUSY = '数据库服务器的连接已用尽，请稍后再试，或调大服务器的 max_connections、调小 FUGAI_POSTGRES_READERS';
/** What a server says to a name, a password or a database that it does not know. */
export const NOT_LET_IN: Readonly<Record<string, string>> = {
  '28P01': '用户名或密码不对',
  '28000': '用户名或密码不对',
  '3D000': '没有这个库，请先建立',
};
const CODES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(NOT_LET_IN).map(([code, words]) => [code, `打不开数据库：${words}`])),
  ECONNREFUSED: AWAY,
  ECONNRESET: AWAY,
  ECONNABORTED: AWAY,
  EPIPE: AWAY,
  ETIMEDOUT: AWAY,
  EHOSTUNREACH: AWAY,
  ENETUNREACH: AWAY,
  EHOSTDOWN: AWAY,
  ENOTFOUND: AWAY,
  EAI_AGAIN: AWAY,
  '57P01': AWAY,
  '57P02': AWAY,
  '57P03': '数据库服务器正在启动或恢复，请稍后再试',
  '57P05': AWAY,
  '25P03': '这次操作停留过久，数据库服务器已结束它。请重试',
  '53200': '数据库服务器内存不足，这次操作没有完成。请稍后再试，或缩小范围',
  '53300': BUSY,
  '53400': BUSY,
};

/** The driver says these without a code. */
const WITHOUT_CODE = [
  'Connection terminated',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Client was closed',
  'Client has encountered a connection error',
];

const TIMED_OUT = '57014';
const LOCKED = '55P03';

const wordsOf = (error: Error): string | undefined => {
  const code = 'code' in error ? String(error.code) : '';
  if (Object.hasOwn(CODES, code)) return CODES[code];
  // Class 08: connection exceptions.
  if (/^08\w{3}$/.test(code) || WITHOUT_CODE.some((words) => error.message.startsWith(words))) return AWAY;
  // One name with several addresses, of which none answers.
  return error instanceof AggregateError && error.errors.every((one) => one instanceof Error && wordsOf(one) === AWAY) ? AWAY : undefined;
};

/** A connection whose temporary tables, or whose turn, went with the one before it. */
export class ConnectionLost extends DomainError {
  constructor() {
    super('UNAVAILABLE', `${AWAY}。`);
  }
}

/** The refusal that a failure comes to, with the failure as its cause; the failure itself where it is none. */
export function told(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const words = wordsOf(error);
  const code = 'code' in error ? error.code : undefined;
  let refusal: DomainError | null = words === undefined ? null : new DomainError('UNAVAILABLE', `${words}。`);
  if (code === TIMED_OUT) refusal = new DomainError('TIMED_OUT', '查询用时过长，数据库服务器已停止它。请缩小区域、时间或列表范围后再试。');
  if (code === LOCKED) refusal = new Conflict('等待数据库中的另一项写入过久，这次没有写入任何内容。请等它结束后再试。');
  if (refusal === null) return error;
  refusal.cause = error;
  return refusal;
}
