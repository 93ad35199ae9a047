import { graphql } from './gql/gql.ts';
import type { DatasetQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const datasetDocument = graphql(`
  query Dataset {
    dataset {
      version
      asOf
      periods
      latestPeriod
      demo
      units
      organizations
      submissions
      figures
      lastImportAt
      ledgerRegions {
        code
        name
        nameEn
        level
      }
      bases {
        id
        label {
          zh
          en
        }
        definition {
          zh
          en
        }
      }
      missingReasons {
        id
        label {
          zh
          en
        }
      }
      bands {
        id
        label {
          zh
          en
        }
        shape
      }
      vocabularies {
        name
        label {
          zh
          en
        }
        members {
          id
          label {
            zh
            en
          }
        }
      }
    }
  }
`);

export type Dataset = DatasetQuery['dataset'];

/** What the server holds: version, periods, bases, bands and the words for missing values. */
export const useDataset = () => useApi(datasetDocument, {});
