/** What is due, when, and what came: the calendar of submissions, summary returns. */
import { usePrivate } from './admin.ts';
import { graphql } from './gql/gql.ts';
import type { DueDatesQuery, SubmissionCalendarQuery, SummaryMeasuresQuery, SummaryReturnsQuery } from './gql/graphql.ts';
import { useSubmitChange } from './submissions.ts';

const submissionCalendarDocument = graphql(`
  query SubmissionCalendar($region: ID, $periods: PeriodSelection) {
    submissionCalendar(region: $region, periods: $periods) {
      region {
        code
        name
        nameEn
        parent {
          name
          nameEn
        }
      }
      period
      dueOn
      daysLeft
      due
      state
      receivedAt
      carriedForward
      summary
      submission {
        id
        version
      }
    }
  }
`);
export type CalendarRow = SubmissionCalendarQuery['submissionCalendar'][number];
export const useCalendar = (region: string | null, last: number) => usePrivate(submissionCalendarDocument, { region, periods: { last } });

const dueDatesDocument = graphql(`
  query DueDates($region: ID, $period: Period) {
    dueDates(region: $region, period: $period) {
      region {
        code
        name
        nameEn
      }
      period
      dueOn
      setBy
      setAt
    }
  }
`);
export type DueDate = DueDatesQuery['dueDates'][number];
export const useDueDates = () => usePrivate(dueDatesDocument, {});

const setDueDateDocument = graphql(`
  mutation SetDueDate($region: ID!, $period: Period!, $dueOn: Date!) {
    setDueDate(region: $region, period: $period, dueOn: $dueOn) {
      dueOn
    }
  }
`);
const removeDueDateDocument = graphql(`
  mutation RemoveDueDate($region: ID!, $period: Period!) {
    removeDueDate(region: $region, period: $period)
  }
`);
const carryForwardDocument = graphql(`
  mutation CarryForward($region: ID!, $period: Period!, $reason: String!) {
    carryForward(region: $region, period: $period, reason: $reason) {
      id
    }
  }
`);
export const useSetDueDate = () => useSubmitChange(setDueDateDocument);
export const useRemoveDueDate = () => useSubmitChange(removeDueDateDocument);
export const useCarryForward = () => useSubmitChange(carryForwardDocument);

const summaryMeasuresDocument = graphql(`
  query SummaryMeasures {
    summaryMeasures {
      measure
      label {
        zh
        en
      }
      unit
    }
  }
`);
export type SummaryMeasure = SummaryMeasuresQuery['summaryMeasures'][number];
export const useSummaryMeasures = () => usePrivate(summaryMeasuresDocument, {});

const summaryReturnsDocument = graphql(`
  query SummaryReturns($region: ID, $period: Period, $first: Int!, $after: String) {
    summaryReturns(region: $region, period: $period, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        region {
          code
          name
          nameEn
        }
        period
        version
        current
        receivedAt
        sentBy
        note
        values {
          measure
          label {
            zh
            en
          }
          value
          ledger
          difference
        }
      }
    }
  }
`);
export type SummaryReturn = SummaryReturnsQuery['summaryReturns']['nodes'][number];
export const useSummaryReturns = (region: string, period: string, first: number, after: string | null) =>
  usePrivate(summaryReturnsDocument, { region, period, first, after });

const sendSummaryDocument = graphql(`
  mutation SendSummary($region: ID!, $period: Period!, $values: [SummaryValueInput!]!, $note: String) {
    sendSummary(region: $region, period: $period, values: $values, note: $note) {
      version
    }
  }
`);
export const useSendSummary = () => useSubmitChange(sendSummaryDocument);
