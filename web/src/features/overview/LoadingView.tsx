import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { useWords } from '../../i18n/words.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx';

const ROWS = 16;

/** The frame of the page with flat bars of the final size. */
export function LoadingView() {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  return (
    <div className="overview" aria-busy="true">
      <span className="unseen" role="status">
        {shell.loading}
      </span>
      <div className="rates">
        {[0, 1].map((card) => (
          <section key={card} className="panel rate">
            <header>
              <Skeleton width="9em" height="24px" />
            </header>
            <Skeleton width="5em" height="52px" />
            <div className="bar" />
            <SkeletonRows rows={5} height="16px" />
          </section>
        ))}
      </div>
      <section className="panel map">
        <header>
          <Skeleton width="12em" height="24px" />
        </header>
        <Skeleton height="var(--map-height)" />
      </section>
      <Panel className="rank" title={words.ranking}>
        <SkeletonRows rows={ROWS} height="calc(var(--row) - 8px)" />
      </Panel>
      <section className="panel trend">
        <header>
          <Skeleton width="10em" height="24px" />
        </header>
        <Skeleton height="var(--trend-height)" />
      </section>
    </div>
  );
}
