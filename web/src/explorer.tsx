import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { noteRefusal } from './api/access.ts';
import { basePath } from './api/client.ts';
import { ExplorerFrame } from './ExplorerFrame.tsx';
import { EXAMPLES } from './features/explorer/exampleList.ts';
import { installWorkers } from './features/explorer/monacoWorkers.ts';
import { translateStoredTabs } from './features/explorer/storedTabs.ts';
import { parseSelection } from './state/selection.ts';
import { AtAddress } from './state/Standing.tsx';
import { applyLook } from './theme/look.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/frame.css';
import './ui/controls.css';
import './ui/title.css';
import './ui/content.css';
import './view/view.css';
import '@graphiql/react/style.css';
import './features/explorer/explorer.css';
import './features/explorer/rail.css';
import './features/explorer/docs.css';

const { selection } = parseSelection(location.search);
// Before the first paint, so that a dark address never flashes white.
applyLook(selection);
translateStoredTabs(localStorage, selection.lang, EXAMPLES);
installWorkers();

const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false } },
  queryCache: new QueryCache({
    onError: (problem) => {
      noteRefusal(queries, problem);
    },
  }),
});

const root = document.getElementById('root');
if (root === null) throw new Error('explorer.html has no #root');
createRoot(root).render(
  <QueryClientProvider client={queries}>
    <Router base={basePath(location.pathname)}>
      <AtAddress>
        <ExplorerFrame />
      </AtAddress>
    </Router>
  </QueryClientProvider>,
);
