import { useGraphiQL } from '@graphiql/react';
import { explorerWords } from '../../i18n/explorer.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import { printArrival } from '../../state/explorerAddress.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { SaveBox } from './SaveBox.tsx';
import type { Tabs } from './useTabs.ts';

interface ToolbarProps {
  readonly tabs: Tabs;
  /** Secret of the token in use; null: none. */
  readonly secret: string | null;
  readonly docs: boolean;
  readonly onDocs: () => void;
}

/** Run, tidy, copy, save: what is done with the query of the tab. */
export function Toolbar({ tabs, secret, docs, onDocs }: ToolbarProps) {
  const words = useWords(explorerWords);
  const saved = useWords(savedWords);
  const running = useGraphiQL((state) => state.isFetching);
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const { actions } = tabs;
  const link = (): string =>
    `${location.href.split('#', 1)[0] ?? ''}${printArrival({
      query: query?.getValue() ?? '',
      variables: variables?.getValue() ?? '',
      name: tabs.markOf?.name ?? '',
    })}`;
  return (
    <div className="toolbar" role="toolbar" aria-label={words.commands}>
      <button
        type="button"
        className="button run"
        title={words.runHint}
        disabled={query === undefined}
        onClick={() => {
          if (running) actions.stop();
          else void actions.run();
        }}
      >
        {running ? words.stop : words.run}
      </button>
      <SaveBox tabs={tabs} secret={secret} />
      <button type="button" className="link" onClick={() => void actions.prettifyEditors()}>
        {words.prettify}
      </button>
      <CopyButton label={words.copyQuery} text={() => query?.getValue() ?? ''} />
      <CopyButton label={saved.copyLink} text={link} />
      <button type="button" className="button docs-open" aria-pressed={docs} onClick={onDocs}>
        {words.docs}
      </button>
    </div>
  );
}
