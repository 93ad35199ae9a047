import { useState } from 'react';
import { useDueDates, useRemoveDueDate, useSetDueDate, type DueDate } from '../../api/calendar.ts';
import { useReviewSettings, useSetReviewSettings } from '../../api/submissions.ts';
import { adminWords } from '../../i18n/admin.ts';
import { settingsWords } from '../../i18n/settings.ts';
import { submitSettingsWords } from '../../i18n/submitSettings.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { momentText } from '../../theme/momentText.ts';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { RegionField } from '../../view/RegionField.tsx';
import { Scroller } from '../../view/Scroller.tsx';

function NoteShare({ stands, setBy }: { readonly stands: number; readonly setBy: string | null }) {
  const words = useWords(submitSettingsWords);
  const admin = useWords(adminWords);
  const [share, setShare] = useState(String(stands));
  const set = useSetReviewSettings();
  return (
    <form
      className="form share-form"
      aria-label={words.noteShare}
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ noteShare: Number(share) });
      }}
    >
      <TextField label={words.noteShareOf} type="number" min={0} max={100} step="any" value={share} onChange={setShare} required />
      <div className="row">
        <button type="submit" className="button strong" disabled={set.isPending || share === '' || Number(share) === stands}>
          {set.isPending ? admin.working : admin.save}
        </button>
        <output className="small">{set.isSuccess ? admin.saved : setBy === null ? words.byDefault : words.setBy(setBy)}</output>
      </div>
      <Refusal message={set.error?.message} />
    </form>
  );
}

function NewDueDate() {
  const words = useWords(submitSettingsWords);
  const settings = useWords(settingsWords);
  const admin = useWords(adminWords);
  const [region, setRegion] = useState<string | null>(null);
  const [period, setPeriod] = useState('');
  const [dueOn, setDueOn] = useState('');
  const set = useSetDueDate();
  return (
    <form
      className="form new-user"
      aria-label={words.newDueDate}
      onSubmit={(event) => {
        event.preventDefault();
        if (region !== null) set.mutate({ region, period: period.trim(), dueOn });
      }}
    >
      <h3>{words.newDueDate}</h3>
      <RegionField label={settings.chosenRegion} hint={words.regionHint} code={region} onChange={setRegion} />
      <div className="pair">
        <TextField label={words.period} hint={words.periodHint} pattern="\d{4}Q[1-4]" value={period} onChange={setPeriod} required />
        <TextField label={words.dueOn} type="date" value={dueOn} onChange={setDueOn} required />
      </div>
      <Refusal message={set.error?.message} />
      <div className="row">
        <button type="submit" className="button strong" disabled={set.isPending || region === null}>
          {set.isPending ? admin.working : settings.set}
        </button>
        <output className="small">{set.isSuccess ? settings.setDone : region === null ? settings.regionMissing : ''}</output>
      </div>
    </form>
  );
}

function Line({ date }: { readonly date: DueDate }) {
  const words = useWords(submitSettingsWords);
  const settings = useWords(settingsWords);
  const lang = useLang();
  const remove = useRemoveDueDate();
  const place = regionName(date.region, lang);
  return (
    <tr>
      <th scope="row">{place}</th>
      <td className="nowrap">{date.period}</td>
      <td className="nowrap">{date.dueOn}</td>
      <td>
        {date.setBy ?? <span className="muted">{words.byRule}</span>}
        {date.setAt && <small className="muted"> {momentText(date.setAt, lang)}</small>}
      </td>
      <td>
        {date.setBy && (
          <Confirmed
            label={settings.remove}
            question={words.removeAsk(place, date.period)}
            confirm={settings.removeNow}
            pending={remove.isPending}
            onConfirm={() => {
              remove.mutate({ region: date.region.code, period: date.period });
            }}
          >
            <Refusal message={remove.error?.message} />
          </Confirmed>
        )}
      </td>
    </tr>
  );
}

function DueDates() {
  const words = useWords(submitSettingsWords);
  const settings = useWords(settingsWords);
  const admin = useWords(adminWords);
  const query = useDueDates();
  return (
    <Panel title={words.dueDates} note={words.dueDatesNote}>
      <NewDueDate />
      <Loaded query={query} skeleton={<SkeletonRows rows={4} height="34px" />}>
        {({ dueDates }) =>
          dueDates.length === 0 ? (
            <EmptyState>{words.noDueDates}</EmptyState>
          ) : (
            <Scroller name={words.dueDates}>
              <table className="list" aria-label={words.dueDates}>
                <thead>
                  <tr>
                    {[settings.chosenRegion, words.period, words.dueOn, settings.setBy, admin.actions].map((head) => (
                      <th key={head} scope="col">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {dueDates.map((date) => (
                    <Line key={`${date.region.code} ${date.period}`} date={date} />
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

/** 报送设置: from which share of changed rows a note is asked for, and when what is due. */
export function SubmissionsTab() {
  const words = useWords(submitSettingsWords);
  const query = useReviewSettings();
  return (
    <>
      <Panel title={words.noteShare}>
        <p className="answer-sentence">{words.noteShareNote}</p>
        <Loaded query={query} skeleton={<SkeletonRows rows={2} />}>
          {({ reviewSettings: { noteShare, setBy } }) => <NoteShare key={noteShare} stands={noteShare} setBy={setBy ?? null} />}
        </Loaded>
      </Panel>
      <DueDates />
    </>
  );
}
