import http from 'node:http';
import { expect, it } from 'vitest';
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
      request.on('error', reject).end(JSON.stringify({ query: `{ ${name}: dataset { version } }` }));
    });
  expect(await Promise.all(['a', 'b', 'c'].map(ask))).toEqual([200, 200, 200]);
  expect([served.open(), served.opened()]).toEqual([0, 3]);
  const began = performance.now();
  await served.close();
  expect(performance.now() - began).toBeLessThan(2000);
  agent.destroy();
});
