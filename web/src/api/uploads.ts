/** Uploads: how they are listed, what was found in them, and which of their headers mean which columns. */
import { usePrivate } from './admin.ts';
import { graphql } from './gql/gql.ts';
import type { LedgerColumnsQuery, UploadQuery, UploadsQuery } from './gql/graphql.ts';
import { useSubmitChange } from './submissions.ts';

const uploadsDocument = graphql(`
  query Uploads($region: ID, $period: Period, $mine: Boolean!, $first: Int!, $after: String) {
    uploads(region: $region, period: $period, mine: $mine, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...UploadParts
        submission {
          id
          state
          version
        }
      }
    }
  }

  fragment UploadParts on Upload {
    id
    region {
      code
      name
      nameEn
    }
    period
    kind
    state
    fileName
    bytes
    sentBy
    createdAt
    finishedAt
    message
    errors
    warnings
    units
    organizations
  }
`);
export type UploadRow = UploadsQuery['uploads']['nodes'][number];
export interface UploadsAsk {
  readonly region: string | null;
  readonly period: string | null;
  readonly mine: boolean;
  readonly first: number;
  readonly after: string | null;
}
export const useUploads = (asked: UploadsAsk) => usePrivate(uploadsDocument, { ...asked });

const uploadDocument = graphql(`
  query Upload($id: ID!) {
    upload(id: $id) {
      ...UploadParts
      moreErrors
      moreWarnings
      annotated
      problems {
        severity
        code
        sheet
        row
        column
        header
        value
        message
      }
      submission {
        id
        state
      }
      layout {
        sheets {
          name
          hidden
        }
        missingSheets
        unknown {
          sheet
          label
          nearest
        }
        missing {
          ...LedgerColumnParts
        }
      }
    }
  }

  fragment LedgerColumnParts on LedgerColumn {
    sheet
    key
    header
    required
    rule
    words
  }
`);
export type UploadCard = NonNullable<UploadQuery['upload']>;
export type UploadProblem = UploadCard['problems'][number];
export type LayoutQuestion = NonNullable<UploadCard['layout']>;
export const useUpload = (id: string) => usePrivate(uploadDocument, { id });

const ledgerColumnsDocument = graphql(`
  query LedgerColumns {
    ledgerColumns {
      ...LedgerColumnParts
    }
  }
`);
export type LedgerColumn = LedgerColumnsQuery['ledgerColumns'][number];
export const useLedgerColumns = () => usePrivate(ledgerColumnsDocument, {});

const headerMappingDocument = graphql(`
  query HeaderMapping($region: ID!) {
    headerMapping(region: $region) {
      sheets {
        sheet
        name
        columns {
          label
          key
        }
      }
    }
  }
`);
export const useHeaderMapping = (region: string) => usePrivate(headerMappingDocument, { region });

const setHeaderMappingDocument = graphql(`
  mutation SetHeaderMapping($region: ID!, $sheet: LedgerSheet!, $name: String, $columns: [HeaderMatchInput!]!) {
    setHeaderMapping(region: $region, sheet: $sheet, name: $name, columns: $columns) {
      sheets {
        sheet
      }
    }
  }
`);
export const useSetHeaderMapping = () => useSubmitChange(setHeaderMappingDocument);
