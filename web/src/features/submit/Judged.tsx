import { useDifference, useSubmission, type SubmissionCard } from '../../api/submissions.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Acts } from './Acts.tsx';
import { Differences } from './Differences.tsx';
import { SubmissionCardView } from './SubmissionCardView.tsx';
import { SubmissionFindings } from './SubmissionFindings.tsx';

function DifferencesOf({ id }: { readonly id: string }) {
  const words = useWords(reviewWords);
  const query = useDifference(id);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {({ submission }) =>
        submission?.difference ? <Differences id={id} difference={submission.difference} /> : <EmptyState>{words.noDifference}</EmptyState>
      }
    </Loaded>
  );
}

function Opened({ card, judging }: { readonly card: SubmissionCard; readonly judging: boolean }) {
  return (
    <>
      <SubmissionCardView card={card} />
      {judging && <Acts card={card} />}
      <SubmissionFindings card={card} />
      <DifferencesOf id={card.id} />
    </>
  );
}

/** One submission with all that is known of it; `judging`: with what a reviewer can do. */
export function Judged({ id, judging }: { readonly id: string; readonly judging: boolean }) {
  const words = useWords(submitWords);
  const review = useWords(reviewWords);
  const { hrefFor } = useSelection();
  const query = useSubmission(id);
  return (
    <Panel
      title={review.submission}
      className="judged"
      actions={
        <ViewLink className="link" href={hrefFor({ submission: null, after: null })}>
          {review.close}
        </ViewLink>
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ submission }) =>
          submission ? <Opened card={submission} judging={judging} /> : <EmptyState>{words.submissionGone}</EmptyState>
        }
      </Loaded>
    </Panel>
  );
}
