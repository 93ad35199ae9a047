/** The schema, built from the resolvers; `schema.graphql` is its printed form. */
import { printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AnalysisResolver, GapResolver } from './analysis.resolver.ts';
import { BriefResolver } from './brief.resolver.ts';
import { CalendarResolver, CalendarRowResolver, DueDateResolver, ReminderResolver } from './calendar.resolver.ts';
import { DatasetResolver } from './dataset.resolver.ts';
import { FigureResolver, PublishedRateResolver, SourceResolver } from './figure.resolver.ts';
import { FindingResolver } from './finding.resolver.ts';
import { IndicatorResolver } from './indicator.resolver.ts';
import { LockedResolver } from './locked.resolver.ts';
import { answerAsKnown } from './moments.ts';
import { MappingResolver } from './mapping.resolver.ts';
import { ObservationResolver } from './observation.resolver.ts';
import { OfficeResolver } from './office.resolver.ts';
import { OrganizationResolver } from './organization.resolver.ts';
import { RegionResolver } from './region.resolver.ts';
import { DifferenceResolver, ReviewResolver } from './review.resolver.ts';
import { RuleSetResolver } from './ruleSet.resolver.ts';
import { SessionResolver } from './session.resolver.ts';
import { SiteResolver } from './site.resolver.ts';
import { SubmissionResolver } from './submission.resolver.ts';
import { SummaryResolver } from './summary.resolver.ts';
import { UnitResolver } from './unit.resolver.ts';
import { AuditResolver } from './audit.resolver.ts';
import { UploadResolver } from './upload.resolver.ts';
import { UserResolver } from './user.resolver.ts';
import { ApiTokenResolver, SavedQueryResolver, ViewerResolver } from './viewer.resolver.ts';

const buildSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      AnalysisResolver,
      BriefResolver,
      DatasetResolver,
      FigureResolver,
      FindingResolver,
      GapResolver,
      IndicatorResolver,
      LockedResolver,
      MappingResolver,
      ObservationResolver,
      OfficeResolver,
      PublishedRateResolver,
      OrganizationResolver,
      RegionResolver,
      ReviewResolver,
      DifferenceResolver,
      RuleSetResolver,
      SourceResolver,
      SubmissionResolver,
      SummaryResolver,
      UnitResolver,
      ApiTokenResolver,
      SavedQueryResolver,
      ViewerResolver,
      SessionResolver,
      SiteResolver,
      UploadResolver,
      UserResolver,
      AuditResolver,
      CalendarResolver,
      CalendarRowResolver,
      DueDateResolver,
      ReminderResolver,
    ],
    validate: false,
  });

export const createSchema = (): GraphQLSchema => answerAsKnown(buildSchema());

export const printSdl = (schema: GraphQLSchema): string => `${printSchema(schema)}\n`;
