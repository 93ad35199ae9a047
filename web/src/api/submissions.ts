/** Submissions: what stands, how it differs from what stood before, and what can be done with it. */
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { usePrivate } from './admin.ts';
import { ask, type ApiProblem } from './client.ts';
import { graphql } from './gql/gql.ts';
import type {
  DifferenceKind,
  LedgerSheet,
  LockedSubmissionsQuery,
  SubmissionDifferenceQuery,
  SubmissionFindingsQuery,
  SubmissionQuery,
  SubmissionRowsQuery,
  SubmissionsToJudgeQuery,
  SubmissionState,
  TypedDocumentString,
} from './gql/graphql.ts';

/** A change of what is submitted: everything that was shown is asked anew, for every figure may have changed with it. */
export function useSubmitChange<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
): UseMutationResult<Answer, ApiProblem, Variables> {
  const queries = useQueryClient();
  return useMutation<Answer, ApiProblem, Variables>({
    mutationFn: (asked) => ask(document, asked, { privately: true }),
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'access' }),
  });
}

const submissionDocument = graphql(`
  query Submission($id: ID!) {
    submission(id: $id) {
      ...SubmissionParts
      sentBy
      note
      acts
      ruleSet
      publishedIn
      steps {
        act
        state
        at
        by
        dataVersion
        reason
      }
    }
  }

  fragment SubmissionParts on Submission {
    id
    region {
      code
      name
      nameEn
    }
    period
    version
    state
    current
    onTime
    carriedForward
    demo
    receivedAt
    units
    organizations
    errors
    warnings
    unitsAdded
    unitsRemoved
    unitsChanged
  }
`);
export type SubmissionRow = SubmissionsToJudgeQuery['submissions']['nodes'][number];
export type SubmissionCard = NonNullable<SubmissionQuery['submission']>;
export type SubmissionStep = SubmissionCard['steps'][number];
export const useSubmission = (id: string) => usePrivate(submissionDocument, { id });

const submissionsToJudgeDocument = graphql(`
  query SubmissionsToJudge($region: ID, $period: Period, $state: SubmissionState, $first: Int!, $after: String) {
    submissions(region: $region, period: $period, state: $state, latest: true, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...SubmissionParts
        sentBy
        note
      }
    }
  }
`);
export interface SubmissionsAsk {
  readonly region: string | null;
  readonly period: string | null;
  readonly state: SubmissionState | null;
  readonly first: number;
  readonly after: string | null;
}
export const useSubmissions = (asked: SubmissionsAsk) => usePrivate(submissionsToJudgeDocument, { ...asked });

const submissionDifferenceDocument = graphql(`
  query SubmissionDifference($id: ID!) {
    submission(id: $id) {
      id
      difference {
        against {
          id
          version
          receivedAt
        }
        stale
        changedShare
        noteShare
        noteRequired
        units {
          ...DifferenceCountParts
        }
        organizations {
          ...DifferenceCountParts
        }
        founded
        dissolved
        rates {
          indicator
          basis
          before {
            value
            numerator
            denominator
            missing
          }
          after {
            value
            numerator
            denominator
            missing
          }
          change
        }
      }
    }
  }

  fragment DifferenceCountParts on DifferenceCounts {
    before
    after
    added
    removed
    changed
    same
  }
`);
export type SubmissionDifference = NonNullable<NonNullable<SubmissionDifferenceQuery['submission']>['difference']>;
export type DifferenceCounts = SubmissionDifference['units'];
export type RateDifference = SubmissionDifference['rates'][number];
export const useDifference = (id: string) => usePrivate(submissionDifferenceDocument, { id });

const submissionRowsDocument = graphql(`
  query SubmissionRows($id: ID!, $sheet: LedgerSheet!, $kind: [DifferenceKind!], $first: Int!, $after: String) {
    submission(id: $id) {
      id
      difference {
        rows(sheet: $sheet, kind: $kind, first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            kind
            code
            name
            changes {
              header
              before
              after
            }
          }
        }
      }
    }
  }
`);
export type DifferenceRow = NonNullable<NonNullable<SubmissionRowsQuery['submission']>['difference']>['rows']['nodes'][number];
export interface RowsAsk {
  readonly id: string;
  readonly sheet: LedgerSheet;
  readonly kind: readonly DifferenceKind[];
  readonly first: number;
  readonly after: string | null;
}
export const useDifferenceRows = ({ kind, ...asked }: RowsAsk) =>
  usePrivate(submissionRowsDocument, { ...asked, kind: kind.length === 0 ? null : [...kind] });

const submissionFindingsDocument = graphql(`
  query SubmissionFindings($submission: ID!, $first: Int!) {
    findings(where: { submission: $submission, problemsOnly: true }, first: $first) {
      totalCount
      nodes {
        id
        check
        severity
        verdict
        period
        title
        explanation
        explanationEn
      }
    }
  }
`);
export type SubmissionFinding = SubmissionFindingsQuery['findings']['nodes'][number];
export const useSubmissionFindings = (submission: string, first: number) => usePrivate(submissionFindingsDocument, { submission, first });

const lockedSubmissionsDocument = graphql(`
  query LockedSubmissions($region: ID, $period: Period) {
    lockedSubmissions(region: $region, period: $period) {
      id
      region {
        code
        name
        nameEn
      }
      period
      version
      lockedAt
    }
  }
`);
export type LockedSubmission = LockedSubmissionsQuery['lockedSubmissions'][number];
/** For who unlocks: which quarters are locked, and nothing of what is in them. */
export const useLockedSubmissions = (region: string | null, period: string | null) =>
  usePrivate(lockedSubmissionsDocument, { region, period });

const applyDocument = graphql(`
  mutation ApplySubmission($id: ID!, $note: String, $confirmRemovals: Boolean) {
    applySubmission(id: $id, note: $note, confirmRemovals: $confirmRemovals) {
      id
      version
      state
    }
  }
`);
const discardDocument = graphql(`
  mutation DiscardSubmission($id: ID!) {
    discardSubmission(id: $id)
  }
`);
const reviewDocument = graphql(`
  mutation ReviewSubmission($id: ID!, $act: SubmissionAct!, $reason: String) {
    review(id: $id, act: $act, reason: $reason) {
      id
      state
    }
  }
`);
export const useApply = () => useSubmitChange(applyDocument);
export const useDiscard = () => useSubmitChange(discardDocument);
export const useReview = () => useSubmitChange(reviewDocument);

const reviewSettingsDocument = graphql(`
  query ReviewSettings {
    reviewSettings {
      noteShare
      setBy
      setAt
    }
  }
`);
const setReviewSettingsDocument = graphql(`
  mutation SetReviewSettings($noteShare: Float!) {
    setReviewSettings(noteShare: $noteShare) {
      noteShare
    }
  }
`);
export const useReviewSettings = () => usePrivate(reviewSettingsDocument, {});
export const useSetReviewSettings = () => useSubmitChange(setReviewSettingsDocument);
