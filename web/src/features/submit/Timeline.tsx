import type { SubmissionStep } from '../../api/submissions.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { momentText } from '../../theme/momentText.ts';

/** What was done with a submission, by whom and why, in the order it was done. */
export function Timeline({ steps }: { readonly steps: readonly SubmissionStep[] }) {
  const words = useWords(reviewWords);
  const submit = useWords(submitWords);
  const lang = useLang();
  if (steps.length === 0) return <p className="small muted">{words.noSteps}</p>;
  return (
    <ol className="timeline" aria-label={words.timeline}>
      {steps.map(({ act, state, at, by, dataVersion, reason }) => (
        <li key={`${at} ${act}`} data-act={act}>
          <p>
            <b>{words.acts[act]}</b>
            {state && <span className="muted"> → {submit.states[state]}</span>}
          </p>
          {reason && <p className="reason">{reason}</p>}
          <small className="muted">{[by, momentText(at, lang), ...(dataVersion ? [words.inVersion(dataVersion)] : [])].join(' · ')}</small>
        </li>
      ))}
    </ol>
  );
}
