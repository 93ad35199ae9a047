import { useUploads, type UploadRow } from '../../api/uploads.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { LinkButton, ViewLink } from '../../ui/ViewLink.tsx';
import { ListPager } from '../../view/ListPager.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { Judged } from './Judged.tsx';
import { outcomeText } from './outcomeText.ts';

const PAGE = 30;

function Line({ row }: { readonly row: UploadRow }) {
  const words = useWords(submitWords);
  const lang = useLang();
  const { selection, hrefFor, doorHref } = useSelection();
  const { submission } = row;
  const open = submission !== null && submission !== undefined && selection.submission === submission.id;
  return (
    <tr className={open ? 'open' : undefined}>
      <th scope="row">
        <ViewLink
          className="row-link"
          href={doorHref('submit', {
            part: row.kind === 'SUMMARY' ? 'summary' : 'fill',
            region: row.region.code,
            period: row.period,
            upload: row.id,
          })}
        >
          {row.fileName}
        </ViewLink>
        <small>
          {regionName(row.region, lang)} · {row.period}
        </small>
      </th>
      <td className="nowrap">{momentText(row.createdAt, lang)}</td>
      <td>{words.kinds[row.kind]}</td>
      <td className="nowrap">
        <Badge kind={row.state === 'REFUSED' || row.state === 'FAILED' || row.state === 'INTERRUPTED' ? 'middle' : 'plain'}>
          {outcomeText(row, words)}
        </Badge>
      </td>
      <td className="n">{count(row.errors)}</td>
      <td className="n">{count(row.warnings)}</td>
      <td className="nowrap">
        {submission ? (
          <ViewLink
            className="link"
            href={hrefFor({ submission: submission.id, changed: [], after: null })}
            aria-current={open ? 'true' : undefined}
          >
            {words.submissionState(String(submission.version), words.states[submission.state])}
          </ViewLink>
        ) : (
          <span className="muted">{row.state === 'RECEIVED' ? words.notKeptLonger : words.nothingKept}</span>
        )}
      </td>
    </tr>
  );
}

/** 我的上报: every upload, what came of it, and the submission that it became with all its steps. */
export function MinePart() {
  const words = useWords(submitWords);
  const review = useWords(reviewWords);
  const { selection, doorHref } = useSelection();
  const after = selection.submission === null ? selection.after : null;
  const query = useUploads({ region: null, period: null, mine: true, first: PAGE, after });
  return (
    <>
      {selection.submission !== null && <Judged key={selection.submission} id={selection.submission} judging={false} />}
      <Panel title={words.parts.mine} note={words.mineNote}>
        <Loaded query={query} skeleton={<SkeletonRows rows={6} height="34px" />}>
          {({ uploads }) =>
            uploads.nodes.length === 0 ? (
              <>
                <EmptyState>{words.noUploads}</EmptyState>
                <LinkButton href={doorHref('submit', { part: 'fill' })}>{words.toFill}</LinkButton>
              </>
            ) : (
              <>
                <Scroller name={words.parts.mine}>
                  <table className="list" aria-label={words.parts.mine}>
                    <thead>
                      <tr>
                        <th scope="col">{words.file}</th>
                        <th scope="col">{words.sentAt}</th>
                        <th scope="col">{words.kind}</th>
                        <th scope="col">{words.found}</th>
                        <th scope="col" className="n">
                          {words.errors}
                        </th>
                        <th scope="col" className="n">
                          {words.warnings}
                        </th>
                        <th scope="col">{review.submission}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {uploads.nodes.map((row) => (
                        <Line key={row.id} row={row} />
                      ))}
                    </tbody>
                  </table>
                </Scroller>
                {selection.submission === null && (
                  <ListPager
                    shown={uploads.nodes.length}
                    total={uploads.totalCount}
                    unit={words.uploadUnit}
                    next={uploads.pageInfo.hasNextPage ? (uploads.pageInfo.endCursor ?? null) : null}
                  />
                )}
              </>
            )
          }
        </Loaded>
      </Panel>
    </>
  );
}
