import { QueryEditor, ResponseEditor, useGraphiQL, useMonaco, VariableEditor, type Editor } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import { useCallback, useEffect, useRef, useState } from 'react';
import { explorerWords } from '../../i18n/explorer.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import type { Lang } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Docs } from './Docs.tsx';
import { EDITOR_OPTIONS, letTabLeave, paintEditors } from './editorLook.ts';
import { isNarrow, showBelow } from './narrow.ts';
import type { Outcome } from './outcome.ts';
import { OutcomeLine } from './OutcomeLine.tsx';
import { Rail } from './Rail.tsx';
import { TabStrip } from './TabStrip.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useArrival } from './useArrival.ts';
import { useTabs, type Opening, type Tabs } from './useTabs.ts';
import type { TokenInUse } from './useToken.ts';
import { VariablePicker } from './VariablePicker.tsx';

interface WorkbenchProps {
  /** Null while it is on its way, or when the server does not give it. */
  readonly schema: GraphQLSchema | null;
  readonly schemaFailure: string | null;
  readonly spoken: Lang;
  readonly onSpoken: (lang: Lang) => void;
  /** What the last run of each tab told. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly onForget: (tab: string) => void;
  readonly token: TokenInUse;
}

/** Below this width of the window the rail makes room for the documentation. */
const ROOM_FOR_THREE = 1500;

function useLook(editor: Editor | undefined, label: string): void {
  useEffect(() => {
    editor?.updateOptions({ ...EDITOR_OPTIONS, ariaLabel: label });
  }, [editor, label]);
}

/** Names, options and colours of the three editors follow language and theme of the address. */
function useEditorLooks(): void {
  const words = useWords(explorerWords);
  const { theme } = useSelection().selection;
  const monaco = useMonaco((state) => state.monaco);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  useLook(queryEditor, words.queryEditor);
  useLook(
    useGraphiQL((state) => state.variableEditor),
    words.variablesEditor,
  );
  useLook(
    useGraphiQL((state) => state.responseEditor),
    words.response,
  );
  useEffect(() => {
    if (queryEditor) letTabLeave(queryEditor);
  }, [queryEditor]);
  useEffect(() => {
    if (monaco) paintEditors(monaco, theme);
  }, [monaco, theme, queryEditor]);
}

function Editors({ tabs, outcome, schema }: { readonly tabs: Tabs; readonly outcome: Outcome | null } & Pick<WorkbenchProps, 'schema'>) {
  const words = useWords(explorerWords);
  const answered = useRef<HTMLDivElement>(null);
  const running = useGraphiQL((state) => state.isFetching);
  useEffect(() => {
    if (running) showBelow(answered.current);
  }, [running]);
  return (
    <div className="editors" role="tabpanel" id="explorer-panel" aria-labelledby={tabs.tab && `tab-${tabs.tab.id}`}>
      <div className="asked">
        <QueryEditor className="query" role="group" aria-label={`${words.queryEditor}。${words.enterHint}`} />
        <section className="variables" aria-label={words.variables}>
          <VariablePicker schema={schema} />
          <VariableEditor className="json" role="group" aria-label={`${words.variablesEditor}。${words.enterHint}`} />
        </section>
      </div>
      <div className="answered" ref={answered}>
        <OutcomeLine outcome={outcome} />
        <ResponseEditor aria-label={words.response} aria-live="off" />
      </div>
    </div>
  );
}

/** Rail, editors and documentation side by side; on a phone one under the other. */
export function Workbench({ schema, schemaFailure, spoken, onSpoken, outcomes, onForget, token }: WorkbenchProps) {
  const words = useWords(explorerWords);
  const saved = useWords(savedWords);
  const { selection } = useSelection();
  const { open, ...held } = useTabs(onForget);
  const secret = token.used?.secret ?? null;
  const [docs, setDocs] = useState(false);
  const [rail, setRail] = useState(() => !isNarrow());
  const openHere = useCallback(
    (opening: Opening) => {
      open(opening);
      if (isNarrow()) setRail(false);
    },
    [open],
  );
  const tabs = { ...held, open: openHere };
  useEditorLooks();
  const arrival = useArrival(openHere, secret);
  const outcome = (tabs.tab && outcomes[tabs.tab.id]) ?? null;
  return (
    <div className="explorer" data-docs={docs && schema !== null} data-rail={rail}>
      <Rail tabs={tabs} token={token} open={rail} onOpen={setRail} />
      <section className="bench" aria-label={words.title}>
        <TabStrip tabs={tabs} />
        <Toolbar
          tabs={tabs}
          secret={secret}
          docs={docs}
          onDocs={() => {
            setDocs(!docs);
            if (innerWidth < ROOM_FOR_THREE) setRail(docs);
          }}
        />
        {selection.version !== null && <output className="notice">{words.frozen(selection.version)}</output>}
        {arrival.problem !== null && <output className="notice">{arrival.problem === '' ? saved.notFound : arrival.problem}</output>}
        {token.used !== null && <output className="notice">{words.asToken(token.used.name)}</output>}
        {token.lapsed !== null && <output className="notice">{words.tokenLapsed(token.lapsed)}</output>}
        {schemaFailure !== null && (
          <output className="notice">
            {words.schemaFailed} {schemaFailure}
          </output>
        )}
        <Editors tabs={tabs} outcome={outcome} schema={schema} />
      </section>
      {docs && schema !== null && (
        <Docs
          schema={schema}
          spoken={spoken}
          onSpoken={onSpoken}
          onClose={() => {
            setDocs(false);
            setRail(true);
          }}
        />
      )}
    </div>
  );
}
