import { useGraphiQL } from '@graphiql/react';
import { explorerWords } from '../../i18n/explorer.ts';
import { useWords } from '../../i18n/words.ts';
import { count, decimal } from '../../theme/format.ts';
import type { Outcome } from './outcome.ts';

const BYTES_IN_KB = 1024;

/** What the last run took, what it cost and of which data version it speaks. */
export function OutcomeLine({ outcome }: { readonly outcome: Outcome | null }) {
  const { status, notRun } = useWords(explorerWords);
  const running = useGraphiQL((state) => state.isFetching);
  const parts =
    outcome === null
      ? [notRun]
      : outcome.failed
        ? [status.failed]
        : [
            outcome.code === undefined ? null : status.refused(outcome.code),
            outcome.milliseconds === undefined ? null : status.took(count(outcome.milliseconds)),
            outcome.cost === undefined ? null : status.cost(count(outcome.cost)),
            outcome.version === undefined ? null : status.version(outcome.version),
            outcome.bytes === undefined ? null : status.size(decimal(outcome.bytes / BYTES_IN_KB, 1)),
          ];
  return (
    <output className="outcome" aria-busy={running}>
      {parts.flatMap((part) => (part === null ? [] : [<span key={part}>{part}</span>]))}
    </output>
  );
}
