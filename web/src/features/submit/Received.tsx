import { useId, useState } from 'react';
import { differencesAddress } from '../../api/sending.ts';
import {
  useApply,
  useDiscard,
  useDifference,
  useSubmission,
  type SubmissionCard,
  type SubmissionDifference,
} from '../../api/submissions.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, percentSign, plain, THIN } from '../../theme/format.ts';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Differences } from './Differences.tsx';
import { SubmissionCardView } from './SubmissionCardView.tsx';
import { vanishing } from './toDifferences.ts';

function Note({
  note,
  onNote,
  difference,
}: {
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly difference: SubmissionDifference;
}) {
  const words = useWords(reviewWords);
  const id = useId();
  const { noteRequired, changedShare, noteShare } = difference;
  return (
    <div className="text-field note-field">
      <label htmlFor={id}>{noteRequired ? words.noteRequired : words.note}</label>
      <textarea
        id={id}
        className="field"
        rows={3}
        maxLength={500}
        required={noteRequired}
        value={note}
        onChange={({ target }) => {
          onNote(target.value);
        }}
      />
      <small>
        {changedShare === null || changedShare === undefined
          ? words.noteHintFirst
          : words.noteHint(percentSign(changedShare), `${plain(noteShare)}${THIN}%`, noteRequired)}
      </small>
    </div>
  );
}

/** What was received is let go: the way back for who sees that it is not what they meant. */
function Discard({ id }: { readonly id: string }) {
  const words = useWords(reviewWords);
  const { set } = useSelection();
  const discard = useDiscard();
  return (
    <Confirmed
      label={words.acts.DISCARD}
      question={words.discardAsk}
      confirm={words.discardNow}
      pending={discard.isPending}
      onConfirm={() => {
        discard.mutate(
          { id },
          {
            onSuccess: () => {
              set({ upload: null, submission: null });
            },
          },
        );
      }}
    >
      <Refusal message={discard.error?.message} />
    </Confirmed>
  );
}

interface GoneProps {
  readonly id: string;
  readonly difference: SubmissionDifference;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Rows that vanish are meant to vanish: said with their number and their list. */
function Gone({ id, difference, confirmed, onConfirm }: GoneProps) {
  const words = useWords(reviewWords);
  return (
    <label className="confirm-gone">
      <input
        type="checkbox"
        checked={confirmed}
        onChange={({ target }) => {
          onConfirm(target.checked);
        }}
      />
      <span>
        {words.confirmGone(count(difference.units.removed), count(difference.organizations.removed), count(difference.units.before))}{' '}
        <a className="link" href={differencesAddress(id)} download>
          {words.listAsFile}
        </a>
      </span>
    </label>
  );
}

/** The last step of who sends: why so much changed, whether it is meant that something vanishes, and then it counts. */
function ApplyForm({ card, difference }: { readonly card: SubmissionCard; readonly difference: SubmissionDifference }) {
  const words = useWords(reviewWords);
  const [note, setNote] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const apply = useApply();
  const gone = vanishing(difference);
  const lacks = (difference.noteRequired && note.trim() === '') || (gone > 0 && !confirmed);
  return (
    <form
      className="form apply-form"
      aria-label={words.applyTitle}
      onSubmit={(event) => {
        event.preventDefault();
        apply.mutate({ id: card.id, note: note.trim() === '' ? null : note.trim(), confirmRemovals: confirmed });
      }}
    >
      <Note note={note} onNote={setNote} difference={difference} />
      {gone > 0 && <Gone id={card.id} difference={difference} confirmed={confirmed} onConfirm={setConfirmed} />}
      <div className="row">
        <button type="submit" className="button strong" disabled={apply.isPending || lacks}>
          {apply.isPending ? words.working : words.acts.APPLY}
        </button>
        {card.acts.includes('DISCARD') && <Discard id={card.id} />}
        {lacks && <small className="muted">{words.stillNeeded}</small>}
      </div>
      <Refusal message={apply.error?.message} />
    </form>
  );
}

function Opened({ card }: { readonly card: SubmissionCard }) {
  const query = useDifference(card.id);
  const words = useWords(reviewWords);
  if (!card.acts.includes('APPLY')) return <SubmissionCardView card={card} />;
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {({ submission }) =>
        submission?.difference ? (
          <>
            {submission.difference.stale && <p className="refused">{words.stale}</p>}
            <ApplyForm card={card} difference={submission.difference} />
            <Differences id={card.id} difference={submission.difference} />
          </>
        ) : (
          <EmptyState>{words.noDifference}</EmptyState>
        )
      }
    </Loaded>
  );
}

/** A submission that was received: how it differs from what stands, and whether it shall stand in its place. */
export function Received({ id }: { readonly id: string }) {
  const words = useWords(submitWords);
  const query = useSubmission(id);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {({ submission }) => (submission ? <Opened card={submission} /> : <EmptyState>{words.submissionGone}</EmptyState>)}
    </Loaded>
  );
}
