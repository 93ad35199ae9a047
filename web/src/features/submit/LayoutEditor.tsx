import { useState } from 'react';
import {
  useHeaderMapping,
  useLedgerColumns,
  useSetHeaderMapping,
  type LayoutQuestion,
  type LedgerColumn,
  type UploadCard,
} from '../../api/uploads.ts';
import { layoutWords } from '../../i18n/submitLayout.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { claimedTwice, columnsOf, draftOf, LEFT, sheetsOf, stillMissing, type Choice, type SheetDraft } from './toMapping.ts';

interface SheetEditorProps {
  readonly draft: SheetDraft;
  readonly layout: LayoutQuestion;
  readonly columns: readonly LedgerColumn[];
  readonly onChange: (draft: SheetDraft) => void;
}

function SheetName({ draft, layout, onChange }: SheetEditorProps) {
  const words = useWords(layoutWords);
  if (layout.sheets.length === 0) return null;
  return (
    <Choose
      label={words.whichSheet(words.sheets[draft.sheet])}
      any={words.byItsName(words.sheets[draft.sheet])}
      value={draft.name}
      options={layout.sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? words.hiddenSheet(name) : name }))}
      onChange={(name) => {
        onChange({ ...draft, name });
      }}
    />
  );
}

function HeaderLine({ label, draft, columns, onChange }: Omit<SheetEditorProps, 'layout'> & { readonly label: string }) {
  const words = useWords(layoutWords);
  const choice = draft.choices[label] ?? null;
  const column = columns.find(({ key }) => key === choice);
  const choose = (next: Choice): void => {
    onChange({ ...draft, choices: { ...draft.choices, [label]: next } });
  };
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <select
          className="field"
          aria-label={words.meaningOf(label)}
          value={choice ?? ''}
          onChange={({ target }) => {
            choose(target.value === '' ? null : target.value);
          }}
        >
          <option value="">{words.undecided}</option>
          <option value={LEFT}>{words.leftOut}</option>
          {columns.map(({ key, header, required }) => (
            <option key={key} value={key}>
              {required ? words.requiredColumn(header) : header}
            </option>
          ))}
        </select>
      </td>
      <td className="rule-cell" lang="zh-CN">
        {column?.rule}
      </td>
    </tr>
  );
}

function SheetEditor(props: SheetEditorProps) {
  const words = useWords(layoutWords);
  const { draft, layout, columns } = props;
  const own = columns.filter(({ sheet }) => sheet === draft.sheet);
  const missing = stillMissing(draft, layout.missing);
  const twice = claimedTwice(draft).map((key) => own.find((column) => column.key === key)?.header ?? key);
  const labels = Object.keys(draft.choices);
  return (
    <section className="sheet-editor" aria-label={words.sheets[draft.sheet]}>
      <h4>{words.sheets[draft.sheet]}</h4>
      <SheetName {...props} />
      {labels.length > 0 && (
        <Scroller name={words.sheets[draft.sheet]}>
          <table className="list" aria-label={words.headersOf(words.sheets[draft.sheet])}>
            <thead>
              <tr>
                <th scope="col">{words.ownHeader}</th>
                <th scope="col">{words.means}</th>
                <th scope="col">{words.rule}</th>
              </tr>
            </thead>
            <tbody>
              {labels.map((label) => (
                <HeaderLine key={label} label={label} {...props} columns={own} />
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      {missing.length > 0 && <p className="refused">{words.stillMissing(missing.map(({ header }) => header).join(words.and))}</p>}
      {twice.length > 0 && <p className="refused">{words.twice(twice.join(words.and))}</p>}
    </section>
  );
}

interface LayoutEditorProps {
  readonly region: UploadCard['region'];
  readonly layout: LayoutQuestion;
  readonly hasFile: boolean;
  /** The same file is read again, with what was saved. */
  readonly onSaved: () => void;
}

function Editor({
  region,
  layout,
  hasFile,
  onSaved,
  columns,
  first,
}: LayoutEditorProps & { readonly columns: readonly LedgerColumn[]; readonly first: readonly SheetDraft[] }) {
  const words = useWords(layoutWords);
  const [drafts, setDrafts] = useState(first);
  const save = useSetHeaderMapping();
  const saveAll = async (): Promise<void> => {
    for (const draft of drafts)
      await save.mutateAsync({ region: region.code, sheet: draft.sheet, name: draft.name, columns: columnsOf(draft) });
    if (hasFile) onSaved();
  };
  return (
    <>
      {drafts.map((draft) => (
        <SheetEditor
          key={draft.sheet}
          draft={draft}
          layout={layout}
          columns={columns}
          onChange={(changed) => {
            setDrafts(drafts.map((one) => (one.sheet === changed.sheet ? changed : one)));
          }}
        />
      ))}
      <div className="row">
        <button
          type="button"
          className="button strong"
          disabled={save.isPending || drafts.some((draft) => claimedTwice(draft).length > 0)}
          onClick={() => {
            // A refusal stands below the button.
            saveAll().catch(() => undefined);
          }}
        >
          {save.isPending ? words.saving : hasFile ? words.saveAndRead : words.save}
        </button>
        <output className="small">{save.isSuccess && !hasFile ? words.savedChoose : ''}</output>
      </div>
      <Refusal message={save.error?.message} />
    </>
  );
}

/** A region that keeps its own headers says once which of them means which column; it is kept for its next file. */
export function LayoutEditor(props: LayoutEditorProps) {
  const words = useWords(layoutWords);
  const lang = useLang();
  const columns = useLedgerColumns();
  const saved = useHeaderMapping(props.region.code);
  return (
    <Panel title={words.title} note={words.note(regionName(props.region, lang))} className="layout-editor">
      <Loaded query={columns} skeleton={<SkeletonRows rows={5} />}>
        {({ ledgerColumns }) => (
          <Loaded query={saved} skeleton={<SkeletonRows rows={5} />}>
            {({ headerMapping }) => (
              <Editor
                {...props}
                columns={ledgerColumns}
                first={sheetsOf(props.layout).map((sheet) => draftOf(sheet, props.layout, headerMapping.sheets))}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}
