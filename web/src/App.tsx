import { lazy, Suspense, useEffect, useLayoutEffect, useRef, type ComponentType } from 'react';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { Masthead } from './Masthead.tsx';
import type { Page } from './state/pages.ts';
import { useSelection } from './state/useSelection.ts';
import { applyLook } from './theme/look.ts';
import { PageTitle } from './ui/PageTitle.tsx';
import { SkeletonRows } from './ui/Skeleton.tsx';
import { LinkButton } from './ui/ViewLink.tsx';

const PresentPage = lazy(() => import('./features/present/PresentPage.tsx'));
const WhyCard = lazy(() => import('./features/why/WhyCard.tsx'));

const PAGE: Readonly<Record<Exclude<Page, 'present'>, ComponentType>> = {
  overview: lazy(() => import('./features/overview/OverviewPage.tsx')),
  trends: lazy(() => import('./features/trends/TrendsPage.tsx')),
  compare: lazy(() => import('./features/compare/ComparePage.tsx')),
  gaps: lazy(() => import('./features/gaps/GapsPage.tsx')),
  organizations: lazy(() => import('./features/organizations/OrganizationsPage.tsx')),
  activities: lazy(() => import('./features/activities/ActivitiesPage.tsx')),
  quality: lazy(() => import('./features/quality/QualityPage.tsx')),
  indicators: lazy(() => import('./features/indicators/IndicatorsPage.tsx')),
};

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

const WAITING = (
  <div className="page-body">
    <SkeletonRows rows={4} />
  </div>
);

/** The page of the address; a why card stands in its place until it is closed. */
function Shown({ page, why }: { readonly page: Exclude<Page, 'present'> | null; readonly why: string | null }) {
  if (page === null) return <NotFound />;
  if (why !== null) return <WhyCard />;
  const Named = PAGE[page];
  return <Named />;
}

/** The frame around every page: masthead, the page of the address, notices. A meeting has the whole screen. */
export function App() {
  const words = useWords(shellWords);
  const { selection, page } = useSelection();
  const main = useRef<HTMLElement>(null);
  const place = `${String(page)} ${selection.why ?? ''}`;
  const shown = useRef(place);
  useLayoutEffect(() => {
    applyLook(selection);
  }, [selection]);
  useEffect(() => {
    // A new page starts at its top and takes the focus, as a loaded document would; a changed parameter does not.
    if (shown.current !== place) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shown.current = place;
  }, [place]);
  if (page === 'present')
    return (
      <Suspense fallback={WAITING}>
        <PresentPage />
      </Suspense>
    );
  return (
    <div className="app">
      <a className="skip" href="#main">
        {words.skipToContent}
      </a>
      <Masthead />
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={WAITING}>
          <Shown page={page} why={selection.why} />
        </Suspense>
      </main>
      <footer className="closing">
        <a href="third-party-notices.txt">{words.notices}</a>
      </footer>
    </div>
  );
}
