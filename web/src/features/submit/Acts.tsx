import { useId, useState } from 'react';
import type { SubmissionAct } from '../../api/gql/enums.ts';
import { useReview, type SubmissionCard } from '../../api/submissions.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { useFocused } from '../../ui/useFocused.ts';
import { judgingOf } from './toStates.ts';

/** Acts that are done with a reason, which others read. */
const REASONED: ReadonlySet<SubmissionAct> = new Set(['RETURN', 'UNLOCK']);

interface AskedProps {
  readonly act: SubmissionAct;
  readonly pending: boolean;
  readonly onDone: (reason: string | null) => void;
  readonly onLeave: () => void;
}

/** An act is asked once more, with its reason where it needs one. */
function Asked({ act, pending, onDone, onLeave }: AskedProps) {
  const words = useWords(reviewWords);
  const id = useId();
  const field = useFocused<HTMLTextAreaElement>();
  const [reason, setReason] = useState('');
  const needed = REASONED.has(act);
  const said = reason.trim();
  return (
    <form
      className="form act-form"
      aria-label={words.acts[act]}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(said === '' ? null : said);
      }}
    >
      <p>{words.asks[act]}</p>
      <div className="text-field">
        <label htmlFor={id}>{needed ? words.reasonNeeded : words.reason}</label>
        <textarea
          id={id}
          ref={field}
          className="field"
          rows={3}
          maxLength={500}
          required={needed}
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
          }}
        />
        <small>{words.reasonHints[act]}</small>
      </div>
      <div className="row">
        <button type="submit" className="button strong" disabled={pending || (needed && said === '')}>
          {pending ? words.working : words.confirms[act]}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

/** What a reviewer can do with a submission now. */
export function Acts({ card }: { readonly card: Pick<SubmissionCard, 'id' | 'acts'> }) {
  const words = useWords(reviewWords);
  const [asked, setAsked] = useState<SubmissionAct | null>(null);
  const review = useReview();
  const acts = judgingOf(card.acts);
  if (acts.length === 0) return <p className="small muted">{words.noActs}</p>;
  return (
    <div className="acts" role="group" aria-label={words.actsLabel}>
      {asked === null ? (
        <div className="row">
          {acts.map((act) => (
            <button
              key={act}
              type="button"
              className={`button ${act === 'ACCEPT' ? 'strong' : ''}`}
              onClick={() => {
                review.reset();
                setAsked(act);
              }}
            >
              {words.acts[act]}
            </button>
          ))}
        </div>
      ) : (
        <Asked
          key={asked}
          act={asked}
          pending={review.isPending}
          onLeave={() => {
            setAsked(null);
          }}
          onDone={(reason) => {
            review.mutate(
              { id: card.id, act: asked, reason },
              {
                onSuccess: () => {
                  setAsked(null);
                },
              },
            );
          }}
        />
      )}
      <Refusal message={review.error?.message} />
      <output className="small">{review.isSuccess && asked === null ? words.done : ''}</output>
    </div>
  );
}
