import { useState } from 'react';
import { templateAddress } from '../../api/sending.ts';
import { useDataset } from '../../api/dataset.ts';
import { useSendSummary, useSummaryMeasures, useSummaryReturns, type SummaryMeasure, type SummaryReturn } from '../../api/calendar.ts';
import { summaryWords } from '../../i18n/submitSummary.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { plain } from '../../theme/format.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Refusal } from '../../ui/Confirmed.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { SendPanel } from './SendPanel.tsx';
import type { PartProps } from './partProps.ts';
import type { Place } from './parts.ts';
import { PlaceBar } from './PlaceBar.tsx';
import { groupsOf, typedOf, valuesOf, type Typed } from './toSummary.ts';
import { usePlace } from './usePlace.ts';

/** Versions of one region and quarter: more are never looked through. */
const SHOWN = 10;

interface GroupsProps {
  readonly measures: readonly SummaryMeasure[];
  readonly typed: Typed;
  readonly onType: (measure: string, text: string) => void;
}

/** By what they count, the first group open, the others folded until they are wanted: they are over a hundred. */
function Groups({ measures, typed, onType }: GroupsProps) {
  const words = useWords(summaryWords);
  const label = useLabel();
  const groups = groupsOf(measures.map((one) => ({ ...one, label: label(one.label) })));
  return groups.map(({ name, fields }, at) => (
    <details key={name} className="measure-group" open={at === 0}>
      <summary>
        {name ?? words.others}
        <small>{words.groupOf(String(fields.length), String(valuesOf(fields, typed).length))}</small>
      </summary>
      <div className="measure-fields">
        {fields.map(({ measure, label: field, unit }) => (
          <TextField
            key={measure}
            label={`${field} (${unit})`}
            type="number"
            min={0}
            step="any"
            inputMode="decimal"
            value={typed[measure] ?? ''}
            onChange={(text) => {
              onType(measure, text);
            }}
          />
        ))}
      </div>
    </details>
  ));
}

interface FormProps {
  readonly place: Place;
  readonly measures: readonly SummaryMeasure[];
  /** What stands: a return replaces the one before as a whole, so that what is not touched goes again. */
  readonly current: SummaryReturn | undefined;
}

function Form({ place, measures, current }: FormProps) {
  const words = useWords(summaryWords);
  const [typed, setTyped] = useState<Typed>(() => typedOf(current?.values ?? []));
  const [note, setNote] = useState('');
  const send = useSendSummary();
  const values = valuesOf(measures, typed);
  return (
    <form
      className="form summary-form"
      aria-label={words.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ region: place.region.code, period: place.period, values, note: note.trim() === '' ? null : note.trim() });
      }}
    >
      {current && <p className="small muted">{words.asBefore(String(current.version))}</p>}
      <Groups
        measures={measures}
        typed={typed}
        onType={(measure, text) => {
          setTyped({ ...typed, [measure]: text });
        }}
      />
      <TextField label={words.note} value={note} onChange={setNote} maxLength={500} />
      <div className="row">
        <button type="submit" className="button strong" disabled={send.isPending || values.length === 0}>
          {send.isPending ? words.sending : words.send(String(values.length))}
        </button>
        <output className="small">{send.isSuccess ? words.sent(String(send.data.sendSummary.version)) : words.emptyNote}</output>
      </div>
      <Refusal message={send.error?.message} />
    </form>
  );
}

/** The form waits for what stands, which it begins with. */
function Stating({ place, measures }: Omit<FormProps, 'current'>) {
  const query = useSummaryReturns(place.region.code, place.period, SHOWN, null);
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={5} height="54px" />}>
      {({ summaryReturns }) => <Form place={place} measures={measures} current={summaryReturns.nodes.find((one) => one.current)} />}
    </Loaded>
  );
}

function Returned({ one }: { readonly one: SummaryReturn }) {
  const words = useWords(summaryWords);
  const lang = useLang();
  const label = useLabel();
  return (
    <section className="summary-return" aria-label={words.versionOf(String(one.version))}>
      <h3>
        {words.versionOf(String(one.version))} {one.current && <Badge kind="strong">{words.current}</Badge>}{' '}
        <small className="muted">
          {one.sentBy} · {momentText(one.receivedAt, lang)}
        </small>
      </h3>
      {one.note && <p>{one.note}</p>}
      <Scroller name={words.versionOf(String(one.version))}>
        <table className="list" aria-label={words.versionOf(String(one.version))}>
          <thead>
            <tr>
              <th scope="col">{words.measure}</th>
              <th scope="col" className="n">
                {words.reported}
              </th>
              <th scope="col" className="n">
                {words.ledger}
              </th>
              <th scope="col" className="n">
                {words.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {one.values.map(({ measure, label: name, value, ledger, difference }) => (
              <tr key={measure}>
                <th scope="row">{label(name)}</th>
                <td className="n">{plain(value)}</td>
                <td className="n">{typeof ledger === 'number' ? plain(ledger) : words.noLedger}</td>
                <td className="n">{typeof difference === 'number' ? plain(difference) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

function Returns({ place }: { readonly place: Place }) {
  const words = useWords(summaryWords);
  const { selection } = useSelection();
  const query = useSummaryReturns(place.region.code, place.period, SHOWN, selection.after);
  return (
    <Panel title={words.returns} note={words.returnsNote}>
      <Loaded query={query} skeleton={<SkeletonRows rows={4} />}>
        {({ summaryReturns: { nodes } }) =>
          nodes.length === 0 ? <EmptyState>{words.noReturns}</EmptyState> : nodes.map((one) => <Returned key={one.version} one={one} />)
        }
      </Loaded>
    </Panel>
  );
}

function Sending(props: PartProps & { readonly place: Place }) {
  const words = useWords(summaryWords);
  const { place } = props;
  const measures = useSummaryMeasures();
  const demo = useDataset().data?.dataset.demo === true;
  return (
    <div className="fill">
      <div>
        <Panel title={words.title} note={words.titleNote}>
          {demo ? (
            <p className="answer-sentence">{words.demo}</p>
          ) : (
            <Loaded query={measures} skeleton={<SkeletonRows rows={5} height="54px" />}>
              {({ summaryMeasures }) => <Stating key={`${place.region.code} ${place.period}`} place={place} measures={summaryMeasures} />}
            </Loaded>
          )}
        </Panel>
        <Returns place={place} />
      </div>
      <div className="place-card">
        <Panel title={words.byFile}>
          <p className="small">{words.byFileNote}</p>
          <a className="button" href={templateAddress('SUMMARY', place.region.code, place.period)} download>
            {words.downloadTemplate}
          </a>
          <SendPanel key={`${place.region.code} ${place.period}`} {...props} place={place} kind="SUMMARY" />
        </Panel>
      </div>
    </div>
  );
}

/** 汇总上报: totals of a region and a quarter, beside its ledger or where it has none. */
export function SummaryPart(props: PartProps) {
  const words = useWords(submitWords);
  const { query, at } = usePlace();
  return (
    <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
      {({ submissionCalendar: rows }) => {
        const place = at(rows);
        if (rows.length === 0) return <EmptyState title={words.nothingDue}>{words.nothingDueNote}</EmptyState>;
        return (
          <>
            <PlaceBar rows={rows} place={place} />
            {place === null ? <EmptyState>{words.outsideScope}</EmptyState> : <Sending {...props} place={place} />}
          </>
        );
      }}
    </Loaded>
  );
}
