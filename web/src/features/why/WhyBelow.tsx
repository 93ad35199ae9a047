import type { ReactNode } from 'react';
import type { Subject } from '../../api/gql/enums.ts';
import type { WhyGap } from '../../api/why.ts';
import { belowDocument, useBelow, type BelowAsk } from '../../api/whyBelow.ts';
import { whyBelowWords } from '../../i18n/whyBelow.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { AttainmentPanel, BoundsPanel } from './OutlookPanels.tsx';
import { CandidatesPanel, ShellsPanel } from './ListPanels.tsx';
import { COVERAGES, type Speaking } from '../../view/why/speaking.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

interface BelowProps {
  readonly scene: LedgerScene;
  readonly speaking: Speaking;
  readonly subject: Subject;
}

/** Both halves ask the same, and share one request. */
function useAsked({ scene: { region, period, indicator }, subject }: BelowProps) {
  const { basis } = useSelection().selection;
  const ask: BelowAsk = {
    region: region.code,
    period,
    indicator: indicator.id,
    basis,
    subject,
    coverage: COVERAGES[subject][0],
    party: subject === 'PARTY',
  };
  const copy: ReactNode = <GraphqlActions document={belowDocument} variables={{ ...ask }} />;
  return { query: useBelow(ask), copy };
}

const WAITING = <SkeletonRows rows={3} height="22px" />;

/** What may come of it: forecast, and bounds while regions are missing. */
function Outlook(props: BelowProps) {
  const words = useWords(whyBelowWords);
  const { query, copy } = useAsked(props);
  return (
    <Loaded query={query} title={words.attainmentTitle} skeleton={WAITING}>
      {(below) => (
        <>
          <AttainmentPanel below={below} speaking={props.speaking} period={props.scene.period} copy={copy} />
          <BoundsPanel below={below} speaking={props.speaking} copy={copy} />
        </>
      )}
    </Loaded>
  );
}

/** The lists behind it: units that should have an organization, organizations to check. */
function Lists(props: BelowProps & { readonly afterFounding: WhyGap['afterFounding'] }) {
  const words = useWords(whyBelowWords);
  const { query, copy } = useAsked(props);
  const { speaking, subject, scene, afterFounding } = props;
  return (
    <Loaded query={query} title={words.shellsTitle} skeleton={WAITING}>
      {(below) => (
        <>
          <CandidatesPanel
            below={below}
            speaking={speaking}
            subject={subject}
            region={scene.region.code}
            after={afterFounding}
            copy={copy}
          />
          <ShellsPanel below={below} speaking={speaking} subject={subject} region={scene.region.code} copy={copy} />
        </>
      )}
    </Loaded>
  );
}

export const WhyBelow = { Outlook, Lists };
