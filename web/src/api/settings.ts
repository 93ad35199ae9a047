/** Rule sets and dated targets, for those who administer them. */
import { useAdminChange, usePrivate } from './admin.ts';
import { graphql } from './gql/gql.ts';
import type { RuleDocumentsQuery, TargetStepsQuery } from './gql/graphql.ts';

const targetStepsDocument = graphql(`
  query TargetSteps {
    targetSteps {
      region {
        code
        name
        nameEn
      }
      indicator
      from
      target
      setBy
      setAt
    }
  }
`);
export type TargetStep = TargetStepsQuery['targetSteps'][number];
export const useTargetSteps = () => usePrivate(targetStepsDocument, {});

const setTargetDocument = graphql(`
  mutation SetTarget($region: ID!, $indicator: Indicator!, $from: Date!, $target: Float!) {
    setTarget(region: $region, indicator: $indicator, from: $from, target: $target) {
      from
    }
  }
`);
const removeTargetDocument = graphql(`
  mutation RemoveTarget($region: ID!, $indicator: Indicator!, $from: Date!) {
    removeTarget(region: $region, indicator: $indicator, from: $from)
  }
`);
export const useSetTarget = () => useAdminChange(setTargetDocument);
export const useRemoveTarget = () => useAdminChange(removeTargetDocument);

const ruleDocumentsDocument = graphql(`
  query RuleDocuments {
    ruleDocuments {
      id
      label {
        zh
        en
      }
      document
      assignments {
        region {
          code
          name
          nameEn
        }
        from
        to
      }
    }
  }
`);
export type RuleDocument = RuleDocumentsQuery['ruleDocuments'][number];
export const useRuleDocuments = () => usePrivate(ruleDocumentsDocument, {});

const checkRuleSetDocument = graphql(`
  mutation CheckRuleSet($document: String!) {
    checkRuleSet(document: $document) {
      path
      message
    }
  }
`);
const setRuleSetDocument = graphql(`
  mutation SetRuleSet($document: String!, $region: ID, $from: Date, $recompute: Period) {
    setRuleSet(document: $document, region: $region, from: $from, recompute: $recompute) {
      id
      from
      submissions
    }
  }
`);
export const useCheckRuleSet = () => useAdminChange(checkRuleSetDocument);
export const useSetRuleSet = () => useAdminChange(setRuleSetDocument);
