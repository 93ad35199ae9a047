import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { useSavedQueries, useSaveQuery } from '../../api/saved.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import { QueryForm, type NameAndShare } from './QueryForm.tsx';
import type { Tabs } from './useTabs.ts';

interface SaveBoxProps {
  readonly tabs: Tabs;
  /** Secret of the token in use; null: none. */
  readonly secret: string | null;
}

function useEscape(leave: () => void): void {
  const last = useRef(leave);
  useEffect(() => {
    last.current = leave;
  }, [leave]);
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') last.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

interface FormProps extends SaveBoxProps {
  readonly onDone: () => void;
}

function SaveForm({ tabs, secret, onDone }: FormProps) {
  useEscape(onDone);
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const saved = useSavedQueries(secret);
  const save = useSaveQuery(secret);
  const own = saved.data?.find((one) => one.mine && one.id === tabs.markOf?.saved);
  const keep = (id: string | null, given: NameAndShare): void => {
    const text = variables?.getValue() ?? '';
    save.mutate(
      { id, ...given, query: query?.getValue() ?? '', variables: text.trim() === '' ? null : text },
      {
        onSuccess: (kept) => {
          if (tabs.tab) tabs.mark(tabs.tab.id, { name: kept.name, saved: kept.id });
          onDone();
        },
      },
    );
  };
  return (
    <QueryForm
      first={{ name: own?.name ?? tabs.markOf?.name ?? tabs.tab?.operationName ?? '', shared: own?.shared ?? false }}
      pending={save.isPending}
      refusal={save.error?.message}
      onSave={(given) => {
        keep(own?.id ?? null, given);
      }}
      {...(own && {
        onSaveAsNew: (given: NameAndShare) => {
          keep(null, given);
        },
      })}
      onDone={onDone}
    />
  );
}

/** Keeps the query of the tab under a name; one that was opened from the saved ones is changed, or kept as another. */
export function SaveBox(props: SaveBoxProps) {
  const words = useWords(savedWords);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <div className="save-box">
      <button
        type="button"
        className="button"
        ref={opener}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {words.save}
      </button>
      {open && (
        <SaveForm
          {...props}
          onDone={() => {
            setOpen(false);
            opener.current?.focus();
          }}
        />
      )}
    </div>
  );
}
