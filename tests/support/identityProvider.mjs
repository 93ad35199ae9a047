/** A real identity provider on a loopback port, whose sign-in takes any password. */
import http from 'node:http';
import { Provider } from 'oidc-provider';

/** People by their subject, with the name that each prefers. */
export async function startIdentityProvider(people, redirects) {
  const server = http.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'fugai', client_secret: 'a secret of this test', redirect_uris: redirects, grant_types: ['authorization_code'] },
    ],
    claims: { profile: ['preferred_username'] },
    pkce: { required: () => true },
    cookies: { keys: ['of this test'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...(people[id] === undefined ? {} : { preferred_username: people[id] }) }),
    }),
  });
  provider.on('server_error', (_context, error) => console.error(error));
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
