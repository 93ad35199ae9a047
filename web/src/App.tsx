import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { Route, Switch } from 'wouter';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { Masthead } from './Masthead.tsx';
import { useSelection } from './state/useSelection.ts';
import { pathOf } from './state/selection.ts';
import { applyLook } from './theme/look.ts';
import { PageTitle } from './ui/PageTitle.tsx';
import { SkeletonRows } from './ui/Skeleton.tsx';
import { LinkButton } from './ui/ViewLink.tsx';

const OverviewPage = lazy(() => import('./features/overview/OverviewPage.tsx'));
const QualityPage = lazy(() => import('./features/quality/QualityPage.tsx'));
const IndicatorsPage = lazy(() => import('./features/indicators/IndicatorsPage.tsx'));

function NotFound() {
  const words = useWords(shellWords);
  const { hrefOf } = useSelection();
  return (
    <>
      <PageTitle title={words.notFoundTitle} lead={words.notFoundNote} />
      <div className="page-body">
        <LinkButton href={hrefOf('overview')}>{words.toOverview}</LinkButton>
      </div>
    </>
  );
}

/** The frame around every page: masthead, the page of the address, notices. */
export function App() {
  const words = useWords(shellWords);
  const { selection, page } = useSelection();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(page);
  useLayoutEffect(() => {
    applyLook(selection);
  }, [selection]);
  useEffect(() => {
    // A new page starts at its top and takes the focus, as a loaded document would; a changed parameter does not.
    if (shown.current !== page) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shown.current = page;
  }, [page]);
  return (
    <div className="app">
      <a className="skip" href="#main">
        {words.skipToContent}
      </a>
      <Masthead />
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense
          fallback={
            <div className="page-body">
              <SkeletonRows rows={4} />
            </div>
          }
        >
          <Switch>
            <Route path={pathOf('overview')} component={OverviewPage} />
            <Route path={pathOf('quality')} component={QualityPage} />
            <Route path={pathOf('indicators')} component={IndicatorsPage} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </main>
      <footer className="closing">
        <a href="third-party-notices.txt">{words.notices}</a>
      </footer>
    </div>
  );
}
