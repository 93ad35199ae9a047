import { useState } from 'react';
import { useDeleteQuery, useSavedQueries, useSaveQuery, type SavedQueryRow } from '../../api/saved.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { printSavedArrival } from '../../state/explorerAddress.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { momentText } from '../../theme/momentText.ts';
import { QueryForm } from './QueryForm.tsx';
import { RecentList } from './RecentList.tsx';
import type { Tabs } from './useTabs.ts';

interface SectionProps {
  readonly tabs: Tabs;
  /** Secret of the token in use; null: none. */
  readonly secret: string | null;
}

interface RowProps {
  readonly row: SavedQueryRow;
  readonly secret: string | null;
}

function RenameForm({ row, secret, onDone }: RowProps & { readonly onDone: () => void }) {
  const save = useSaveQuery(secret);
  const { id, query, variables } = row;
  return (
    <QueryForm
      first={{ name: row.name, shared: row.shared }}
      pending={save.isPending}
      refusal={save.error?.message}
      onSave={(given) => {
        save.mutate({ id, query, variables: variables ?? null, ...given }, { onSuccess: onDone });
      }}
      onDone={onDone}
    />
  );
}

function OwnActions({ row, secret, onChange }: RowProps & { readonly onChange: () => void }) {
  const words = useWords(savedWords);
  const remove = useDeleteQuery(secret);
  return (
    <>
      <button type="button" className="link" onClick={onChange}>
        {words.change}
      </button>
      <Confirmed
        label={words.remove}
        question={words.removeAsk(row.name)}
        confirm={words.removeNow}
        pending={remove.isPending}
        onConfirm={() => {
          remove.mutate(row.id);
        }}
      >
        <Refusal message={remove.error?.message} />
      </Confirmed>
    </>
  );
}

function SavedRow({ row, tabs, secret }: SectionProps & { readonly row: SavedQueryRow }) {
  const words = useWords(savedWords);
  const lang = useLang();
  const [changing, setChanging] = useState(false);
  if (changing)
    return (
      <RenameForm
        row={row}
        secret={secret}
        onDone={() => {
          setChanging(false);
        }}
      />
    );
  return (
    <>
      <button
        type="button"
        className="opens"
        onClick={() => {
          tabs.open({ query: row.query, variables: row.variables ?? '', name: row.name, saved: row.id, runs: false, focuses: true });
        }}
      >
        <b>{row.name}</b>
        <span>
          {row.shared && `${words.sharedBadge} · `}
          {words.changedAt(momentText(row.updatedAt, lang))}
        </span>
      </button>
      <div className="row-actions">
        {row.shared && (
          <CopyButton
            label={words.copyLink}
            text={() => `${location.origin}${location.pathname}${location.search}${printSavedArrival(row.id)}`}
          />
        )}
        {row.mine && (
          <OwnActions
            row={row}
            secret={secret}
            onChange={() => {
              setChanging(true);
            }}
          />
        )}
      </div>
    </>
  );
}

/** What this reader kept, what others share, and what was run lately in this browser. */
export function SavedSection({ tabs, secret }: SectionProps) {
  const words = useWords(savedWords);
  const saved = useSavedQueries(secret);
  const lists = [
    { title: words.mine, none: words.noMine, rows: saved.data?.filter(({ mine }) => mine) },
    { title: words.others, none: words.noOthers, rows: saved.data?.filter(({ mine }) => !mine) },
  ];
  return (
    <div className="saved">
      <Refusal message={saved.error?.message} />
      {lists.map(({ title, none, rows }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {rows === undefined && saved.error === null && <SkeletonRows rows={2} />}
          {rows?.length === 0 && <p className="muted">{none}</p>}
          <ul>
            {rows?.map((row) => (
              <li key={row.id}>
                <SavedRow row={row} tabs={tabs} secret={secret} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <RecentList tabs={tabs} />
    </div>
  );
}
