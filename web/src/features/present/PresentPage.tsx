import { useEffect, useRef } from 'react';
import { presentWords } from '../../i18n/present.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { LinkButton } from '../../ui/ViewLink.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { Show } from './Show.tsx';
import { StartPage } from './StartPage.tsx';
import { useHeldScene, useMeeting } from './useMeeting.ts';
import { MapAhead } from './useSlideMap.tsx';

/** Meeting mode: the page before the start, and the show. All slides are held from here, so that they are there before anybody looks. */
export default function PresentPage() {
  const words = useWords(presentWords);
  const { hrefOf } = useSelection();
  const found = useHeldScene();
  if (found.state === 'ready') return <Meeting scene={found.scene} notices={found.notices} />;
  return (
    <main className="present-start">
      <PageTitle title={words.title}>
        <LinkButton href={hrefOf('overview')}>{words.leave}</LinkButton>
      </PageTitle>
      <div className="page-body">
        {found.state === 'loading' && <SkeletonRows rows={8} />}
        {found.state === 'failed' && <ErrorState failure={found.failure} onRetry={found.retry} />}
        {found.state === 'empty' && <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>}
      </div>
    </main>
  );
}

function Meeting({ scene, notices }: { readonly scene: LedgerScene; readonly notices: readonly string[] }) {
  const held = useMeeting(scene);
  const { at } = useSelection().selection;
  const runs = at !== null && held.slides.length > 0;
  const ran = useRef(false);
  useEffect(() => {
    if (runs) ran.current = true;
  }, [runs]);
  const maps = held.slides.flatMap(({ ask, answer }) => (ask.kind === 'overview' && answer?.place ? [answer.place] : []));
  return (
    <>
      {maps.map((region, index) => (
        <MapAhead key={`${region.code}-${index}`} region={region} />
      ))}
      {runs ? <Show held={held} /> : <StartPage held={held} notices={notices} returned={ran.current} />}
    </>
  );
}
