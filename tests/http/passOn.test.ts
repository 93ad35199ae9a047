import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPassOn } from '../../server/http/passOn.ts';
import { certificate } from '../support/certificate.ts';

const day = 24 * 60 * 60 * 1000;
const made = () => {
  const { cert, key } = certificate(new Date(Date.now() - day), new Date(Date.now() + day));
  return { cert: Buffer.from(cert), key: Buffer.from(key) };
};
const [own, foreign] = [made(), made()];
const open: FastifyInstance[] = [];
afterAll(async () => {
  for (const one of open) await one.close();
});

async function listening(app: FastifyInstance): Promise<string> {
  open.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

/** A process that holds something, and tells what it was asked with. */
const keeper = (tls: typeof own | null): Promise<string> => {
  const app = (tls === null ? fastify() : fastify({ https: tls })) as unknown as FastifyInstance;
  app.get('/kept', (request, reply) => reply.header('content-disposition', 'attachment').header('x-own', '1').send(request.headers));
  return listening(app);
};

/** A process that passes on what it is asked. */
function passing(to: string, tls: typeof own | null): Promise<string> {
  const app = fastify();
  const passOn = createPassOn(tls);
  app.get('/', (request, reply) => passOn.send(request, reply, new URL('/kept', to)));
  return listening(app);
}

describe('a request that is passed on', () => {
  let plain: string;
  beforeAll(async () => {
    plain = await keeper(null);
  });

  it('goes with what shows who asks, and says that it comes from elsewhere and was passed on', async () => {
    const response = await fetch(await passing(plain, null), { headers: { cookie: 'a=b', authorization: 'Bearer x', 'x-other': '1' } });
    expect(await response.json()).toMatchObject({
      cookie: 'a=b',
      authorization: 'Bearer x',
      'x-fugai-passed': '1',
      via: '1.1 fugai',
      'x-forwarded-for': '127.0.0.1',
    });
    expect([response.headers.get('content-disposition'), response.headers.get('x-own')]).toEqual(['attachment', null]);
  });

  it('goes over TLS only to who has the same certificate, however good another one is', async () => {
    const [good, bad] = [await keeper(own), await keeper(foreign)];
    expect((await fetch(await passing(good, own))).status).toBe(200);
    const refused = await fetch(await passing(bad, own));
    expect([refused.status, await refused.text()]).toEqual([500, expect.stringContaining('另一个服务进程没有应答')]);
  });

  it('is answered in words where nobody is there any more', async () => {
    const gone = await keeper(null);
    await open.at(-1)?.close();
    const response = await fetch(await passing(gone, null));
    expect(await response.text()).toContain('仍不行请重新上传原文件后再取');
  });
});
