/** Tokens of the reader at this browser. No token makes or revokes another, so none is ever sent along here. */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from './client.ts';
import { askAs } from './explorer.ts';
import { graphql } from './gql/gql.ts';
import type { CreateTokenMutation, CreateTokenMutationVariables, TokensQuery } from './gql/graphql.ts';

const tokensDocument = graphql(`
  query Tokens {
    viewer {
      name
      tokens {
        id
        name
        prefix
        scopes
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
        state
        scope {
          all
          regions {
            code
            name
            nameEn
          }
        }
      }
    }
  }
`);

const createTokenDocument = graphql(`
  mutation CreateToken($name: String!, $scopes: [TokenScope!]!, $days: Int!, $regions: [ID!]) {
    createToken(name: $name, scopes: $scopes, days: $days, regions: $regions) {
      secret
      token {
        id
        name
        scopes
        expiresAt
      }
    }
  }
`);

const revokeTokenDocument = graphql(`
  mutation RevokeToken($id: ID!) {
    revokeToken(id: $id) {
      id
      state
    }
  }
`);

export type TokenRow = NonNullable<TokensQuery['viewer']>['tokens'][number];
export type CreatedToken = CreateTokenMutation['createToken'];

const KEY = ['tokens'];

/** Newest first; none for a reader who has saved nothing yet. */
export const useTokens = (): UseQueryResult<readonly TokenRow[], ApiProblem> =>
  useQuery({
    queryKey: KEY,
    queryFn: async () => (await askAs(tokensDocument, {}, null)).viewer?.tokens ?? [],
    retry: false,
    // When a token was last used changes outside of this page.
    refetchOnMount: 'always',
  });

function useChange<Ask, Answer>(change: (asked: Ask) => Promise<Answer>): UseMutationResult<Answer, ApiProblem, Ask> {
  const queries = useQueryClient();
  return useMutation<Answer, ApiProblem, Ask>({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useCreateToken = () =>
  useChange<CreateTokenMutationVariables, CreatedToken>(async (asked) => (await askAs(createTokenDocument, asked, null)).createToken);

export const useRevokeToken = () =>
  useChange<string, string>(async (id) => (await askAs(revokeTokenDocument, { id }, null)).revokeToken.id);
