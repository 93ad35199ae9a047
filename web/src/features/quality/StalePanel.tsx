import type { Dataset } from '../../api/dataset.ts';
import { staleDocument, useStale, WATCHED, type StaleAsk } from '../../api/quality.ts';
import { qualityWords } from '../../i18n/quality.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { LOOK_BACK, toStale, type StaleLine } from './toStale.ts';
import type { ReceiptRegion } from './useReceiptRegion.ts';
import { GraphqlActions } from '../../view/GraphqlActions.tsx';

const BADGES = { old: 'strong', carried: 'middle', frozen: 'plain' } as const;

function Lines({ lines }: { readonly lines: readonly StaleLine[] }) {
  const words = useWords(qualityWords);
  const { hrefFor } = useSelection();
  const { staleHead } = words;
  return (
    <Scroller name={words.stale}>
      <table className="stale-table" aria-label={words.stale}>
        <thead>
          <tr>
            <th scope="col">{staleHead.region}</th>
            <th scope="col">{staleHead.sign}</th>
            <th scope="col">{staleHead.since}</th>
            <th scope="col">{staleHead.what}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.code}`}>
              <th scope="row">
                <ViewLink href={hrefFor({ region: line.code })}>{line.name}</ViewLink> <small className="muted">{line.place}</small>
              </th>
              <td>
                <Badge kind={BADGES[line.kind]}>{line.sign}</Badge>
              </td>
              <td>{line.since}</td>
              <td>{line.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Reporting regions whose numbers are old, carried forward, or have not moved for quarters. */
export function StalePanel({
  dataset,
  place,
  period,
}: {
  readonly dataset: Dataset;
  readonly place: ReceiptRegion;
  readonly period: string | null;
}) {
  const words = useWords(qualityWords);
  const lang = useLang();
  const { code, above } = place;
  const periods = period === null ? [] : dataset.periods.slice(0, dataset.periods.indexOf(period) + 1).slice(-LOOK_BACK);
  const ask: StaleAsk = {
    region: code ?? '',
    regions: above ? { under: code ?? '', level: 'COUNTY' } : { codes: [code ?? ''] },
    period: period ?? '',
    periods,
    indicators: [...WATCHED],
  };
  const query = useStale(ask, code !== null && period !== null);
  if (period === null) return null;
  return (
    <Panel
      className="stale"
      title={words.stale}
      note={words.staleNote(count(periods.length))}
      actions={<GraphqlActions document={staleDocument} variables={ask} />}
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={3} />}>
        {(answer) => {
          const lines = toStale(answer, dataset.missingReasons, lang);
          return lines.length === 0 ? <EmptyState>{words.staleNone}</EmptyState> : <Lines lines={lines} />;
        }}
      </Loaded>
    </Panel>
  );
}
