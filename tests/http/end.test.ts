import { once } from 'node:events';
import http from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import { closeServer, watchConnections } from '../../server/http/closing.ts';
import { serve } from './serve.ts';

it('ends within 2 s although a browser keeps a socket open, and closes every view it opened', async () => {
  const served = await serve();
  const agent = new http.Agent({ keepAlive: true });
  const ask = (name: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        `${served.url}/graphql`,
        { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          response.resume().on('end', () => resolve(Number(response.statusCode)));
        },
      );
      request.on('error', reject).end(JSON.stringify({ query: `{ ${name}: dataset { periods submissions } }` }));
    });
  expect(await Promise.all(['a', 'b', 'c'].map(ask))).toEqual([200, 200, 200]);
  expect([served.open(), served.opened()]).toEqual([0, 3]);
  const began = performance.now();
  await served.close();
  expect(performance.now() - began).toBeLessThan(2000);
  agent.destroy();
});

const MEGABYTES = 24;
/** A server with one answer that no buffer of the system holds, handed over whole or piece by piece. */
async function withLongAnswer(form: 'whole' | 'in pieces'): Promise<FastifyInstance> {
  const app = fastify();
  watchConnections(app);
  const piece = Buffer.alloc(2 ** 20, 'x');
  const pieces = Array.from({ length: MEGABYTES }, () => piece);
  app.get('/', (_request, reply) => reply.send(form === 'whole' ? Buffer.concat(pieces) : Readable.from(pieces)));
  app.get('/short', () => 'short');
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

/** Begins to read the long answer and stops; gives how to read on, and how many bytes came in all. */
async function beginToRead(app: FastifyInstance): Promise<() => Promise<number>> {
  const { port } = app.server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: '/', agent }, resolve).on('error', reject);
  });
  response.pause();
  return () =>
    new Promise((resolve) => {
      let bytes = 0;
      response.on('error', () => resolve(bytes)).on('close', () => resolve(bytes));
      response.on('data', (piece: Buffer) => (bytes += piece.length)).resume();
    });
}

it.each(['whole', 'in pieces'] as const)(
  'sends 24 MB handed over %s to the last byte to who reads on after the end has begun',
  async (form) => {
    const app = await withLongAnswer(form);
    const readOn = await beginToRead(app);
    const ended = closeServer(app);
    // Several turns in which connections that are idle are let go of.
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(await readOn()).toBe(MEGABYTES * 2 ** 20);
    await ended;
  },
);

it('waits no longer than it was told for who does not read at all', async () => {
  const app = await withLongAnswer('whole');
  const readOn = await beginToRead(app);
  const began = performance.now();
  await closeServer(app, 400);
  const took = performance.now() - began;
  expect(took).toBeGreaterThan(399);
  expect(took).toBeLessThan(2000);
  expect(await readOn()).toBeLessThan(MEGABYTES * 2 ** 20);
});

it('waits 1 s for a connection that has said nothing, and not at all for one that was answered', async () => {
  const app = await withLongAnswer('whole');
  const { port } = app.server.address() as AddressInfo;
  const silent = connect(port, '127.0.0.1').resume();
  await once(silent, 'connect');
  const answered = connect(port, '127.0.0.1');
  answered.write('GET /short HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(answered, 'data');
  const began = performance.now();
  const until = async (socket: Socket): Promise<number> => {
    await once(socket, 'close');
    return performance.now() - began;
  };
  const [, first, second] = await Promise.all([closeServer(app), until(answered), until(silent)]);
  expect(first).toBeLessThan(second);
  expect(second).toBeGreaterThan(500);
  expect(second).toBeLessThan(3000);
});
