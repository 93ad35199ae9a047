import { useEffect, useLayoutEffect, useRef, type ComponentType, type RefObject } from 'react';
import { useLocation } from 'wouter';
import type { Access } from './api/access.ts';
import { Expired } from './Expired.tsx';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { Masthead } from './Masthead.tsx';
import { NothingOpen } from './NothingOpen.tsx';
import type { Door, Page } from './state/pages.ts';
import { useSelection } from './state/useSelection.ts';
import { applyLook } from './theme/look.ts';
import { codeCome, LOAD } from './pageCode.ts';
import { coming } from './ui/coming.tsx';
import { PageTitle } from './ui/PageTitle.tsx';
import { SkeletonRows } from './ui/Skeleton.tsx';
import { ErrorState } from './ui/states.tsx';
import { LinkButton } from './ui/ViewLink.tsx';
import { useGate, type Gate } from './useGate.ts';
import { reads } from './view/may.ts';

const WAITING = (
  <div className="page-body">
    <SkeletonRows rows={4} />
  </div>
);

const WhyCard = coming(() => import('./features/why/WhyCard.tsx'), WAITING);

const codeOf = (page: Page): ComponentType => coming(LOAD[page], WAITING, () => codeCome(page));

const PAGE: Readonly<Record<Page, ComponentType>> = {
  overview: codeOf('overview'),
  trends: codeOf('trends'),
  compare: codeOf('compare'),
  gaps: codeOf('gaps'),
  organizations: codeOf('organizations'),
  activities: codeOf('activities'),
  quality: codeOf('quality'),
  indicators: codeOf('indicators'),
  present: codeOf('present'),
};

const DOOR: Readonly<Record<Door, ComponentType<{ readonly access: Access }>>> = {
  login: coming(() => import('./features/account/LoginPage.tsx'), WAITING),
  setup: coming(() => import('./features/account/SetupPage.tsx'), WAITING),
  password: coming(() => import('./features/account/PasswordPage.tsx'), WAITING),
  submit: coming(() => import('./features/submit/SubmitPage.tsx'), WAITING),
  admin: coming(() => import('./features/admin/AdminPage.tsx'), WAITING),
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

/** The page of the address; a why card stands in its place until it is closed. */
function Shown({ access }: { readonly access: Access }) {
  const { selection, page, door } = useSelection();
  if (door !== null) {
    const Named = DOOR[door];
    return <Named access={access} />;
  }
  if (page === null) return <NotFound />;
  if (!reads(access)) return <NothingOpen access={access} />;
  if (selection.why !== null) return <WhyCard />;
  const Named = PAGE[page];
  return <Named />;
}

/** What stands under the masthead while the reader is not known, or in place of the page. */
function Behind({ gate }: { readonly gate: Gate }) {
  const [, navigate] = useLocation();
  const href = gate.state === 'elsewhere' ? gate.href : null;
  useEffect(() => {
    if (href !== null) navigate(`~${href}`, { replace: true });
  }, [href, navigate]);
  if (gate.state === 'open') return <Shown access={gate.access} />;
  if (gate.state !== 'failed') return WAITING;
  return (
    <div className="page-body">
      <ErrorState failure={gate.failure} onRetry={gate.retry} />
    </div>
  );
}

/** A new page starts at its top and takes the focus, as a loaded document would; a changed parameter does not. */
function usePlace(main: RefObject<HTMLElement | null>): void {
  const { selection, page, door } = useSelection();
  const place = `${String(page ?? door)} ${selection.why ?? ''}`;
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current !== place) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shown.current = place;
  }, [place, main]);
}

/** The frame around every page: masthead, the page of the address, notices. A meeting has the whole screen. */
export function App() {
  const words = useWords(shellWords);
  const { selection, page } = useSelection();
  const main = useRef<HTMLElement>(null);
  const gate = useGate();
  useLayoutEffect(() => {
    applyLook(selection);
  }, [selection]);
  usePlace(main);
  useEffect(() => {
    // The code of the page comes while the reader is asked for; it holds no figure.
    if (page !== null) void LOAD[page]();
  }, [page]);
  if (page === 'present' && gate.state === 'open' && reads(gate.access))
    return (
      <>
        <Expired access={gate.access} />
        <PAGE.present />
      </>
    );
  return (
    <div className="app">
      <a className="skip" href="#main">
        {words.skipToContent}
      </a>
      <Masthead access={gate.state === 'open' ? gate.access : null} />
      {gate.state === 'open' && <Expired access={gate.access} />}
      <main id="main" ref={main} tabIndex={-1}>
        <Behind gate={gate} />
      </main>
      <footer className="closing">
        <a href="third-party-notices.txt">{words.notices}</a>
      </footer>
    </div>
  );
}
