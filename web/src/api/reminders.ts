/** What waits for the reader. In a file of its own: the head of every page asks it, and carries nothing else of the submissions. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, type ApiProblem } from './client.ts';
import { graphql } from './gql/gql.ts';
import type { RemindersQuery } from './gql/graphql.ts';

const remindersDocument = graphql(`
  query Reminders {
    reminders {
      kind
      region {
        code
        name
        nameEn
      }
      period
      dueOn
      daysLeft
      submission {
        id
      }
      message
    }
  }
`);
export type Reminder = RemindersQuery['reminders'][number];

/** What waits for the reader; asked only where something can wait for them. */
export const useReminders = (enabled: boolean): UseQueryResult<{ reminders: Reminder[] }, ApiProblem> =>
  useQuery<{ reminders: Reminder[] }, ApiProblem>({
    queryKey: ['reminders'],
    queryFn: ({ signal }) => ask(remindersDocument, {}, { signal, privately: true }),
    enabled,
    retry: false,
  });
