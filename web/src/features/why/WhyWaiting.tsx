import { shellWords } from '../../i18n/shell.ts';
import { whyWords } from '../../i18n/why.ts';
import { useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx';

/** The columns with flat bars of the final size: titles stand, nothing jumps. */
export function WhyWaiting() {
  const words = useWords(whyWords);
  const shell = useWords(shellWords);
  return (
    <div className="why-columns" aria-busy="true">
      <span className="unseen">{shell.loading}</span>
      <div className="why-column">
        <Panel className="why-rate" title={words.why}>
          <Skeleton width="60%" height="var(--t-6)" />
          <SkeletonRows rows={6} height="20px" />
        </Panel>
      </div>
      <div className="why-column">
        <Panel className="why-change" title={words.changeTitle}>
          <Skeleton height="var(--why-fall)" />
        </Panel>
      </div>
      <div className="why-column">
        <Panel className="why-gap" title={words.gapTitle}>
          <SkeletonRows rows={8} height="24px" />
        </Panel>
      </div>
    </div>
  );
}
