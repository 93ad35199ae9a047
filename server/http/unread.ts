/** What cannot be read as HTTP at all, answered in words before the connection ends. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const SENTENCES: Readonly<Record<string, readonly [status: number, sentence: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, '请求没有在时限内发完，请重发。'],
  HPE_HEADER_OVERFLOW: [431, '地址或请求头过长；长查询请用 POST。'],
};
const OTHERWISE = [
  400,
  '请求不是正确的 HTTP，无法读取。地址中的汉字与空格须写成 UTF-8 的百分号编码（curl 可用 -G --data-urlencode）。',
] as const;

export function answerUnread(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, sentence] = SENTENCES[error.code ?? ''] ?? OTHERWISE;
  const body = JSON.stringify({ error: sentence, code: 'BAD_USER_INPUT' });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    "content-security-policy: default-src 'none'",
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy(error);
}
