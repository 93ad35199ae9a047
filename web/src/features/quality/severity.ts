import type { Severity } from '../../api/gql/enums.ts';

/** Weight of the badge: the heavier the finding, the darker. Never a colour, which would be taken for a policy state. */
export const SEVERITY_BADGES = { SERIOUS: 'strong', ORDINARY: 'middle', NOTICE: 'plain', NONE: 'plain' } as const satisfies Record<
  Severity,
  'strong' | 'middle' | 'plain'
>;
