import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { Received } from './Received.tsx';
import { Reminders } from './Reminders.tsx';
import { SendPanel } from './SendPanel.tsx';
import type { PartProps } from './partProps.ts';
import type { Place } from './parts.ts';
import { usePlace } from './usePlace.ts';

function Filling({ place, ...props }: PartProps & { readonly place: Place }) {
  const words = useWords(submitWords);
  const { selection } = useSelection();
  if (selection.submission !== null && selection.upload === null)
    return (
      <Panel title={words.submissionOpen}>
        <Received id={selection.submission} />
      </Panel>
    );
  return (
    <Panel title={selection.upload === null ? words.upload : words.result}>
      <SendPanel key={`${place.region.code} ${place.period}`} {...props} place={place} kind="LEDGER" />
    </Panel>
  );
}

/** 填报: what waits, for whom and when, the template, the file, and what was found in it. */
export function FillPart(props: PartProps) {
  const words = useWords(submitWords);
  const { query, at } = usePlace();
  return (
    <>
      <Reminders access={props.access} />
      <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
        {({ submissionCalendar: rows }) => {
          const place = at(rows);
          if (rows.length === 0) return <EmptyState title={words.nothingDue}>{words.nothingDueNote}</EmptyState>;
          return (
            <>
              <PlaceBar rows={rows} place={place} />
              {place === null ? (
                <EmptyState>{words.outsideScope}</EmptyState>
              ) : (
                <div className="fill">
                  <Filling {...props} place={place} />
                  <PlaceCard place={place} />
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
