import type { SubmissionCard } from '../../api/submissions.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { count, periodText } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useSelection } from '../../state/useSelection.ts';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { useMay } from '../../view/useMay.ts';
import { Timeline } from './Timeline.tsx';
import { lastReturn } from './toStates.ts';

/** The reason of a return stands first: it is what has to be mended. */
function Returned({ card }: { readonly card: SubmissionCard }) {
  const words = useWords(reviewWords);
  const { doorHref } = useSelection();
  const may = useMay('SUBMIT');
  const step = lastReturn(card);
  if (step === null) return null;
  return (
    <div className="returned" role="status">
      <h3>{words.returnedBy(step.by)}</h3>
      <p>{step.reason ?? words.noReason}</p>
      {may && (
        <LinkButton href={doorHref('submit', { part: 'fill', region: card.region.code, period: card.period })}>
          {words.sendMended}
        </LinkButton>
      )}
    </div>
  );
}

/** One submission: whose, for when, in which state, what its sender said, and what was done with it. */
export function SubmissionCardView({ card, withSteps = true }: { readonly card: SubmissionCard; readonly withSteps?: boolean }) {
  const words = useWords(reviewWords);
  const submit = useWords(submitWords);
  const lang = useLang();
  return (
    <div className="submission-card">
      <h3>
        {regionName(card.region, lang)} · {periodText(card.period, lang)} · {words.versionOf(String(card.version))}{' '}
        <Badge kind={card.current ? 'strong' : 'plain'}>{submit.states[card.state]}</Badge>{' '}
        {card.carriedForward && <Badge kind="middle">{words.carriedForward}</Badge>}{' '}
        {card.demo && <Badge kind="sample">{words.demo}</Badge>}
      </h3>
      <Returned card={card} />
      <dl className="standing-facts">
        <dt>{words.sentBy}</dt>
        <dd>{card.sentBy ?? words.unknownSender}</dd>
        <dt>{words.receivedAt}</dt>
        <dd>
          {momentText(card.receivedAt, lang)} {card.onTime ? '' : <small className="muted">{words.late}</small>}
        </dd>
        <dt>{words.holds}</dt>
        <dd>{words.holdsOf(count(card.units), count(card.organizations))}</dd>
        {card.warnings > 0 && (
          <>
            <dt>{words.warnings}</dt>
            <dd>{count(card.warnings)}</dd>
          </>
        )}
        <dt>{words.note}</dt>
        <dd>{card.note ?? <span className="muted">{words.noNote}</span>}</dd>
      </dl>
      {withSteps && <Timeline steps={card.steps} />}
    </div>
  );
}
