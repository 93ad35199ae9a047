import { useCalendar, type CalendarRow } from '../../api/calendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { RegionField } from '../../view/RegionField.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { Acts } from './Acts.tsx';

/** Two years of quarters: what is older is rarely opened again. */
const QUARTERS = 8;

function Line({ row, submission }: { readonly row: CalendarRow; readonly submission: string }) {
  const lang = useLang();
  return (
    <tr>
      <th scope="row">
        {regionName(row.region, lang)}
        <small>{row.region.code}</small>
      </th>
      <td className="nowrap">{row.period}</td>
      <td>
        <Acts card={{ id: submission, acts: ['UNLOCK'] }} />
      </td>
    </tr>
  );
}

function Locked({ region }: { readonly region: string }) {
  const words = useWords(reviewWords);
  const query = useCalendar(region, QUARTERS);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={4} height="34px" />}>
      {({ submissionCalendar }) => {
        const locked = submissionCalendar.filter(({ state }) => state === 'LOCKED');
        if (locked.length === 0) return <EmptyState>{words.none.LOCKED}</EmptyState>;
        return (
          <Scroller name={words.lockedList}>
            <table className="list" aria-label={words.lockedList}>
              <thead>
                <tr>
                  <th scope="col">{words.heads.region}</th>
                  <th scope="col">{words.heads.period}</th>
                  <th scope="col">{words.actsLabel}</th>
                </tr>
              </thead>
              <tbody>
                {locked.map((row) =>
                  row.submission ? <Line key={`${row.region.code} ${row.period}`} row={row} submission={row.submission.id} /> : null,
                )}
              </tbody>
            </table>
          </Scroller>
        );
      }}
    </Loaded>
  );
}

/** What is locked, for an administrator, who unlocks it with a reason and sees none of its figures. */
export function LockedPart() {
  const words = useWords(reviewWords);
  const submit = useWords(submitWords);
  const { selection, set } = useSelection();
  const region = selection.region === NATION ? null : selection.region;
  return (
    <Panel title={words.lockedList} note={words.lockedNote}>
      <div className="conditions-bar" role="group" aria-label={words.conditions}>
        <RegionField
          label={submit.region}
          code={region}
          onChange={(code) => {
            set({ region: code ?? NATION });
          }}
        />
      </div>
      {region === null ? <EmptyState>{words.lockedChoose}</EmptyState> : <Locked region={region} />}
    </Panel>
  );
}
