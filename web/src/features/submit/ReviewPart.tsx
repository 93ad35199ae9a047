import { useSubmissions, type SubmissionRow } from '../../api/submissions.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { REVIEWED } from '../../state/choices.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, periodText } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { ListPager } from '../../view/ListPager.tsx';
import { permissionsOf } from '../../view/may.ts';
import { RegionField } from '../../view/RegionField.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Judged } from './Judged.tsx';
import { LockedPart } from './LockedPart.tsx';
import type { PartProps } from './partProps.ts';
import { periodsOf } from './parts.ts';
import { ownRegion } from './ownRegion.ts';
import { Reminders } from './Reminders.tsx';
import { usePlace } from './usePlace.ts';

const PAGE = 30;

function Conditions() {
  const words = useWords(reviewWords);
  const submit = useWords(submitWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const { query } = usePlace();
  const periods = periodsOf(query.data?.submissionCalendar ?? []);
  return (
    <div className="conditions-bar" role="group" aria-label={words.conditions}>
      <Segmented
        label={words.state}
        value={selection.reviewed}
        options={REVIEWED.map((value) => ({ value, label: words.reviewed[value] }))}
        onChange={(reviewed) => {
          set({ reviewed, submission: null, after: null });
        }}
      />
      <Choose
        label={submit.period}
        any={submit.anyPeriod}
        value={selection.period}
        options={periods.map((value) => ({ value, label: periodText(value, lang) }))}
        onChange={(period) => {
          set({ period, submission: null, after: null });
        }}
      />
      <RegionField
        label={submit.region}
        code={selection.region === NATION ? null : selection.region}
        onChange={(region) => {
          set({ region: region ?? NATION, submission: null, after: null });
        }}
      />
    </div>
  );
}

function Line({ row }: { readonly row: SubmissionRow }) {
  const words = useWords(reviewWords);
  const lang = useLang();
  const { selection, hrefFor } = useSelection();
  const open = selection.submission === row.id;
  return (
    <tr className={open ? 'open' : undefined}>
      <th scope="row">
        <ViewLink
          className="row-link"
          href={hrefFor({ submission: row.id, changed: [], after: null })}
          aria-current={open ? 'true' : undefined}
        >
          {regionName(row.region, lang)}
        </ViewLink>
        <small>{row.region.code}</small>
      </th>
      <td className="nowrap">{row.period}</td>
      <td className="n">{row.version}</td>
      <td className="nowrap">
        {momentText(row.receivedAt, lang)} {!row.onTime && <small>{words.late}</small>}
        {row.carriedForward && <Badge kind="middle">{words.carriedForward}</Badge>}
      </td>
      <td>{row.sentBy ?? <span className="muted">{words.unknownSender}</span>}</td>
      <td className="n">{count(row.units)}</td>
      <td className="n">{words.changedOf(count(row.unitsAdded), count(row.unitsRemoved), count(row.unitsChanged))}</td>
      <td className="n">{count(row.warnings)}</td>
      <td className="note-cell">{row.note}</td>
    </tr>
  );
}

function List({ region }: { readonly region: string | null }) {
  const words = useWords(reviewWords);
  const { selection } = useSelection();
  // The address has one place in a list: while a submission is open, it is that of its rows.
  const after = selection.submission === null ? selection.after : null;
  const query = useSubmissions({ region, period: selection.period, state: selection.reviewed, first: PAGE, after });
  const { heads } = words;
  return (
    // What another condition listed is not shown under this one: a link of it would be taken for one of these.
    <Loaded query={query.isPlaceholderData ? { ...query, data: undefined } : query} skeleton={<SkeletonRows rows={6} height="34px" />}>
      {({ submissions }) =>
        submissions.nodes.length === 0 ? (
          <EmptyState>{words.none[selection.reviewed]}</EmptyState>
        ) : (
          <>
            <Scroller name={words.list}>
              <table className="list" aria-label={words.list}>
                <thead>
                  <tr>
                    <th scope="col">{heads.region}</th>
                    <th scope="col">{heads.period}</th>
                    <th scope="col" className="n">
                      {heads.version}
                    </th>
                    <th scope="col">{heads.received}</th>
                    <th scope="col">{heads.sentBy}</th>
                    <th scope="col" className="n">
                      {heads.units}
                    </th>
                    <th scope="col" className="n">
                      {heads.changes}
                    </th>
                    <th scope="col" className="n">
                      {heads.warnings}
                    </th>
                    <th scope="col">{heads.note}</th>
                  </tr>
                </thead>
                <tbody>
                  {submissions.nodes.map((row) => (
                    <Line key={row.id} row={row} />
                  ))}
                </tbody>
              </table>
            </Scroller>
            {selection.submission === null && (
              <ListPager
                shown={submissions.nodes.length}
                total={submissions.totalCount}
                unit={words.unit}
                next={submissions.pageInfo.hasNextPage ? (submissions.pageInfo.endCursor ?? null) : null}
              />
            )}
          </>
        )
      }
    </Loaded>
  );
}

/** 审核: what waits, one of them with its differences and findings, and what is decided about it. */
export function ReviewPart({ access }: PartProps) {
  const words = useWords(reviewWords);
  const { selection } = useSelection();
  if (!permissionsOf(access).has('REVIEW')) return <LockedPart />;
  const region = selection.region === NATION ? ownRegion(access, 'report') : selection.region;
  return (
    <>
      {selection.submission === null && <Reminders access={access} />}
      {selection.submission !== null && <Judged key={selection.submission} id={selection.submission} judging />}
      <Panel title={words.list}>
        <Conditions />
        <List region={region} />
      </Panel>
    </>
  );
}
