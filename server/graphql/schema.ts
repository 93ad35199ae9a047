/** The schema, built from the resolvers; `schema.graphql` is its printed form. */
import { printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { DatasetResolver } from './dataset.resolver.ts';
import { FigureResolver, PublishedRateResolver, SourceResolver } from './figure.resolver.ts';
import { FindingResolver } from './finding.resolver.ts';
import { IndicatorResolver } from './indicator.resolver.ts';
import { ObservationResolver } from './observation.resolver.ts';
import { RegionResolver } from './region.resolver.ts';
import { UnitResolver } from './unit.resolver.ts';

export const createSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      DatasetResolver,
      FigureResolver,
      FindingResolver,
      IndicatorResolver,
      ObservationResolver,
      PublishedRateResolver,
      RegionResolver,
      SourceResolver,
      UnitResolver,
    ],
    validate: false,
  });

export const printSdl = (schema: GraphQLSchema): string => `${printSchema(schema)}\n`;
