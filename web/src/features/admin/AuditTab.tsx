import { useAuditEntries } from '../../api/audit.ts';
import { basePath } from '../../api/client.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { BadCursor, isBadCursor } from '../../view/BadCursor.tsx';
import { AuditConditions } from './AuditConditions.tsx';
import { AuditTable } from './AuditTable.tsx';
import { toAuditFilter, toAuditSearch } from './auditWhere.ts';
import { ChainPanel } from './ChainPanel.tsx';
import { PAGE, Pager } from './Pager.tsx';

/** 审计: whether the log is whole, and what it says. */
export function AuditTab() {
  const words = useWords(settingsWords);
  const { selection } = useSelection();
  const where = toAuditFilter(selection);
  const query = useAuditEntries(where, PAGE, selection.after);
  return (
    <>
      <ChainPanel />
      <Panel
        title={words.audit}
        note={words.auditNote}
        actions={
          <a className="link" href={`${basePath(location.pathname)}/export/audit.csv${toAuditSearch(where)}`} download="">
            {words.export}
          </a>
        }
      >
        <AuditConditions />
        {isBadCursor(query.error, selection.after) ? (
          <BadCursor />
        ) : (
          <Loaded query={query} skeleton={<SkeletonRows rows={10} height="34px" />}>
            {({ auditEntries }) =>
              auditEntries.nodes.length === 0 ? (
                <EmptyState>{words.noEntries}</EmptyState>
              ) : (
                <>
                  <AuditTable entries={auditEntries.nodes} />
                  <Pager
                    shown={auditEntries.nodes.length}
                    total={auditEntries.totalCount}
                    unit={words.entries}
                    pageInfo={auditEntries.pageInfo}
                  />
                </>
              )
            }
          </Loaded>
        )}
        <p className="small muted">{words.exportHint}</p>
      </Panel>
    </>
  );
}
