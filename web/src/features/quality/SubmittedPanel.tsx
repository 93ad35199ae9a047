import { submittedDocument, useSubmittedFindings, type SubmittedFinding } from '../../api/quality.ts';
import { qualityWords, severityWords, verdictWords } from '../../i18n/quality.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { SEVERITY_BADGES } from './severity.ts';
import type { ReceiptRegion } from './useReceiptRegion.ts';
import './submitted.css';

function Row({ finding }: { readonly finding: SubmittedFinding }) {
  const severities = useWords(severityWords);
  const verdicts = useWords(verdictWords);
  const { hrefFor } = useSelection();
  const lang = useLang();
  const { region } = finding;
  return (
    <tr>
      <th scope="row">{region && <ViewLink href={hrefFor({ region: region.code })}>{regionName(region, lang)}</ViewLink>}</th>
      <td>
        <Badge kind={SEVERITY_BADGES[finding.severity]}>{severities[finding.severity]}</Badge>
      </td>
      <td className="verdict">{verdicts[finding.verdict]}</td>
      <td className="explained">
        <span className="found-in" lang="zh-CN">
          {finding.title}
        </span>{' '}
        {lang === 'zh' ? finding.explanation : finding.explanationEn}
      </td>
    </tr>
  );
}

/** What checks found in the ledgers of the quarter: never a refusal, always a place to look at. */
export function SubmittedPanel({ place, period }: { readonly place: ReceiptRegion; readonly period: string | null }) {
  const words = useWords(qualityWords);
  const query = useSubmittedFindings(place.code, period);
  if (period === null || place.code === null) return null;
  const found = query.data?.findings.totalCount;
  return (
    <Panel
      className="submitted"
      title={words.submitted}
      note={found === undefined ? period : words.submittedNote(period, count(found))}
      actions={<GraphqlActions document={submittedDocument} variables={{ region: place.code, period, first: 200 }} />}
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {({ findings }) =>
          findings.nodes.length === 0 ? (
            <EmptyState>{words.submittedNone}</EmptyState>
          ) : (
            <Scroller name={words.submitted}>
              <table className="submitted-table" aria-label={words.submitted}>
                <thead>
                  <tr>
                    <th scope="col">{words.submittedHead.region}</th>
                    <th scope="col">{words.severity}</th>
                    <th scope="col">{words.verdict}</th>
                    <th scope="col">{words.explanation}</th>
                  </tr>
                </thead>
                <tbody>
                  {findings.nodes.map((finding) => (
                    <Row key={finding.id} finding={finding} />
                  ))}
                </tbody>
              </table>
            </Scroller>
          )
        }
      </Loaded>
    </Panel>
  );
}
