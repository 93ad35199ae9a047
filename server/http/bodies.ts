/** Bodies are JSON in UTF-8; other bytes are refused, for whoever sent them would get an answer to another question. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { badInput } from '../domain/errors.ts';

export function installBodies(app: FastifyInstance): void {
  const readJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    if (!isUtf8(bytes)) {
      done(badInput('请求体须为 UTF-8 编码的 JSON；收到的字节不是 UTF-8（例如 GBK）。请改用 UTF-8 后再发。'));
      return;
    }
    void readJson(request, bytes.toString(), done);
  });
}
