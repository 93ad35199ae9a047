import { useEffect } from 'react';
import { Expired } from './Expired.tsx';
import { Explorer } from './features/explorer/Explorer.tsx';
import { accountWords } from './i18n/account.ts';
import { explorerWords } from './i18n/explorer.ts';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { Masthead } from './Masthead.tsx';
import { useSelection } from './state/useSelection.ts';
import { PageTitle } from './ui/PageTitle.tsx';
import { SkeletonRows } from './ui/Skeleton.tsx';
import { ErrorState, NoPermission } from './ui/states.tsx';
import { useGate, type Gate } from './useGate.ts';
import { permissionsOf } from './view/may.ts';

/** The explorer, or why this reader has none: an address that leads elsewhere loads that document. */
function Inside({ gate }: { readonly gate: Gate }) {
  const words = useWords(explorerWords);
  const shell = useWords(shellWords);
  const account = useWords(accountWords);
  const { hrefOf } = useSelection();
  const href = gate.state === 'elsewhere' ? gate.href : null;
  useEffect(() => {
    if (href !== null) location.replace(href);
  }, [href]);
  if (gate.state === 'failed')
    return (
      <div className="page-body">
        <ErrorState failure={gate.failure} onRetry={gate.retry} />
      </div>
    );
  if (gate.state !== 'open')
    return (
      <div className="page-body">
        <SkeletonRows rows={6} />
      </div>
    );
  if (!permissionsOf(gate.access).has('ASK'))
    return (
      <>
        <PageTitle title={account.askTitle} />
        <div className="page-body">
          <NoPermission>{account.askNote}</NoPermission>
          <a className="button" href={hrefOf('overview')}>
            {shell.toOverview}
          </a>
        </div>
      </>
    );
  return (
    <>
      <h1 className="unseen">
        {words.title}：{words.lead}
      </h1>
      <Explorer />
    </>
  );
}

/** The explorer under the masthead of the pages, in a document of its own. */
export function ExplorerFrame() {
  const shell = useWords(shellWords);
  const gate = useGate();
  const access = gate.state === 'open' ? gate.access : null;
  return (
    <div className="app explorer-app">
      <a className="skip" href="#main">
        {shell.skipToContent}
      </a>
      <Masthead access={access} inExplorer />
      {access && <Expired access={access} />}
      <main id="main" tabIndex={-1}>
        <Inside gate={gate} />
      </main>
    </div>
  );
}
