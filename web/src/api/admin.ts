/** Users, grants, tokens and backups, for those who administer them. */
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { ask, type ApiProblem } from './client.ts';
import { graphql } from './gql/gql.ts';
import type { BackupsQuery, TokensOfAllQuery, TypedDocumentString, UsersQuery } from './gql/graphql.ts';

const KEY = 'administration';

/** Never kept beyond the page, never by the browser. */
export const usePrivate = <Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): UseQueryResult<Answer, ApiProblem> =>
  useQuery<Answer, ApiProblem>({
    queryKey: [KEY, document.toString(), variables],
    queryFn: ({ signal }) => ask(document, variables, { signal, privately: true }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

/** A change; what the administration shows is asked anew after it. */
export function useAdminChange<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
): UseMutationResult<Answer, ApiProblem, Variables> {
  const queries = useQueryClient();
  return useMutation<Answer, ApiProblem, Variables>({
    mutationFn: (asked) => ask(document, asked, { privately: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

export const usersDocument = graphql(`
  query Users($search: String, $role: Role, $enabled: Boolean, $first: Int!, $after: String) {
    users(search: $search, role: $role, enabled: $enabled, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...UserParts
      }
    }
  }

  fragment UserParts on User {
    id
    name
    displayName
    roles
    viewScope {
      all
      regions {
        code
        name
        nameEn
      }
    }
    reportScope {
      all
      regions {
        code
        name
        nameEn
      }
    }
    enabled
    lockedUntil
    mustChangePassword
    openId
    createdAt
    lastLoginAt
    sessions
  }
`);
export type UserPage = UsersQuery['users'];
export type UserRow = UserPage['nodes'][number];

const createUserDocument = graphql(`
  mutation CreateUser($name: String!, $displayName: String!, $password: String) {
    createUser(name: $name, displayName: $displayName, password: $password) {
      temporaryPassword
      user {
        id
        name
      }
    }
  }
`);
const resetPasswordDocument = graphql(`
  mutation ResetPassword($id: ID!) {
    resetPassword(id: $id) {
      temporaryPassword
      user {
        id
        name
      }
    }
  }
`);
const changeUserDocument = graphql(`
  mutation ChangeUser($id: ID!, $displayName: String!) {
    changeUser(id: $id, displayName: $displayName) {
      id
    }
  }
`);
const enableDocument = graphql(`
  mutation SetUserEnabled($id: ID!, $enabled: Boolean!) {
    setUserEnabled(id: $id, enabled: $enabled) {
      id
    }
  }
`);
const unlockDocument = graphql(`
  mutation UnlockUser($id: ID!) {
    unlockUser(id: $id) {
      id
    }
  }
`);
const endSessionsDocument = graphql(`
  mutation EndSessions($id: ID!) {
    endSessions(id: $id) {
      id
    }
  }
`);
const grantDocument = graphql(`
  mutation Grant($id: ID!, $roles: [Role!]!, $view: ScopeInput!, $report: ScopeInput!) {
    grant(id: $id, roles: $roles, view: $view, report: $report) {
      id
    }
  }
`);

export const useCreateUser = () => useAdminChange(createUserDocument);
export const useResetPassword = () => useAdminChange(resetPasswordDocument);
export const useChangeUser = () => useAdminChange(changeUserDocument);
export const useEnable = () => useAdminChange(enableDocument);
export const useUnlock = () => useAdminChange(unlockDocument);
export const useEndSessions = () => useAdminChange(endSessionsDocument);
export const useGrant = () => useAdminChange(grantDocument);

export const tokensOfAllDocument = graphql(`
  query TokensOfAll($state: TokenState, $first: Int!, $after: String) {
    apiTokens(state: $state, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        prefix
        ownerName
        scope {
          all
          regions {
            code
            name
            nameEn
          }
        }
        scopes
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
        state
      }
    }
  }
`);
export type TokenOfAll = TokensOfAllQuery['apiTokens']['nodes'][number];

const revokeAnyDocument = graphql(`
  mutation RevokeAnyToken($id: ID!) {
    revokeToken(id: $id) {
      id
    }
  }
`);
export const useRevokeAny = () => useAdminChange(revokeAnyDocument);

export const backupsDocument = graphql(`
  query Backups {
    backups {
      name
      createdAt
      bytes
      dataVersion
      checked
    }
  }
`);
export type BackupRow = BackupsQuery['backups'][number];
const createBackupDocument = graphql(`
  mutation CreateBackup {
    createBackup {
      name
    }
  }
`);
export const useCreateBackup = () => useAdminChange(createBackupDocument);
