import { useEffect, useRef, type ReactNode } from 'react';
import type { Dataset } from '../../api/dataset.ts';
import { whyWords } from '../../i18n/why.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { WhyBody } from './WhyBody.tsx';
import { WhyHead } from './WhyHead.tsx';
import { WhyWaiting } from './WhyWaiting.tsx';
import { useWhyScene } from './useWhyScene.ts';
import './why.css';
import './whyBelow.css';

/** 为什么: what lies behind the rate of one region, in place of the page it was asked on. */
export default function WhyCard() {
  const { selection } = useSelection();
  const code = selection.why ?? selection.region;
  // Another region is another card: it takes the focus anew, and shows nothing of the one before.
  return <Card key={code} code={code} />;
}

function Card({ code }: { readonly code: string }) {
  const words = useWords(whyWords);
  const lang = useLang();
  const found = useWhyScene(code);
  if (found.state === 'loading')
    return (
      <Plain title={words.why}>
        <WhyWaiting />
      </Plain>
    );
  if (found.state === 'ready') return <WhyBody scene={found.scene} notices={found.notices} />;
  if (found.state === 'failed')
    return (
      <Plain title={words.why} settled>
        <ErrorState failure={found.failure} onRetry={found.retry} />
      </Plain>
    );
  if (found.state === 'unknown')
    return (
      <Plain title={words.unknownTitle} settled>
        <EmptyState>{words.unknown(code)}</EmptyState>
      </Plain>
    );
  return (
    <Plain title={words.noLedgerTitle(regionName(found.region, lang))} settled>
      <EmptyState>{words.noLedger}</EmptyState>
      <Elsewhere dataset={found.dataset} />
    </Plain>
  );
}

/** The cards of the regions that do have a ledger. */
function Elsewhere({ dataset: { ledgerRegions } }: { readonly dataset: Dataset }) {
  const words = useWords(whyWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  if (ledgerRegions.length === 0) return null;
  return (
    <p className="why-elsewhere">
      {words.noLedgerStep}
      {ledgerRegions.map((region) => (
        <LinkButton key={region.code} href={hrefFor({ why: region.code })}>
          {regionName(region, lang)}
        </LinkButton>
      ))}
    </p>
  );
}

/** A card without figures still has its title and its way out. */
function Plain({ title, settled = false, children }: { readonly title: string; readonly settled?: boolean; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (settled) heading.current?.focus({ preventScroll: true });
  }, [settled]);
  return (
    <>
      <WhyHead ref={heading} title={title} />
      <div className="page-body">{children}</div>
    </>
  );
}
