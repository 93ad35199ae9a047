/** What only the dictionary of indicators prints of them: sources, targets and checklists. */
import { graphql } from './gql/gql.ts';
import type { IndicatorNotesQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const indicatorNotesDocument = graphql(`
  query IndicatorNotes {
    indicators {
      id
      standard
      targets {
        region {
          code
          name
          nameEn
        }
        validFrom
        target
      }
      checklists {
        id
        label {
          zh
          en
        }
        items {
          zh
          en
        }
        citation
      }
    }
  }
`);

export type IndicatorNotes = IndicatorNotesQuery['indicators'][number];

/** What only the dictionary says of an indicator: the standard of the rules, and the checklists it may stand on. */
export const useIndicatorNotes = () => useApi(indicatorNotesDocument, {});
