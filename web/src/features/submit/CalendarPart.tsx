import type { Access } from '../../api/access.ts';
import { useCalendar, type CalendarRow } from '../../api/calendar.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { NATION } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Choose } from '../../ui/Choose.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { RegionField } from '../../view/RegionField.tsx';
import { permissionsOf } from '../../view/may.ts';
import { CalendarTable } from './CalendarTable.tsx';
import { DayCard } from './DayCard.tsx';
import { Judged } from './Judged.tsx';
import { ownRegion } from './ownRegion.ts';
import { MarkWord } from './MarkWord.tsx';
import type { PartProps } from './partProps.ts';
import { CELL_KINDS, CELL_MARKS, latestAsked, toCalendar, type Calendar } from './toCalendar.ts';

/** Quarters side by side: a year and a half, as many as a desk shows beside the names. */
const QUARTERS = 6;

/** Whose calendar: the region of the address, else what the reader reports for or judges, else what they may see. */
function regionOf(access: Access, region: string): string | null {
  if (region !== NATION) return region;
  const permissions = permissionsOf(access);
  if (permissions.has('SUBMIT') || permissions.has('REVIEW')) return null;
  return ownRegion(access, 'view') ?? NATION;
}

function Legend({ calendar, period }: { readonly calendar: Calendar; readonly period: string }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  return (
    <dl className="calendar-legend" aria-label={words.legend(periodText(period, lang))}>
      {CELL_KINDS.map((kind) => (
        <div key={kind}>
          <dt>
            <MarkWord mark={CELL_MARKS[kind]} word={words.kinds[kind]} />
          </dt>
          <dd>{calendar.counts[kind]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Grid({ access, rows }: { readonly access: Access; readonly rows: readonly CalendarRow[] }) {
  const words = useWords(calendarWords);
  const submit = useWords(submitWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const calendar = toCalendar(rows, selection.period);
  const latest = latestAsked(rows);
  if (latest === undefined) return <EmptyState>{words.none}</EmptyState>;
  const period = selection.period !== null && calendar.periods.includes(selection.period) ? selection.period : latest;
  const row = rows.find((one) => one.region.code === selection.focus && one.period === period);
  return (
    <>
      <div className="conditions-bar" role="group" aria-label={words.conditions}>
        <Choose
          label={submit.period}
          any={words.latest}
          value={selection.period}
          options={calendar.periods.toReversed().map((value) => ({ value, label: periodText(value, lang) }))}
          onChange={(value) => {
            set({ period: value });
          }}
        />
        <RegionField
          label={words.within}
          code={selection.region === NATION ? null : selection.region}
          onChange={(region) => {
            set({ region: region ?? NATION, focus: null });
          }}
        />
      </div>
      <Legend calendar={calendar} period={period} />
      <div className="calendar-place">
        <CalendarTable calendar={calendar} period={period} />
        {row !== undefined && <DayCard key={`${row.region.code} ${row.period}`} row={row} access={access} />}
      </div>
    </>
  );
}

/** 日历: regions by quarters, what came and when, what is due, and what can be done about it. */
export function CalendarPart({ access }: PartProps) {
  const words = useWords(calendarWords);
  const { selection } = useSelection();
  const query = useCalendar(regionOf(access, selection.region), QUARTERS);
  return (
    <>
      {selection.submission !== null && <Judged key={selection.submission} id={selection.submission} judging={false} />}
      <Panel title={words.title} note={words.note} className="calendar-panel">
        <Loaded query={query} skeleton={<SkeletonRows rows={10} height="34px" />}>
          {({ submissionCalendar }) => <Grid access={access} rows={submissionCalendar} />}
        </Loaded>
      </Panel>
    </>
  );
}
