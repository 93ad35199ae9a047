/** Who the reader is, what they may do and see, and signing in and out. */
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { ask, askKey, serverNow, type ApiProblem } from './client.ts';
import { come } from './early.ts';
import { accessDocument } from './first.ts';
import { graphql } from './gql/gql.ts';
import type {
  AccessQuery,
  ChangePasswordMutationVariables,
  SetUpMutationVariables,
  SignInMutationVariables,
  TypedDocumentString,
} from './gql/graphql.ts';

export type Site = AccessQuery['site'];
export type Viewer = NonNullable<AccessQuery['viewer']>;
export type Extent = Viewer['viewScope'];

export interface Access {
  readonly site: Site;
  /** Null, or of a kind that is no user, for who has not signed in. */
  readonly viewer: Viewer | null;
  /** The session in which the page was opened has ended; `site` and `viewer` are still those of it, so that nothing on screen is lost. */
  readonly expired: boolean;
  /** Milliseconds without an answer after which the session ends, and until it ends whatever happens; null without a session. */
  readonly lasts: { readonly idle: number; readonly whole: number } | null;
}

const KEY = ['access'];

const lastsOf = ({ viewer }: AccessQuery): Access['lasts'] => {
  const session = viewer?.session;
  if (!session) return null;
  return { idle: Date.parse(session.idleUntil) - serverNow(), whole: Date.parse(session.endsAt) - serverNow() };
};

const signedIn = (viewer: AccessQuery['viewer']): boolean => viewer?.kind === 'USER';

const accessOf = (answer: AccessQuery): Access => ({
  site: answer.site,
  viewer: answer.viewer ?? null,
  expired: false,
  lasts: lastsOf(answer),
});

async function readAccess(queries: QueryClient): Promise<Access> {
  const answer = await ask(accessDocument, {}, { privately: true });
  const before = queries.getQueryData<Access>(KEY);
  if (before && signedIn(before.viewer) && answer.viewer?.id !== before.viewer?.id) return { ...before, expired: true, lasts: null };
  return accessOf(answer);
}

/** Asked once for every document that is loaded; signing in and out load a new one, so that no answer outlives its reader. */
export function useAccess(): UseQueryResult<Access, ApiProblem> {
  const queries = useQueryClient();
  return useQuery<Access, ApiProblem>({
    queryKey: KEY,
    queryFn: () => readAccess(queries),
    initialData: () => {
      const answer = come<AccessQuery>(askKey(accessDocument, {}, { privately: true }));
      return answer && accessOf(answer);
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, { code }) => failures < 2 && code === 'NETWORK',
  });
}

/** Asks anew who the reader is: when an answer or the clock says that the session may have ended. */
export const askAgain = (queries: QueryClient): Promise<void> => queries.invalidateQueries({ queryKey: KEY });

/** A refusal for want of a session, while the page believes in one. */
export function noteRefusal(queries: QueryClient, problem: Error): void {
  const known = queries.getQueryData<Access>(KEY);
  if ('code' in problem && problem.code === 'UNAUTHENTICATED' && known && signedIn(known.viewer) && !known.expired) void askAgain(queries);
}

const signInDocument = graphql(`
  mutation SignIn($name: String!, $password: String!) {
    login(name: $name, password: $password) {
      id
      mustChangePassword
    }
  }
`);
const signOutDocument = graphql(`
  mutation SignOut {
    logout
  }
`);
const setUpDocument = graphql(`
  mutation SetUp($code: String!, $administrators: [SetUpInput!]!) {
    setUp(code: $code, administrators: $administrators) {
      id
    }
  }
`);
const changePasswordDocument = graphql(`
  mutation ChangePassword($old: String!, $new: String!) {
    changePassword(old: $old, new: $new) {
      id
    }
  }
`);

const useChange = <Answer, Variables>(document: TypedDocumentString<Answer, Variables>): UseMutationResult<Answer, ApiProblem, Variables> =>
  useMutation<Answer, ApiProblem, Variables>({ mutationFn: (asked) => ask(document, asked, { privately: true }) });

export const useSignIn = () => useChange<unknown, SignInMutationVariables>(signInDocument);
export const useSignOut = () => useChange<unknown, object>(signOutDocument as TypedDocumentString<unknown, object>);
export const useSetUp = () => useChange<unknown, SetUpMutationVariables>(setUpDocument);
export const useChangePassword = () => useChange<unknown, ChangePasswordMutationVariables>(changePasswordDocument);
