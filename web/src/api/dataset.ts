import { datasetDocument } from './first.ts';
import type { DatasetQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export type Dataset = DatasetQuery['dataset'];

/** What the server holds: version, periods, bases, bands and the words for missing values. */
export const useDataset = () => useApi(datasetDocument, {});
