import { useAuditCheck } from '../../api/audit.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Loaded } from '../../ui/states.tsx';

/** Whether anything in the log was added, removed or changed other than by the program. */
export function ChainPanel() {
  const words = useWords(settingsWords);
  const lang = useLang();
  const query = useAuditCheck();
  return (
    <Panel
      title={words.checkTitle}
      actions={
        <button type="button" className="link" disabled={query.isFetching} onClick={() => void query.refetch()}>
          {words.checkAgain}
        </button>
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {({ auditCheck }) => (
          <>
            <p className={`state ${auditCheck.whole ? 'met' : 'missed'}`} data-shape={auditCheck.whole ? '●' : '▼'} role="status">
              {auditCheck.whole ? words.checkWhole : words.checkBroken}
            </p>
            {auditCheck.chains.map(({ chain, entries, head, anchoredAt, problems }) => (
              <div key={chain} className="chain">
                <p>
                  <b>{words.chains[chain]}</b> {words.chainLine(count(entries))} ·{' '}
                  {anchoredAt ? words.anchored(momentText(anchoredAt, lang)) : words.notAnchored}
                </p>
                {head && (
                  <p className="small muted">
                    {words.head} <code>{head}</code>
                  </p>
                )}
                {problems.map((problem) => (
                  <p key={problem} className="refused">
                    {problem}
                  </p>
                ))}
              </div>
            ))}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
