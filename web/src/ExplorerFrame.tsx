import { Explorer } from './features/explorer/Explorer.tsx';
import { explorerWords } from './i18n/explorer.ts';
import { shellWords } from './i18n/shell.ts';
import { useWords } from './i18n/words.ts';
import { Masthead } from './Masthead.tsx';

/** The explorer under the masthead of the pages, in a document of its own. */
export function ExplorerFrame() {
  const shell = useWords(shellWords);
  const words = useWords(explorerWords);
  return (
    <div className="app explorer-app">
      <a className="skip" href="#main">
        {shell.skipToContent}
      </a>
      <Masthead inExplorer />
      <main id="main" tabIndex={-1}>
        <h1 className="unseen">
          {words.title}：{words.lead}
        </h1>
        <Explorer />
      </main>
    </div>
  );
}
