import { useEffect, useMemo, useRef } from 'react';
import { useWhy, whyDocument, whyVariables, type WhyAnswer, type WhyAsk } from '../../api/why.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { whyWords } from '../../i18n/why.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Crumbs } from '../../ui/Crumbs.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { ExportMenu } from '../../view/ExportMenu.tsx';
import { LedgerProvenance } from '../../view/LedgerProvenance.tsx';
import { LedgerControls } from '../../view/ViewControls.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { ChangePanel } from './ChangePanel.tsx';
import { ContributorsPanel } from './ContributorsPanel.tsx';
import { GapPanel } from './GapPanel.tsx';
import { RatePanel } from './RatePanel.tsx';
import { ReceiptPanel } from './ReceiptPanel.tsx';
import { TiersPanel } from './TiersPanel.tsx';
import { WhyBelow } from './WhyBelow.tsx';
import { WhyHead } from './WhyHead.tsx';
import { WhyWaiting } from './WhyWaiting.tsx';
import { splitShown } from '../../view/why/splits.ts';
import { COVERAGES, quarterBefore, subjectOf, type Speaking } from '../../view/why/speaking.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

interface WhyBodyProps {
  readonly scene: LedgerScene;
  readonly notices: readonly string[];
}

function askOf({ region, period, indicator }: LedgerScene, basis: WhyAsk['basis'], subject: keyof typeof COVERAGES): WhyAsk {
  const parent = region.ancestors.at(-1)?.code ?? null;
  return {
    region: region.code,
    period,
    from: quarterBefore(period),
    indicator: indicator.id,
    basis,
    coverage: COVERAGES[subject],
    parent: parent ?? region.code,
    // A park is ranked nowhere: its units count in their county.
    placed: parent !== null && region.kind === 'ADMINISTRATIVE',
  };
}

/** The title takes the focus once it says what was found, unless the reader has gone somewhere meanwhile. */
function useFocusedTitle(ready: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!ready) return undefined;
    // After the frame has given the focus to the whole of the page.
    const timer = setTimeout(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body || activeElement.id === 'main')
        heading.current?.focus({ preventScroll: true });
    });
    return () => {
      clearTimeout(timer);
    };
  }, [ready]);
  return heading;
}

/** The card of a region that a ledger speaks for. */
export function WhyBody({ scene, notices }: WhyBodyProps) {
  const words = useWords(whyWords);
  const lang = useLang();
  const { selection } = useSelection();
  const subject = subjectOf(scene.indicator, selection.subject);
  const ask = askOf(scene, selection.basis, subject);
  const query = useWhy(ask);
  const answer = query.data;
  const heading = useFocusedTitle(answer !== undefined || query.error !== null);
  const title = answer ? pickLabel(answer.brief.title, lang) : words.titleOf(scene.name);
  const [position] = answer?.brief.statements ?? [];
  return (
    <>
      <WhyHead
        ref={heading}
        title={title}
        lead={position ? pickLabel(position.text, lang) : '\u00a0'}
        place={<Place scene={scene} />}
        notices={notices}
      >
        <LedgerControls dataset={scene.dataset} period={scene.period} />
        <ExportMenu dataset={scene.dataset} />
      </WhyHead>
      {answer ? (
        <Columns scene={scene} ask={ask} answer={answer} subject={subject} busy={query.isPlaceholderData} />
      ) : query.error ? (
        <div className="page-body">
          <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : (
        <WhyWaiting />
      )}
    </>
  );
}

/** Where and when: the way to the regions above leads to the page below the card. */
function Place({ scene: { region, dataset, period, name } }: { readonly scene: LedgerScene }) {
  const overview = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  const crumbs = [
    ...region.ancestors.map((ancestor) => ({
      label: regionName(ancestor, lang),
      href: hrefFor({ region: ancestor.code, why: null, split: null, regions: [], focus: null }),
    })),
    { label: name },
  ];
  return (
    <>
      <Crumbs label={overview.levels} crumbs={crumbs} />
      <span className="when">{periodText(period, lang)}</span>
      {dataset.demo && (
        <Badge kind="sample" title={shell.sampleNote}>
          {shell.sample}
        </Badge>
      )}
    </>
  );
}

interface ColumnsProps {
  readonly scene: LedgerScene;
  readonly ask: WhyAsk;
  readonly answer: WhyAnswer;
  readonly subject: keyof typeof COVERAGES;
  readonly busy: boolean;
}

/** Three columns on a desk: how high, why, what to do. */
function Columns({ scene, ask, answer, subject, busy }: ColumnsProps) {
  const { indicator, dataset, region } = scene;
  const words = useWords(whyWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { selection } = useSelection();
  const speaking: Speaking = useMemo(() => ({ indicator, dataset, words, overview, lang }), [indicator, dataset, words, overview, lang]);
  const copy = <GraphqlActions document={whyDocument} variables={whyVariables(ask)} />;
  const split = splitShown(answer.change, selection.split);
  const shared = { answer, speaking, copy };
  return (
    <>
      <div className="why-columns" aria-busy={busy}>
        <div className="why-column">
          <RatePanel {...shared} region={region.code} indicators={scene.indicators} />
          <TiersPanel {...shared} subject={subject} />
          <ReceiptPanel {...shared} basis={selection.basis} />
        </div>
        <div className="why-column">
          <ChangePanel {...shared} region={region} split={split} />
          <ContributorsPanel {...shared} region={region} split={split} />
          <WhyBelow.Outlook scene={scene} speaking={speaking} subject={subject} />
        </div>
        <div className="why-column">
          <GapPanel {...shared} region={region} />
          <WhyBelow.Lists scene={scene} speaking={speaking} subject={subject} afterFounding={answer.gap.afterFounding} />
        </div>
      </div>
      <LedgerProvenance dataset={dataset} card={answer.card[0] ?? null} indicator={indicator} />
    </>
  );
}
