import http from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { operator } from '../cli/run.ts';
import { serve } from './serve.ts';

/** What nobody may find in a log. */
const PLANTED = 'pl4nted-s3cret';
const BROKEN = 'the database is on fire';

const lines: string[] = [];
const served = await serve({
  logged: (line) => lines.push(line),
  accounts: true,
  around: (reports) => ({
    ...reports,
    open: async (...asked) => ({
      ...(await reports.open(...asked)),
      dataset: () => {
        throw Object.assign(new Error(BROKEN), { password: PLANTED, headers: { authorization: PLANTED, cookie: PLANTED } });
      },
    }),
  }),
});
afterAll(() => served.close());

const SECRET_HEADERS = { authorization: `Bearer ${PLANTED}`, cookie: `fugai_reader=${PLANTED}; __Host-fugai=${PLANTED}` };

/** Status; zero where the connection ended without an answer. fetch would not send what is malformed. */
const send = (method: string, address: string, headers: Record<string, string>, body = ''): Promise<number> =>
  new Promise((resolve) => {
    const request = http.request(`${served.url}${address}`, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(Number(response.statusCode)));
    });
    request.on('error', () => resolve(0)).end(body);
  });

const JSON_TYPE = { 'content-type': 'application/json' };
const login = `mutation L($p: String!) { login(name: "a", password: $p) { name } }`;
const ask = (query: string, variables: object = { p: PLANTED }): string => JSON.stringify({ query, variables });

describe('the log', () => {
  it('holds nothing of 14 requests that bring passwords, tokens and cookies, at its most talkative', async () => {
    const search = new URLSearchParams({ query: login, variables: JSON.stringify({ p: PLANTED }) }).toString();
    const statuses = [
      await send('POST', '/graphql', JSON_TYPE, ask(login)),
      await send('POST', '/graphql', JSON_TYPE, ask(login, { p: { wrong: PLANTED } })),
      await send('POST', '/graphql', JSON_TYPE, ask(`mutation { login(name: "a", password: "${PLANTED}") { name } }`)),
      await send('POST', '/graphql', JSON_TYPE, ask(`mutation { changePassword(old: "${PLANTED}", new: "${PLANTED}") { name } }`)),
      await send('POST', '/graphql', JSON_TYPE, ask(`mutation { setUp(code: "${PLANTED}", administrators: []) { name } }`)),
      await send('POST', '/graphql', JSON_TYPE, `{"query": "${PLANTED}`),
      await send('POST', '/graphql', { ...JSON_TYPE, ...SECRET_HEADERS }, ask('{ dataset { version } }')),
      await send('POST', '/graphql', { ...JSON_TYPE, cookie: SECRET_HEADERS.cookie }, ask('{ dataset { version } }')),
      await send('GET', `/graphql?${search}`, { 'apollo-require-preflight': 'yes' }),
      await send('GET', `/export/units.csv?token=${PLANTED}`, { cookie: SECRET_HEADERS.cookie }),
      await send('GET', `/${PLANTED}`, SECRET_HEADERS),
      await send('GET', '/healthz', { host: `${PLANTED}.example` }),
      await send('GET', '/healthz', { origin: `https://${PLANTED}.example` }),
      await send('POST', '/graphql', { ...JSON_TYPE, 'x-long': PLANTED.repeat(2000) }, ask(login)),
    ];
    expect(statuses.every((status) => status !== 0)).toBe(true);
    const log = lines.join('');
    // It is a log that tells of failures: what went wrong is in it, under the id that the asker was told.
    expect(log).toContain(BROKEN);
    expect(log).not.toContain(PLANTED);
  });

  it('takes out what comes under the name of a secret, however it came there', () => {
    const told: string[] = [];
    const log = createLog('trace', { write: (line) => told.push(line) });
    log.info({ password: PLANTED, request: { headers: { authorization: PLANTED, 'set-cookie': PLANTED } }, ask: { secret: PLANTED } }, 'x');
    expect(told.join('')).not.toContain(PLANTED);
    expect(told.join('').match(/\[Redacted\]/g)).toHaveLength(4);
  });

  it('and the terminal do not tell the password of a database that does not answer', async () => {
    const some = operator(`postgres://reader:${PLANTED}@127.0.0.1:1/fugai`);
    const { code, out, err } = await some.run(['rollup', 'rebuild']);
    some.close();
    expect(code).not.toBe(0);
    expect(err.length).toBeGreaterThan(0);
    expect(out + err).not.toContain(PLANTED);
  });
});
