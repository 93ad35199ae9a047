import type { Finding } from '../../api/quality.ts';
import { qualityWords, severityWords, verdictWords } from '../../i18n/quality.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Badge } from '../../ui/Badge.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { showLarge } from './LargeFinding.tsx';
import { SEVERITY_BADGES } from './severity.ts';
import { computedOf, differenceOf, explanationOf, placeAndDate, printedOf, quantityText, sourcesOf } from './toFindings.ts';

function Row({ finding, chosen }: { readonly finding: Finding; readonly chosen: boolean }) {
  const words = useWords(qualityWords);
  const severities = useWords(severityWords);
  const verdicts = useWords(verdictWords);
  const { hrefFor } = useSelection();
  const lang = useLang();
  return (
    <tr className={chosen ? 'chosen' : undefined}>
      <td className="weight">
        <Badge kind={SEVERITY_BADGES[finding.severity]}>{severities[finding.severity]}</Badge>
      </td>
      <td className="verdict">{verdicts[finding.verdict]}</td>
      <th scope="row" lang="zh-CN">
        <ViewLink href={hrefFor({ finding: finding.id })} aria-current={chosen ? 'true' : undefined} onClick={showLarge}>
          {finding.title}
        </ViewLink>
        <small>{placeAndDate(finding, lang)}</small>
      </th>
      <td className="n" data-name={words.published}>
        {quantityText(printedOf(finding, lang))}
      </td>
      <td className="n" data-name={words.recomputed}>
        {quantityText(computedOf(finding, lang))}
      </td>
      <td className="n delta" data-name={words.apart}>
        {quantityText(differenceOf(finding, lang))}
      </td>
      <td className="reason">{explanationOf(finding, lang)}</td>
      <td className="source" lang="zh-CN">
        {sourcesOf(finding).map((source) => (
          <span key={source.id} title={source.title}>
            {source.publisher} <span className="nowrap">{source.date}</span>
          </span>
        ))}
      </td>
    </tr>
  );
}

/** All findings of the chosen set, worst first; a row opens its finding above. */
export function FindingsTable({ findings, large }: { readonly findings: readonly Finding[]; readonly large: string | undefined }) {
  const words = useWords(qualityWords);
  if (findings.length === 0) return <EmptyState>{words.none}</EmptyState>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.severity}</th>
          <th scope="col">{words.verdict}</th>
          <th scope="col">{words.what}</th>
          <th scope="col" className="n">
            {words.published}
          </th>
          <th scope="col" className="n">
            {words.recomputed}
          </th>
          <th scope="col" className="n">
            {words.apart}
          </th>
          <th scope="col">{words.explanation}</th>
          <th scope="col">{words.source}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <Row key={finding.id} finding={finding} chosen={finding.id === large} />
        ))}
      </tbody>
    </table>
  );
}
