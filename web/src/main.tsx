import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { noteRefusal } from './api/access.ts';
import { basePath } from './api/client.ts';
import { App } from './App.tsx';
import { parseSelection } from './state/selection.ts';
import { AtAddress } from './state/Standing.tsx';
import { applyLook, printLight } from './theme/look.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/frame.css';
import './ui/controls.css';
import './ui/title.css';
import './ui/content.css';
import './theme/wall.css';
import './theme/print.css';

// Before the first paint, so that a dark address never flashes white.
applyLook(parseSelection(location.search).selection);
printLight();

/** An answer stays fresh for a minute: stepping back and forth through periods asks the server once. */
const queries: QueryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false } },
  queryCache: new QueryCache({
    onError: (problem) => {
      noteRefusal(queries, problem);
    },
  }),
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Router base={basePath(location.pathname)}>
        <AtAddress>
          <App />
        </AtAddress>
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
