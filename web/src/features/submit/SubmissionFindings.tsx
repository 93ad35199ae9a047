import { useSubmissionFindings, type SubmissionCard } from '../../api/submissions.ts';
import { severityWords, verdictWords } from '../../i18n/quality.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { bySeverity } from './toStates.ts';

/** More than a reviewer reads at once; how many there are is told below. */
const SHOWN = 100;
const BADGES = { SERIOUS: 'strong', ORDINARY: 'middle', NOTICE: 'plain', NONE: 'plain' } as const;

/** What the checks found in a submission; they never block it, the reviewer decides. */
export function SubmissionFindings({ card }: { readonly card: SubmissionCard }) {
  const words = useWords(reviewWords);
  const severities = useWords(severityWords);
  const verdicts = useWords(verdictWords);
  const lang = useLang();
  const query = useSubmissionFindings(card.id, SHOWN);
  return (
    <Panel title={words.findings} note={words.findingsNote}>
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {({ findings }) => {
          const own = bySeverity(findings.nodes);
          if (own.length === 0) return <EmptyState>{words.noFindings}</EmptyState>;
          return (
            <>
              <ul className="findings-list">
                {own.map((finding) => (
                  <li key={finding.id}>
                    <Badge kind={BADGES[finding.severity]}>{severities[finding.severity]}</Badge> <b>{verdicts[finding.verdict]}</b>{' '}
                    <span lang="zh-CN">{finding.title}</span>
                    <p lang={lang === 'zh' ? 'zh-CN' : 'en'}>{lang === 'zh' ? finding.explanation : finding.explanationEn}</p>
                  </li>
                ))}
              </ul>
              {findings.totalCount > own.length && (
                <p className="small muted">{words.moreFindings(count(findings.totalCount - own.length))}</p>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
