/** Users of a server under test, made as its operator makes them and signed in as their browser does. */
import type { Accounts } from '../../server/accounts/types.ts';
import type { Role } from '../../server/domain/roles.ts';
import type { Extent } from '../../server/domain/sight.ts';

export const PASSWORD = 'correct horse battery 9';

export interface WantedUser {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly view?: Extent;
  readonly report?: Extent;
}

export interface SignedIn {
  readonly id: string;
  readonly name: string;
  /** `fugai_session=…`, as a browser sends it back. */
  readonly cookie: string;
  /** Of a request that a page of the site sends. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');

/** Posts one operation as a page of the site does. */
export const postAs = (
  url: string,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify({ query, variables }),
  });

const LOGIN = 'mutation($name: String!, $password: String!) { login(name: $name, password: $password) { id } }';
const CHANGE = 'mutation($old: String!, $new: String!) { changePassword(old: $old, new: $new) { id } }';

/** Makes a user with `PASSWORD`, the temporary one changed, and signs them in. `url` has no closing slash. */
export async function signedIn(url: string, { operator }: Pick<Accounts, 'operator'>, wanted: WantedUser): Promise<SignedIn> {
  const { name, roles, view = [], report = [] } = wanted;
  const { user, temporaryPassword } = await operator.addUser({ name, displayName: name, roles, view, report });
  const first = await postAs(url, LOGIN, { name, password: temporaryPassword });
  const changed = await postAs(url, CHANGE, { old: temporaryPassword, new: PASSWORD }, { cookie: cookiesOf(first) });
  const cookie = cookiesOf(changed);
  if (cookie === '') throw new Error(`${name} was not signed in: ${await changed.text()}`);
  return { id: user.id, name: user.name, cookie, headers: { origin: url, cookie } };
}
