import { useLockedSubmissions, type LockedSubmission } from '../../api/submissions.ts';
import { submitWords } from '../../i18n/submit.ts';
import { reviewWords } from '../../i18n/submitReview.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { momentText } from '../../theme/momentText.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { RegionField } from '../../view/RegionField.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { Acts } from './Acts.tsx';

function Line({ row }: { readonly row: LockedSubmission }) {
  const lang = useLang();
  const words = useWords(reviewWords);
  return (
    <tr>
      <th scope="row">
        {regionName(row.region, lang)}
        <small>{row.region.code}</small>
      </th>
      <td className="nowrap">{row.period}</td>
      <td className="n">{row.version}</td>
      <td className="nowrap">{row.lockedAt ? momentText(row.lockedAt, lang) : words.noMoment}</td>
      <td>
        <Acts card={{ id: row.id, acts: ['UNLOCK'] }} />
      </td>
    </tr>
  );
}

function Locked({ region, period }: { readonly region: string | null; readonly period: string | null }) {
  const words = useWords(reviewWords);
  const query = useLockedSubmissions(region, period);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={4} height="34px" />}>
      {({ lockedSubmissions }) =>
        lockedSubmissions.length === 0 ? (
          <EmptyState>{words.none.LOCKED}</EmptyState>
        ) : (
          <Scroller name={words.lockedList}>
            <table className="list" aria-label={words.lockedList}>
              <thead>
                <tr>
                  <th scope="col">{words.heads.region}</th>
                  <th scope="col">{words.heads.period}</th>
                  <th scope="col" className="n">
                    {words.heads.version}
                  </th>
                  <th scope="col">{words.lockedAt}</th>
                  <th scope="col">{words.actsLabel}</th>
                </tr>
              </thead>
              <tbody>
                {lockedSubmissions.map((row) => (
                  <Line key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          </Scroller>
        )
      }
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
      <Locked region={region} period={selection.period} />
    </Panel>
  );
}
