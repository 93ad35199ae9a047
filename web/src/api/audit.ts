/** The audit log and whether its chains are whole. */
import { usePrivate } from './admin.ts';
import { graphql } from './gql/gql.ts';
import type { AuditEntriesQuery, AuditFilter, AuditCheckQuery } from './gql/graphql.ts';

const auditEntriesDocument = graphql(`
  query AuditEntries($where: AuditFilter, $first: Int!, $after: String) {
    auditEntries(where: $where, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        chain
        position
        at
        actor
        actorId
        address
        action
        outcome
        object
        facts
        hash
      }
    }
  }
`);
export type AuditRow = AuditEntriesQuery['auditEntries']['nodes'][number];

export const useAuditEntries = (where: AuditFilter, first: number, after: string | null) =>
  usePrivate(auditEntriesDocument, { where, first, after });

const auditCheckDocument = graphql(`
  query AuditCheck {
    auditCheck {
      whole
      chains {
        chain
        entries
        head
        anchoredAt
        problems
      }
    }
  }
`);
export type AuditCheck = AuditCheckQuery['auditCheck'];
export const useAuditCheck = () => usePrivate(auditCheckDocument, {});
