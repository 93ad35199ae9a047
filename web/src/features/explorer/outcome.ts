/** What is told of the last run beside its answer. Pure. */
import type { Sent } from '../../api/explorer.ts';

export interface Outcome {
  /** No answer came. */
  readonly failed: boolean;
  readonly milliseconds?: number;
  readonly bytes?: number;
  readonly cost?: number;
  readonly version?: string;
  /** Code of the first error. */
  readonly code?: string;
}

/** Extensions of every answer of this server. */
interface Extended {
  readonly extensions?: { readonly cost?: unknown; readonly dataVersion?: unknown };
}

export function outcomeOf({ answer, milliseconds, bytes }: Sent): Outcome {
  const { cost, dataVersion } = (answer as Extended).extensions ?? {};
  const code = answer.errors?.[0]?.extensions?.code;
  return {
    failed: false,
    milliseconds,
    bytes,
    ...(typeof cost === 'number' ? { cost } : {}),
    ...(typeof dataVersion === 'string' ? { version: dataVersion } : {}),
    ...(code === undefined ? {} : { code }),
  };
}
