import { backupsDocument, useCreateBackup, usePrivate, type BackupRow } from '../../api/admin.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { momentText } from '../../theme/momentText.ts';
import { sizeText } from '../../theme/format.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Scroller } from '../../view/Scroller.tsx';

function Backups({ backups }: { readonly backups: readonly BackupRow[] }) {
  const words = useWords(adminWords);
  const lang = useLang();
  return (
    <Scroller name={words.tabs.backups}>
      <table className="list" aria-label={words.tabs.backups}>
        <thead>
          <tr>
            <th scope="col">{words.backup}</th>
            <th scope="col">{words.made}</th>
            <th scope="col" className="n">
              {words.size}
            </th>
            <th scope="col">{words.version}</th>
            <th scope="col">{words.checked}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.name}>
              <th scope="row">
                <code>{backup.name}</code>
              </th>
              <td className="nowrap">{momentText(backup.createdAt, lang)}</td>
              <td className="n">{sizeText(backup.bytes)}</td>
              <td>{backup.dataVersion}</td>
              <td>{backup.checked ? words.checkedYes : words.checkedNo}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** 备份: what there is, one more, and how to go back to one. */
export function BackupsTab() {
  const words = useWords(adminWords);
  const query = usePrivate(backupsDocument, {});
  const create = useCreateBackup();
  return (
    <>
      <Panel title={words.tabs.backups}>
        <div className="conditions-bar">
          <button
            type="button"
            className="button strong"
            disabled={create.isPending}
            onClick={() => {
              create.mutate({});
            }}
          >
            {create.isPending ? words.making : words.makeBackup}
          </button>
          <output className="small">{create.isSuccess ? create.data.createBackup.name : ''}</output>
          <Refusal message={create.error?.message} />
        </div>
        <Loaded query={query} skeleton={<SkeletonRows rows={4} height="34px" />}>
          {({ backups }) => (backups.length === 0 ? <EmptyState>{words.noBackups}</EmptyState> : <Backups backups={backups} />)}
        </Loaded>
      </Panel>
      <Panel title={words.restoreTitle}>
        <p className="answer-sentence">{words.restoreNote}</p>
        <p className="row">
          <code>{words.restoreCommand(query.data?.backups[0]?.name ?? 'NAME')}</code>
          <CopyButton label={words.copyCommand} text={() => words.restoreCommand(query.data?.backups[0]?.name ?? 'NAME')} />
        </p>
      </Panel>
    </>
  );
}
