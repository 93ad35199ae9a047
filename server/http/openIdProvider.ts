/** The identity provider: the one machine that this program ever calls, and only where FUGAI_OIDC_ISSUER names it. */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { OpenIdIdentity } from '../accounts/openId.ts';
import type { OpenIdSettings } from '../config.ts';

/** What a sign-in that is under way has to come back with. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Provider {
  /** Where the person goes to sign in, and what to hold their return against. */
  begin(redirect: URL): Promise<{ readonly to: URL; readonly begun: Begun }>;
  /** Whom the provider says who returned to `address` is. @throws when the answer is not the one to `begun` */
  finish(address: URL, begun: Begun): Promise<OpenIdIdentity>;
}

const SECONDS = 10;
const SCOPE = 'openid profile';

export function createProvider({ issuer, clientId, clientSecret }: OpenIdSettings): Provider {
  let known: Promise<Configuration> | null = null;
  const discover = (): Promise<Configuration> => {
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
    known ??= discovery(issuer, clientId, clientSecret ?? undefined, undefined, { execute, timeout: SECONDS }).catch((error: unknown) => {
      // A provider that was away is asked again by the next one.
      known = null;
      throw error;
    });
    return known;
  };
  return {
    begin: async (redirect) => {
      const begun: Begun = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const to = buildAuthorizationUrl(await discover(), {
        redirect_uri: redirect.href,
        scope: SCOPE,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      });
      return { to, begun };
    },
    finish: async (address, { state, nonce, verifier }) => {
      const configuration = await discover();
      const tokens = await authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('the provider gave no identity');
      // Many providers tell names at their own address only.
      const told =
        claims['preferred_username'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      const preferred = told['preferred_username'];
      return { issuer: claims.iss, subject: claims.sub, preferredName: typeof preferred === 'string' ? preferred : null };
    },
  };
}
